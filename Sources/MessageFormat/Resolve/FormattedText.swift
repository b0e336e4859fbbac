/// A message with its values as text alone, and what went wrong.
public struct FormattedText: Sendable, Hashable {
    /// The text. What could not be formatted stands in it as a fallback such as `{$name}`.
    public let text: String
    /// Problems in the order in which they were met; empty when all went well.
    public let problems: [MessageProblem]
}

extension FormattedText: CustomStringConvertible, CustomDebugStringConvertible {
    /// How long it is and what went wrong; not the text, which names people.
    public var description: String {
        let kinds = problems.map(\.kind.rawValue).joined(separator: ", ")
        return "text of \(text.count) characters, problems: \(kinds.isEmpty ? "none" : kinds)"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
}
