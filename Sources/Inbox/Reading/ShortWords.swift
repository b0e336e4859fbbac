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
    private let numbers: [String: Set<NumberWord>]
    /// The first word for yes.
    fileprivate let plainYes: String?
    /// What may stand around an answer, the longest first.
    fileprivate let around: [String]
    fileprivate let sentences: [WordRun]

    /// Takes the words in any spelling.
    ///
    /// `numbers`: Words for one, two, three. `around`: What changes nothing in an answer beside it.
    /// `sentences`: What in a longer text probably asks for no more messages.
    public init(
        _ words: [ShortWord: [String]], numbers: [[String]] = [], around: [String] = [],
        sentences: [String] = []
    ) {
        self.words = words.mapValues { Set($0.map(OptWords.fold)) }
        plainYes = words[.yes]?.first.map(OptWords.fold)
        var found: [String: Set<NumberWord>] = [:]
        for (index, names) in numbers.enumerated() {
            for name in names {
                found[OptWords.fold(name), default: []].insert(
                    NumberWord(index + 1, spelled: name))
            }
        }
        self.numbers = found
        self.around = around.map(OptWords.fold).filter { !$0.isEmpty }
            .sorted { $0.count > $1.count }
        self.sentences = sentences.map(OptWords.fold).filter { !$0.isEmpty }.map(WordRun.init)
    }

    /// The same of a word in which a letter was held down.
    fileprivate func has(anyOf shortened: [String], as meaning: ShortWord) -> Bool {
        shortened.contains { has($0, as: meaning) }
    }

    fileprivate func numbers(_ folded: String, _ marks: Set<Unicode.Scalar>) -> [Int] {
        numbers[folded]?.filter { $0.fits(marks) }.map(\.number) ?? []
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
    /// What in a longer text probably asks for no more messages, of all languages.
    private let sentences: WordRuns
    private let standard = OptWords.standard
    /// What politely stands around a word, in all languages.
    private let around: [String]

    /// Takes the lists of all languages.
    public init(_ lists: [WordList]) {
        every = ShortWord.allCases.reduce(into: [:]) { found, meaning in
            found[meaning] = lists.reduce(into: Set()) { $0.formUnion($1.words(for: meaning)) }
        }
        sentences = WordRuns(Set(lists.flatMap(\.sentences)))
        around = Set(lists.flatMap(\.around)).sorted { $0.count > $1.count }
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
        if let loose = looseAnswer(word, own) { return loose }
        if standard.out.contains(word) || isKnown(word, as: .out) { return .out }
        if standard.back.contains(word) || isKnown(word, as: .back) { return .back }
        return isKnown(word, as: .help) ? .help : nil
    }

    /// Yes or no with thanks around it, a letter held down, or a thumb beside it. Only answers are
    /// read so: a word that ends messages is that word and nothing else.
    private func looseAnswer(_ word: String, _ own: [WordList]) -> ShortWord? {
        // Exactly another word that is known, such as STOP in some language, is that word.
        guard !standard.out.contains(word), !standard.back.contains(word),
            !isKnown(word, as: .out), !isKnown(word, as: .back)
        else { return nil }
        let bare = stripped(word, own)
        guard !bare.isEmpty else { return nil }
        let short = shortened(bare)
        for fits in [
            { (list: WordList, meaning: ShortWord) in list.has(bare, as: meaning) },
            { (list: WordList, meaning: ShortWord) in list.has(anyOf: short, as: meaning) },
        ] {
            let found = [ShortWord.yes, .no].filter { meaning in
                own.contains { fits($0, meaning) }
            }
            if !found.isEmpty { return found.count == 1 ? found.first : nil }
        }
        return nil
    }

    private func stripped(_ word: String, _ own: [WordList]) -> String {
        withoutSigns(word, around: own.flatMap(\.around))
    }

    /// Whether a body is a language's first word for yes and nothing else. Only that takes STOP back:
    /// "ok, thank you" after it does not.
    ///
    /// `own`: The lists of the languages that the writer reads.
    public func isPlainYes(_ body: String, own: [WordList]) -> Bool {
        let word = OptWords.fold(body)
        return own.contains { $0.plainYes == word }
    }

    /// The number of an answer, where a body is that and what changes nothing: "1 gracias", "#1",
    /// "opción 1", "uno". Nil for anything else, two numbers among it.
    ///
    /// `own`: The lists of the languages that the writer reads.
    public func number(in body: String, own: [WordList]) -> Int? {
        if let digit = bareDigit(in: body) { return digit }
        guard body.utf8.count <= 200 else { return nil }
        let folded = OptWords.fold(body)
        let bare = stripped(folded, own)
        if bare.unicodeScalars.count == 1, let digit = bare.first?.wholeNumberValue {
            return digit
        }
        // QUIRK: Vietnamese names people by number. "Chào cô Ba" greets Miss Three, and chooses
        // nothing; so one word at a time may stand before a number's word, and no greeting of
        // several. "Một" alone is one; the article "một" has other words beside it.
        let around = own.flatMap(\.around)
        let word = withoutSigns(
            folded, around: around, before: around.filter { !$0.contains(" ") })
        let marks = NumberWord.marks(in: body, on: word)
        let found = Set(own.flatMap { $0.numbers(word, marks) })
        return found.count == 1 ? found.first : nil
    }

    /// Whether a body is a sign of assent and nothing else: 👍, ✅.
    public func isNod(_ body: String) -> Bool {
        guard body.utf8.count <= 200 else { return false }
        let bare = OptWords.fold(body).filter { $0 != " " }
        return !bare.isEmpty && bare.allSatisfy { ["👍", "✅", "✔", "☑", "👌"].contains($0) }
    }

    /// Whether a text that is none of the words probably asks for no more messages, in whatever
    /// language. It is for a person to judge.
    public func probablyAsksToStop(_ body: String) -> Bool {
        guard body.utf8.count <= 4_000 else { return false }
        let folded = OptWords.fold(body)
        return isPoliteStop(folded) || sentences.stand(in: folded)
    }

    /// "STOP please 🙏", "stop stop": a word that ends messages with nothing beside it that says more.
    private func isPoliteStop(_ folded: String) -> Bool {
        guard folded.utf8.count <= 200 else { return false }
        var words = Set(withoutSigns(folded, around: around).split(separator: " "))
        if words.count > 1, words.isSubset(of: ["stop", "now", "it", "this", "please", "pls"]) {
            words = ["stop"]
        }
        guard words.count == 1, let word = words.first.map(String.init) else { return false }
        return standard.out.contains(word) || isKnown(word, as: .out)
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
