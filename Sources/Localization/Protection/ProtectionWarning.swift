/// Something in a text that may be private and could not be decided, told before anything is sent.
public struct ProtectionWarning: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Why it is told.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// It looks like a name and is on no list: it stays in the text, and would be sent.
        case unlisted
        /// It is in the name of somebody at the school who is not of this text: it is taken out.
        case otherPerson = "other-person"
        /// It may be a known name, misspelt or also an ordinary word: it is taken out.
        case guessed
        /// It is a known name that is also a word, and seems to be the word: it stays in the text.
        case ordinaryWord = "ordinary-word"
        /// The weekday does not belong to the date: it stays as a word.
        case weekday
    }

    /// Why it is told.
    public let kind: Kind
    /// The word as written.
    public let word: String
    /// The sentence that it stands in, from 0.
    public let sentence: Int

    /// States a warning.
    public init(kind: Kind, word: String, sentence: Int) {
        self.kind = kind
        self.word = word
        self.sentence = sentence
    }

    /// Whether the word is still in the text.
    public var isSent: Bool { kind == .unlisted || kind == .ordinaryWord }

    /// What is wrong and what to do.
    public var sentenceForPerson: String {
        switch kind {
        case .unlisted:
            "\"\(word)\" may be a name and is on no list, so it would be sent. Add it as a name, or "
                + "say that it is an ordinary word."
        case .otherPerson:
            "\"\(word)\" is in the name of somebody else at the school. It is taken out; look "
                + "whether it belongs into this text at all."
        case .guessed:
            "\"\(word)\" was taken for a name and is not sent. If it is an ordinary word, say so, or "
                + "it stays untranslated."
        case .ordinaryWord:
            "\"\(word)\" was taken for an ordinary word and would be sent. If somebody is meant, "
                + "write the family name beside it or add it as a name."
        case .weekday:
            "\"\(word)\" is not the weekday of the date beside it. Look which of the two is right."
        }
    }

    /// Redacted: only the kind.
    public var description: String { "ProtectionWarning(\(kind.rawValue), sentence \(sentence))" }
}
