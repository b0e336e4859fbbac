/// What a one-word answer about further messages asks for.
public enum OptWord: Sendable, Hashable { case out, back }

/// The words that end messages, and those that take that back.
///
/// By mail only a body of exactly one such word counts: a sentence that probably means it goes to
/// a person. The words are data; each language's own stand beside its catalog.
public struct OptWords: Sendable, Hashable {
    /// Words that end messages, folded as ``fold(_:)`` does.
    public let out: Set<String>
    /// Words that take it back, folded likewise.
    public let back: Set<String>
    /// The length of the longest of them.
    private let longest: Int

    /// Takes the words in any spelling.
    public init(out: some Sequence<String>, back: some Sequence<String>) {
        self.out = Set(out.map(OptWords.fold))
        self.back = Set(back.map(OptWords.fold))
        longest = self.out.union(self.back).map(\.unicodeScalars.count).max() ?? 0
    }

    /// What the law and carriers read so everywhere: 47 CFR 64.1200(a)(10) and the common set of
    /// SMS providers. YES is not among the words back: it may answer a question.
    public static let standard = OptWords(
        out: [
            "stop", "stopall", "stop all", "quit", "end", "revoke", "opt out", "optout", "opt-out",
            "cancel", "unsubscribe", "remove", "arret", "alto", "parar", "baja", "darme de baja",
            "jooji", "توقف", "إيقاف", "стоп", "停止", "退订", "退訂", "중지",
        ],
        back: ["start", "unstop", "opt in", "opt-in", "optin", "subscribe", "resubscribe", "alta"])

    /// What a body asks for; nil unless it is one of the words and nothing else.
    public func match(_ body: String) -> OptWord? {
        // Most bodies have too many letters, and need not be folded.
        guard body.utf8.count <= 200, body.unicodeScalars.count(where: isPlainLetter) <= longest
        else { return nil }
        let word = OptWords.fold(body)
        if out.contains(word) { return .out }
        return back.contains(word) ? .back : nil
    }

    /// Whether folding surely keeps something of a scalar: letters of the alphabets that most write,
    /// not all letters that there are.
    private func isPlainLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F,
            0x400...0x481, 0x48A...0x52F, 0x621...0x63A, 0x641...0x64A, 0x904...0x939,
            0x1780...0x17A2, 0x3041...0x3096, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
            true
        default: false
        }
    }

    /// A text as words are compared: lower case, without accents, signs and outer space.
    public static func fold(_ text: String) -> String { WordFold.fold(text) }
}
