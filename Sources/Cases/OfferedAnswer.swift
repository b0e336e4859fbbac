/// One of the numbered answers that a message offered, as it stood when the message went out: a
/// digit that comes back is read by that, whatever the notice's template says by then.
public struct OfferedAnswer: Sendable, Codable, Hashable {
    /// What it comes to.
    public let answer: Answer
    /// How it reads in English, for the liaison.
    public let words: String

    /// Describes an answer.
    public init(_ answer: Answer, words: String) {
        self.answer = answer
        self.words = words
    }

    /// What every invitation offers of which nothing else is kept.
    public static let standard = [
        OfferedAnswer(.yes, words: "I will come"), OfferedAnswer(.no, words: "I cannot come"),
        OfferedAnswer(.contactMe, words: "Please contact me"),
    ]
}
