/// What a message says that is one word of a list and nothing else.
public enum ShortWord: String, Sendable, Hashable, CaseIterable {
    /// Ends messages.
    case out
    /// Takes that back.
    case back
    /// Asks for help.
    case help
    /// Will come.
    case yes
    /// Will not come.
    case no
}

/// The words of one language, folded as ``OptWords/fold(_:)`` does.
public struct WordList: Sendable, Hashable {
    private let words: [ShortWord: Set<String>]

    /// Takes the words in any spelling.
    public init(_ words: [ShortWord: [String]]) {
        self.words = words.mapValues { Set($0.map(OptWords.fold)) }
    }

    fileprivate func has(_ folded: String, as meaning: ShortWord) -> Bool {
        words[meaning]?.contains(folded) ?? false
    }

    fileprivate func words(for meaning: ShortWord) -> Set<String> { words[meaning] ?? [] }
}

/// The words of all languages, and what each means to a given writer.
///
/// A family may write STOP in another language than its own, so the words that end messages, begin
/// them again or ask for help are known in all of them. But a word that answers or asks for help
/// in a language of the writer's is that: *pare* is "stop" in Portuguese and "ready" in Haitian
/// Creole. What carriers themselves obey stands above both, for they end messages before we see it.
public struct ShortWords: Sendable {
    /// The words of all languages by what they mean.
    private let every: [ShortWord: Set<String>]
    private let standard = OptWords.standard

    /// Takes the lists of all languages.
    public init(_ lists: [WordList]) {
        every = ShortWord.allCases.reduce(into: [:]) { found, meaning in
            found[meaning] = lists.reduce(into: Set()) { $0.formUnion($1.words(for: meaning)) }
        }
    }

    /// The words that end messages and those that take it back, of all languages.
    public var optWords: OptWords {
        OptWords(
            out: standard.out.union(every[.out] ?? []),
            back: standard.back.union(every[.back] ?? []))
    }

    /// What a body says; nil unless it is one of the words and nothing else, or when the writer's
    /// own languages do not agree about it.
    ///
    /// `own`: The lists of the languages that the writer reads.
    public func meaning(of body: String, own: [WordList]) -> ShortWord? {
        guard body.utf8.count <= 200 else { return nil }
        let word = OptWords.fold(body)
        if OptWords.obeyedByCarriers.contains(word) { return .out }
        let answers = [ShortWord.yes, .no, .help].filter { meaning in
            own.contains { $0.has(word, as: meaning) }
        }
        if !answers.isEmpty { return answers.count == 1 ? answers.first : nil }
        if standard.out.contains(word) || isKnown(word, as: .out) { return .out }
        if standard.back.contains(word) || isKnown(word, as: .back) { return .back }
        return isKnown(word, as: .help) ? .help : nil
    }

    private func isKnown(_ word: String, as meaning: ShortWord) -> Bool {
        every[meaning]?.contains(word) ?? false
    }
}

extension OptWords {
    /// 47 CFR 64.1200(a)(10), and what US carriers and their providers end messages at by
    /// themselves: whatever such a word means elsewhere, nothing of ours would arrive after it.
    static let obeyedByCarriers: Set<String> = [
        "stop", "stopall", "stop all", "quit", "end", "revoke", "opt out", "optout", "cancel",
        "unsubscribe",
    ]
}
