/// A message with its values: as text, as parts, and with what went wrong.
public struct FormattedMessage: Sendable, Hashable {
    /// The text. What could not be formatted stands in it as a fallback such as `{$name}`.
    public let text: String
    /// Problems in the order in which they were met; empty when all went well.
    public let problems: [MessageProblem]
    /// The same as pieces: text, values, markup and isolates.
    public let parts: [MessagePart]

    init(parts: [MessagePart], problems: [MessageProblem]) {
        self.parts = parts
        self.problems = problems
        text = parts.reduce(into: "") { $0 += $1.text }
    }
}

extension FormattedMessage: CustomStringConvertible, CustomDebugStringConvertible {
    /// How long it is and what went wrong; not the text, which names people.
    public var description: String {
        let kinds = problems.map(\.kind.rawValue).joined(separator: ", ")
        return "message of \(text.count) characters, problems: \(kinds.isEmpty ? "none" : kinds)"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }
}

/// A piece of a formatted message.
public enum MessagePart: Sendable, Hashable {
    /// Text of the message itself.
    case text(String)
    /// A bidi isolate or its end (U+2066–U+2069).
    case isolation(String)
    /// A tag for the host; it adds no text.
    case markup(MarkupPart)
    /// A value as it is shown.
    case value(ValuePart)
    /// What stands for a value that could not be shown, such as `$name`; braces are added.
    case fallback(source: String)

    /// What the piece adds to the text.
    public var text: String {
        switch self {
        case .text(let text), .isolation(let text): text
        case .markup: ""
        case .value(let value): value.text
        case .fallback(let source): "{\(source)}"
        }
    }
}

/// A tag in a formatted message.
public struct MarkupPart: Sendable, Hashable {
    /// An option with the text of its value.
    public struct Option: Sendable, Hashable {
        /// The name with its namespace.
        public let name: String
        /// The value as text.
        public let value: String
    }

    /// Which kind of tag.
    public let kind: MessageModel.Markup.Kind
    /// The name with its namespace.
    public let name: String
    /// What `u:id` says.
    public let id: String?
    /// The other options, in the order of the source.
    public let options: [Option]
}

/// A value in a formatted message.
public struct ValuePart: Sendable, Hashable {
    /// A piece of the value, such as the digits before the decimal mark.
    public struct Field: Sendable, Hashable, Codable {
        /// What it is, in the words of ECMA-402: `integer`, `group`, `decimal`, `fraction`, ….
        public let type: String
        /// The text.
        public let value: String

        /// Creates a piece.
        public init(type: String, value: String) {
            self.type = type
            self.value = value
        }
    }

    /// `string`, `number`, `datetime`, or what a function of one's own says.
    public let type: String
    /// The whole value as text.
    public let text: String
    /// What `u:id` says.
    public let id: String?
    /// Which way the value runs, if known.
    public let direction: TextDirection?
    /// The locale that it was formatted for, if it was.
    public let locale: LanguageTag?
    /// Its pieces; empty when it is not taken apart.
    public let fields: [Field]
}
