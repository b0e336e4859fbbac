import MessageFormat

/// A file from an agency as it was read, before it is held against what went out.
struct ReadFile {
    /// With the lines where they are named.
    var source: [ReadLanguage] = []
    var target: [ReadLanguage] = []
    var units: [ReadUnit] = []
}

/// A language as the file names it.
struct ReadLanguage: Hashable {
    let name: String
    let line: Int
}

/// One unit of the file.
struct ReadUnit {
    /// A piece of its text.
    enum Part {
        case words(String)
        case code(ReadCode)
    }

    /// How far the agency says that it is.
    enum State: Comparable {
        /// Still to be translated or looked at.
        case open
        case translated
        case reviewed
    }

    let id: String
    /// What else may find it, if a tool has given ids of its own.
    let name: String?
    let line: Int
    var digest: String?
    var source: [Part] = []
    /// Nil where there is none.
    var target: [Part]?
    var state = State.translated
    /// Why it cannot be taken, whatever its text.
    var problem: ExchangeProblem?
}

/// Something in a text that is not words.
struct ReadCode {
    let kind: ExchangeCode.Kind
    /// As the tool has it.
    let id: String?
    /// The code that went out, if the file still has it: `{$student}`.
    let content: String?
    let line: Int
}

extension ReadFile {
    /// The units of a file beside those that they should be.
    struct Known {
        /// By the ids that went out.
        var units: [String: ReadUnit] = [:]
        /// Those that nobody asked for.
        var unknown: [ReadUnit] = []
    }

    /// Finds the units that went out again, by id, or by name where a tool has numbered them.
    /// One that stands there twice is marked as wrong.
    func units(of sections: [ExchangeSection]) -> Known {
        let wanted = Set(sections.flatMap(\.entries).flatMap(\.units).map(\.id))
        var known = Known()
        for unit in units {
            let name = unit.name.flatMap { wanted.contains($0) ? $0 : nil }
            guard let id = wanted.contains(unit.id) ? unit.id : name else {
                known.unknown.append(unit)
                continue
            }
            guard let first = known.units[id] else {
                known.units[id] = unit
                continue
            }
            known.units[id]?.problem = ExchangeProblem(
                line: unit.line,
                "The unit \"\(id)\" stands there twice, on line \(first.line) too. Take one out.")
        }
        return known
    }

    /// The one language into which the file translates.
    ///
    /// - Throws: When it names none, several, or what is no language.
    func targetLanguage() throws(ExchangeProblem) -> LanguageTag {
        guard let first = target.first else {
            throw ExchangeProblem(
                line: 0,
                "The file does not say into which language it translates: target-language in XLIFF 1.2, trgLang in 2.x."
            )
        }
        guard let tag = LanguageTag(first.name) else {
            throw ExchangeProblem(
                line: first.line, "\"\(first.name)\" is no language tag; it should be one like so.")
        }
        for other in target where LanguageTag(other.name) != tag {
            throw ExchangeProblem(
                line: other.line,
                "The file translates into \(first.name) and into \(other.name). Import one language at a time."
            )
        }
        return tag
    }

    /// Refuses a file of other languages.
    ///
    /// A tool may add the region that it works for (`so-SO`), not change one that counts.
    func check(_ pair: LanguagePair) throws(ExchangeProblem) {
        let target = try targetLanguage()
        guard Self.isSame(target, pair.target) else {
            throw ExchangeProblem(
                line: self.target.first?.line ?? 0,
                "The file translates into \(target.text), and this is for \(pair.target.text).")
        }
        for language in source {
            if let tag = LanguageTag(language.name), Self.isSame(tag, pair.source) { continue }
            throw ExchangeProblem(
                line: language.line,
                "The file translates from \(language.name), and this is from \(pair.source.text).")
        }
    }

    /// Whether a tool's name for a language may stand for ours.
    static func isSame(_ theirs: LanguageTag, _ ours: LanguageTag) -> Bool {
        if theirs == ours { return true }
        return ours.region == nil && theirs.language == ours.language
            && theirs.likelyScript == ours.likelyScript
    }
}
