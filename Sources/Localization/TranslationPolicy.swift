import MessageFormat

/// What may reach a family: the setting `translation.minimum`.
///
/// One standing for everything, or one per language, per purpose (a notice's id or its kind) or
/// for both. What names more wins: language and notice, language and kind, then the stricter of
/// what the language and the purpose ask for alone, then the default.
public struct TranslationPolicy: Sendable, Hashable {
    private let standard: Standing
    private let byLanguage: [LanguageTag: Standing]
    private let byPurpose: [String: Standing]
    private let byBoth: [LanguageTag: [String: Standing]]

    /// The same for everything; only what a person has reviewed, unless another is named.
    public init(minimum: Standing = .reviewed) {
        standard = minimum
        byLanguage = [:]
        byPurpose = [:]
        byBoth = [:]
    }

    /// The setting as a file holds it: `["default": "reviewed", "es": "machine", "urgent":
    /// "reviewed", "so/concern": "draft"]`.
    ///
    /// - Throws: The first name or value that cannot be read, with what to write instead.
    public init(setting: [String: String]) throws(PolicyProblem) {
        var standard = Standing.reviewed
        var byLanguage: [LanguageTag: Standing] = [:]
        var byPurpose: [String: Standing] = [:]
        var byBoth: [LanguageTag: [String: Standing]] = [:]
        for (name, value) in setting.sorted(by: { $0.key < $1.key }) {
            guard let standing = Standing(rawValue: value), standing != .fallback else {
                throw PolicyProblem(name: name, found: value)
            }
            let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(
                String.init)
            if name == "default" {
                standard = standing
            } else if parts.count == 2, let tag = Self.language(parts[0]), !parts[1].isEmpty {
                byBoth[tag, default: [:]][parts[1]] = standing
            } else if parts.count == 1, let tag = Self.language(name) {
                byLanguage[tag] = standing
            } else if parts.count == 1, !name.isEmpty {
                byPurpose[name] = standing
            } else {
                throw PolicyProblem(name: name, found: value)
            }
        }
        self.standard = standard
        self.byLanguage = byLanguage
        self.byPurpose = byPurpose
        self.byBoth = byBoth
    }

    /// The names of notices and kinds that the setting speaks of and a library does not have.
    public func unknownPurposes(in library: NoticeLibrary) -> [String] {
        let known = Set(library.notices.map(\.id) + NoticeKind.allCases.map(\.rawValue))
        let named = Set(byPurpose.keys).union(byBoth.values.flatMap(\.keys))
        return named.subtracting(known).sorted()
    }

    /// What a translation of this notice must be at least, to be sent in this language.
    public func minimum(for language: LanguageTag, notice: NoticeTemplate) -> Standing {
        let both = LanguageTag.lookup([language], in: byBoth.keys).flatMap { byBoth[$0] } ?? [:]
        if let exact = both[notice.id] ?? both[notice.kind.rawValue] { return exact }
        let own = LanguageTag.lookup([language], in: byLanguage.keys).flatMap { byLanguage[$0] }
        let purpose = byPurpose[notice.id] ?? byPurpose[notice.kind.rawValue]
        guard let own, let purpose else { return own ?? purpose ?? standard }
        return max(own, purpose)
    }

    /// A tag as families' languages have it: two or three letters first, so that `bulk` and
    /// `urgent` are purposes.
    private static func language(_ text: String) -> LanguageTag? {
        guard let first = text.split(separator: "-").first, (2...3).contains(first.count) else {
            return nil
        }
        return LanguageTag(text)
    }
}

/// A value of `translation.minimum` that cannot be read.
public struct PolicyProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name below `translation.minimum`.
    public let name: String
    /// Its value.
    public let found: String

    /// What it is and what to write.
    public var description: String {
        "translation.minimum: \"\(name)\" is \"\(found)\". Write reviewed, machine or draft for default, "
            + "for a language (es), a notice or kind (urgent), or both (es/urgent)."
    }
}
