/// One of the numbered answers that a message offered, as it stood when the message went out: a
/// digit that comes back is read by that, whatever the notice's template says by then.
public struct OfferedAnswer: Sendable, Codable, Hashable {
    /// What it comes to.
    public let answer: Answer
    /// How it reads in English, for the liaison.
    public let words: String
    /// BCP 47: the language that it chooses, where the question is which one to write in.
    public let language: String?

    /// Describes an answer.
    public init(_ answer: Answer, words: String, language: String? = nil) {
        self.answer = answer
        self.words = words
        self.language = language
    }

    /// What every invitation offers of which nothing else is kept.
    public static let standard = [
        OfferedAnswer(.yes, words: "I will come"), OfferedAnswer(.no, words: "I cannot come"),
        OfferedAnswer(.contactMe, words: "Please contact me"),
    ]
}
