import Foundation

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

    /// Takes the words in any spelling.
    public init(out: some Sequence<String>, back: some Sequence<String>) {
        self.out = Set(out.map(OptWords.fold))
        self.back = Set(back.map(OptWords.fold))
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
        guard body.utf8.count <= 200 else { return nil }
        let word = OptWords.fold(body)
        if out.contains(word) { return .out }
        return back.contains(word) ? .back : nil
    }

    /// A text as words are compared: lower case, without accents, signs and outer space.
    public static func fold(_ text: String) -> String {
        // ASCII has no accents, and Foundation is slow to say so.
        let small = text.lowercased()
        let isASCII = small.utf8.allSatisfy { $0 < 0x80 }
        let plain = isASCII ? small : small.decomposedStringWithCompatibilityMapping
        var out = String.UnicodeScalarView()
        var space = false
        for scalar in plain.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .format, .enclosingMark: continue
            case .spaceSeparator, .control, .lineSeparator, .paragraphSeparator, .dashPunctuation:
                space = true
            case .otherPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .modifierSymbol, .mathSymbol:
                continue
            default:
                if space, !out.isEmpty { out.append(" ") }
                space = false
                out.append(scalar)
            }
        }
        return String(out)
    }
}
