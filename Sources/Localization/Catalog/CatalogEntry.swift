import MessageFormat

/// One message of a catalog, compiled, with what its author said of it.
struct CatalogEntry: Sendable {
    /// Whole key: `meeting-invitation.subject`.
    let key: String
    let language: LanguageTag
    let file: SourceFile
    let entry: MessageResource.Entry
    let message: Message
    /// Of this message's own source.
    let digest: String
    /// Whether it, or one of its variants, says nothing.
    let hasBlank: Bool

    init(
        key: String, language: LanguageTag, file: SourceFile, entry: MessageResource.Entry,
        message: Message
    ) {
        self.key = key
        self.language = language
        self.file = file
        self.entry = entry
        self.message = message
        digest = sourceDigest(entry.source)
        hasBlank = message.model.patterns.contains(where: \.isBlank)
    }

    /// What `@status` says; `nil` when it says nothing that we know.
    var status: Standing? {
        guard let word = entry.property("status"), word != Standing.fallback.rawValue else {
            return nil
        }
        return Standing(rawValue: word)
    }

    var isLowConfidence: Bool { entry.property("confidence") == "low" }

    /// A review counts when it says who, when and of which text, and that text still stands here.
    var isSigned: Bool { hasSignature && entry.property("reviewed-text") == digest }

    /// Whether all that a review says is there, whatever has become of the text since.
    var hasSignature: Bool {
        ["reviewed-by", "reviewed-on", "reviewed-text"].allSatisfy {
            entry.property($0)?.isEmpty == false
        }
    }

    /// How far it can be relied on, given the English message it should be a translation of.
    func standing(against english: CatalogEntry?) -> Standing {
        state(against: english).standing
    }

    /// Whether a translator has begun it and not ended: a blank where English has none.
    func isUnfinished(_ english: CatalogEntry) -> Bool { hasBlank && !english.hasBlank }

    /// A finding at an offset of the message's source.
    func finding(_ rule: CatalogRule.ID, offset: Int, _ sentence: String) -> CatalogFinding {
        let place = entry.position(ofOffset: offset)
        return file.finding(rule, line: place.line, column: place.column, sentence)
    }

    /// A finding at the line of the key.
    func finding(_ rule: CatalogRule.ID, _ sentence: String) -> CatalogFinding {
        file.finding(rule, line: entry.line, sentence)
    }

    /// A finding at one of the entry's properties, or at its key when it lacks that property.
    func finding(_ rule: CatalogRule.ID, property: String, _ sentence: String) -> CatalogFinding {
        let line = entry.properties.first { $0.name == property }?.line
        return file.finding(rule, line: line ?? entry.line, sentence)
    }
}

/// All the words of one language.
struct Catalog: Sendable {
    let language: LanguageTag
    /// The folder, for findings that speak of no file: `locales/so`.
    let folder: String
    /// By whole key.
    var entries: [String: CatalogEntry] = [:]
    /// The files that were read, by notice.
    var files: [String: SourceFile] = [:]
    var words: ServiceWords?
    var dates: DateWords?

    /// Whether anything of any notice is there, beside the words that all share.
    var hasNotices: Bool { entries.keys.contains { !$0.hasPrefix("common.") } }

    /// Whether there is a file for any notice, with nothing translated in it perhaps.
    var hasNoticeFiles: Bool { files.keys.contains { $0 != "common" } }

    /// Whether it is there for more than the line about free help, or not even for that yet.
    var isMeantForNotices: Bool { hasNoticeFiles || entries.isEmpty }
}

extension MessageModel.Pattern {
    /// Whether it shows nothing, or white space alone.
    fileprivate var isBlank: Bool {
        elements.allSatisfy { element in
            if case .text(let text) = element { text.allSatisfy(\.isWhitespace) } else { false }
        }
    }
}
