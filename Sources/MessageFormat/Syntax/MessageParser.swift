/// Reads a message by the grammar of LDML 48 (message.abnf).
///
/// Nothing in the grammar nests without end, so the parser needs no recursion.
struct MessageParser {
    var reader: SyntaxReader

    /// Reads the whole source.
    static func parse(_ source: String) throws(SyntaxFailure) -> MessageModel {
        var parser = MessageParser(reader: SyntaxReader(source))
        return try parser.message()
    }

    private mutating func message() throws(SyntaxFailure) -> MessageModel {
        reader.skipSpace()
        if reader.byte == .dot || reader.byte == .openBrace && reader.byte(after: 1) == .openBrace {
            return try complexMessage()
        }
        // White space before a simple message is part of its text.
        reader.offset = 0
        return MessageModel(declarations: [], body: .pattern(try pattern(isQuoted: false)))
    }

    private mutating func complexMessage() throws(SyntaxFailure) -> MessageModel {
        var declarations: [MessageModel.Declaration] = []
        while let declaration = try declaration() {
            declarations.append(declaration)
            reader.skipSpace()
        }
        let body = try body()
        reader.skipSpace()
        guard reader.isAtEnd else {
            throw reader.failure("Nothing may follow the last }}; remove it or move it inside.")
        }
        return MessageModel(declarations: declarations, body: body)
    }

    private mutating func declaration() throws(SyntaxFailure) -> MessageModel.Declaration? {
        let start = reader.offset
        if reader.skip(".input") {
            reader.skipSpace()
            let expression = try expression()
            guard case .variable(let name) = expression.operand else {
                throw SyntaxFailure(
                    offset: expression.offset,
                    sentence: "After .input stands a variable in braces, as in .input {$name}.")
            }
            return .input(name: name, expression: expression, offset: start)
        }
        guard reader.skip(".local") else { return nil }
        guard reader.skipSpace() else {
            throw reader.failure("A space is missing after .local.")
        }
        let name = try variable()
        reader.skipSpace()
        try reader.expect(.equals, "An = is missing, as in .local $\(name) = {…}.")
        reader.skipSpace()
        return .local(name: name, expression: try expression(), offset: start)
    }

    private mutating func body() throws(SyntaxFailure) -> MessageModel.Body {
        if reader.skip(".match") { return try matcher() }
        guard reader.byte == .openBrace, reader.byte(after: 1) == .openBrace else {
            throw reader.failure(
                reader.byte == .dot
                    ? "Only .input, .local and .match start with a dot here; "
                        + "put text that starts with one in {{ }}."
                    : "The text should stand here in {{ }}, or .match with variants.")
        }
        return .pattern(try quotedPattern())
    }

    private mutating func matcher() throws(SyntaxFailure) -> MessageModel.Body {
        var selectors: [MessageModel.SelectorVariable] = []
        var hasSpace = reader.skipSpace()
        while hasSpace, reader.byte == .dollar {
            let start = reader.offset
            selectors.append(.init(name: try variable(), offset: start))
            hasSpace = reader.skipSpace()
        }
        guard !selectors.isEmpty else {
            throw reader.failure(
                "After .match stands a variable to select by, as in .match $count.")
        }
        guard hasSpace else {
            throw reader.failure("A space and then a variant should stand here, as in * {{…}}.")
        }
        var variants: [MessageModel.Variant] = []
        repeat {
            variants.append(try variant())
            reader.skipSpace()
        } while !reader.isAtEnd
        return .select(selectors: selectors, variants: variants)
    }

    private mutating func variant() throws(SyntaxFailure) -> MessageModel.Variant {
        let start = reader.offset
        var keys: [MessageModel.Key] = []
        while true {
            keys.append(try key())
            let hasSpace = reader.skipSpace()
            if reader.byte == .openBrace { break }
            guard hasSpace else {
                throw reader.failure("A space or the text in {{ }} should stand after a key.")
            }
        }
        return MessageModel.Variant(keys: keys, pattern: try quotedPattern(), offset: start)
    }

    private mutating func key() throws(SyntaxFailure) -> MessageModel.Key {
        let start = reader.offset
        if reader.skip(.star) { return MessageModel.Key(value: nil, offset: start) }
        guard let value = try reader.literal() else {
            throw reader.failure("A key should stand here: a word, a number, |text| or *.")
        }
        return MessageModel.Key(value: value.normalized, offset: start)
    }

    mutating func variable() throws(SyntaxFailure) -> String {
        try reader.expect(.dollar, "A variable should stand here, as in $name.")
        return try reader.name("a variable")
    }
}
