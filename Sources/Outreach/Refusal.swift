/// Why a use-case did not do what it was asked, in a sentence for the person who asked.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is in the way and what to do.
    public let description: String

    /// Says what is in the way and what to do.
    public init(_ sentence: String) {
        description = sentence
    }
}
