/// What is wrong with a file from an agency, and where.
public struct ExchangeProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Of the file, from 1; 0 when it speaks of the whole file.
    public let line: Int
    /// What is wrong and what to do, for the person who imports.
    public let sentence: String

    /// States a problem.
    public init(line: Int, _ sentence: String) {
        self.line = line
        self.sentence = sentence
    }

    /// With the line.
    public var description: String { line > 0 ? "line \(line): \(sentence)" : sentence }
}
