extension MessageModel {
    /// A placeholder with a value: an operand, a function or both.
    public struct Expression: Sendable, Hashable {
        /// What the function works on, or what is shown if there is no function.
        public let operand: Operand?
        /// The function with its options.
        public let function: FunctionReference?
        /// Notes for people and tools; without effect on the result.
        public let attributes: [Attribute]
        /// Where its `{` stands.
        public let offset: Int
    }

    /// A literal or a variable.
    public enum Operand: Sendable, Hashable {
        /// A value that is written in the message.
        case literal(String)
        /// A variable's name, without `$`.
        case variable(String)
    }

    /// A function as it is called in a message.
    public struct FunctionReference: Sendable, Hashable {
        /// The name with its namespace and without the first colon, as in `number` or `test:select`.
        public let name: String
        /// Options in the order of the source.
        public let options: [Option]
        /// Where its `:` stands.
        public let offset: Int
    }

    /// `name=value` after a function or the name of a markup.
    public struct Option: Sendable, Hashable {
        /// The name with its namespace.
        public let name: String
        /// What it is set to.
        public let value: Operand
        /// Where its name stands.
        public let offset: Int
    }

    /// `@name` or `@name=value`.
    public struct Attribute: Sendable, Hashable {
        /// The name with its namespace, without `@`.
        public let name: String
        /// What it is set to, if anything.
        public let value: String?
        /// Where its `@` stands.
        public let offset: Int
    }

    /// A tag for the host to make something of; it adds no text.
    public struct Markup: Sendable, Hashable {
        /// Which kind of tag.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// `{#b}`
            case open
            /// `{#br /}`
            case standalone
            /// `{/b}`
            case close
        }

        /// Which kind of tag.
        public let kind: Kind
        /// The name with its namespace.
        public let name: String
        /// Options in the order of the source.
        public let options: [Option]
        /// Notes for people and tools.
        public let attributes: [Attribute]
        /// Where its `{` stands.
        public let offset: Int
    }
}

extension MessageModel.Expression {
    /// The names of the variables in it: operand first, then options.
    var variableNames: [String] {
        var names: [String] = []
        if case .variable(let name) = operand { names.append(name) }
        return names + (function?.options ?? []).variableNames
    }
}

extension [MessageModel.Option] {
    /// The names of the variables that options are set to.
    var variableNames: [String] {
        compactMap { option in
            if case .variable(let name) = option.value { name } else { nil }
        }
    }
}
