/// A parsed message: the data model of the specification, with positions.
///
/// Names are in NFC and without the marks that may surround them; literals are without quotes
/// and escapes. Offsets count bytes of UTF-8 from the start of the source.
/// Source: LDML 48 part 9, Interchange data model.
public struct MessageModel: Sendable, Hashable {
    /// Declarations in the order of the source.
    public let declarations: [Declaration]
    /// What is shown.
    public let body: Body

    /// What follows the declarations.
    public enum Body: Sendable, Hashable {
        /// One pattern.
        case pattern(Pattern)
        /// `.match`: variants to select from.
        case select(selectors: [SelectorVariable], variants: [Variant])
    }

    /// `.input` or `.local`.
    public enum Declaration: Sendable, Hashable {
        /// A value that is passed in; the expression's operand is the variable itself.
        case input(name: String, expression: Expression, offset: Int)
        /// A name for what an expression resolves to.
        case local(name: String, expression: Expression, offset: Int)
    }

    /// A variable after `.match`.
    public struct SelectorVariable: Sendable, Hashable {
        /// The name without `$`.
        public let name: String
        /// Where its `$` stands.
        public let offset: Int
    }

    /// One row of a `.match`.
    public struct Variant: Sendable, Hashable {
        /// One for each selector.
        public let keys: [Key]
        /// What is shown if it is selected.
        public let pattern: Pattern
        /// Where its first key stands.
        public let offset: Int
    }

    /// A key of a variant.
    public struct Key: Sendable, Hashable {
        /// The literal, or `nil` for `*`, which matches everything.
        public let value: String?
        /// Where it stands.
        public let offset: Int
    }

    /// Text with placeholders.
    public struct Pattern: Sendable, Hashable {
        /// Text, expressions and markup in order.
        public let elements: [Element]
    }

    /// A piece of a pattern.
    public enum Element: Sendable, Hashable {
        /// Literal text, escapes resolved.
        case text(String)
        /// `{…}` with a value.
        case expression(Expression)
        /// `{#…}` or `{/…}`.
        case markup(Markup)
    }

    /// Everything that may be shown: the one pattern, or one for each variant.
    public var patterns: [Pattern] {
        switch body {
        case .pattern(let pattern): [pattern]
        case .select(_, let variants): variants.map(\.pattern)
        }
    }
}

extension MessageModel.Declaration {
    /// The variable that is declared, without `$`.
    public var name: String {
        switch self {
        case .input(let name, _, _), .local(let name, _, _): name
        }
    }

    /// What it stands for.
    public var expression: MessageModel.Expression {
        switch self {
        case .input(_, let expression, _), .local(_, let expression, _): expression
        }
    }

    /// Where its keyword stands.
    public var offset: Int {
        switch self {
        case .input(_, _, let offset), .local(_, _, let offset): offset
        }
    }
}
