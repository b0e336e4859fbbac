extension MessageParser {
    /// `quoted-pattern`
    mutating func quotedPattern() throws(SyntaxFailure) -> MessageModel.Pattern {
        guard reader.byte == .openBrace, reader.byte(after: 1) == .openBrace else {
            throw reader.failure("The text should stand here in double braces: {{…}}.")
        }
        let opening = reader.offset
        reader.offset += 2
        let pattern = try pattern(isQuoted: true)
        guard reader.byte == .closeBrace, reader.byte(after: 1) == .closeBrace else {
            throw SyntaxFailure(offset: opening, sentence: "This {{ has no }}; close the text.")
        }
        reader.offset += 2
        return pattern
    }

    /// `pattern`, to the end of the source or, if it is quoted, to its `}}`.
    mutating func pattern(isQuoted: Bool) throws(SyntaxFailure) -> MessageModel.Pattern {
        var elements: [MessageModel.Element] = []
        var text: [UInt8] = []
        func flush() {
            guard !text.isEmpty else { return }
            elements.append(.text(String(decoding: text, as: UTF8.self)))
            text.removeAll(keepingCapacity: true)
        }
        while let byte = reader.byte {
            switch byte {
            case .openBrace:
                flush()
                elements.append(try placeholder())
            case .closeBrace:
                if isQuoted, reader.byte(after: 1) == .closeBrace {
                    flush()
                    return MessageModel.Pattern(elements: elements)
                }
                throw reader.failure("This } closes nothing; write \\} to show a brace.")
            case .backslash: text.append(try reader.escape())
            case 0: throw reader.failure("A NUL character stands here; remove it.")
            default:
                text.append(byte)
                reader.offset += 1
            }
        }
        flush()
        return MessageModel.Pattern(elements: elements)
    }

    private mutating func placeholder() throws(SyntaxFailure) -> MessageModel.Element {
        let start = reader.offset
        reader.offset += 1
        reader.skipSpace()
        if reader.byte == .hash || reader.byte == .slash { return .markup(try markup(start)) }
        return .expression(try expression(from: start))
    }

    /// `expression`, at its brace.
    mutating func expression() throws(SyntaxFailure) -> MessageModel.Expression {
        let start = reader.offset
        try reader.expect(.openBrace, "An expression in braces should stand here.")
        reader.skipSpace()
        return try expression(from: start)
    }

    private mutating func expression(
        from start: Int
    ) throws(SyntaxFailure) -> MessageModel.Expression {
        var operand: MessageModel.Operand?
        var function: MessageModel.FunctionReference?
        if reader.byte == .colon {
            function = try self.function()
        } else {
            if reader.isAtEnd { throw unclosed(start, "placeholder") }
            operand = try value("a literal, $variable or :function")
            let before = reader.offset
            let hasSpace = reader.skipSpace()
            if reader.byte == .colon {
                guard hasSpace else {
                    throw reader.failure("A space is missing before the function.")
                }
                function = try self.function()
            } else {
                reader.offset = before
            }
        }
        let attributes = try attributes()
        try close(start, "placeholder")
        return MessageModel.Expression(
            operand: operand, function: function, attributes: attributes, offset: start)
    }

    private mutating func value(_ what: String) throws(SyntaxFailure) -> MessageModel.Operand {
        if reader.byte == .dollar { return .variable(try variable()) }
        if let literal = try reader.literal() { return .literal(literal) }
        throw reader.failure(
            "Here should stand \(what); write \\{ to show a brace, |…| around other text.")
    }

    private mutating func function() throws(SyntaxFailure) -> MessageModel.FunctionReference {
        let start = reader.offset
        reader.offset += 1
        let name = try reader.identifier("a function")
        return MessageModel.FunctionReference(name: name, options: try options(), offset: start)
    }

    /// `*(s option)`; leaves the white space after the last one unread.
    private mutating func options() throws(SyntaxFailure) -> [MessageModel.Option] {
        var options: [MessageModel.Option] = []
        while true {
            let before = reader.offset
            let hasSpace = reader.skipSpace()
            switch reader.byte {
            case nil, .at, .closeBrace, .slash:
                reader.offset = before
                return options
            default: break
            }
            guard hasSpace else { throw reader.failure("A space is missing before the option.") }
            options.append(try option())
        }
    }

    private mutating func option() throws(SyntaxFailure) -> MessageModel.Option {
        let start = reader.offset
        let name = try reader.identifier("an option")
        reader.skipSpace()
        try reader.expect(.equals, "An = should follow the option \(name).")
        reader.skipSpace()
        return MessageModel.Option(
            name: name, value: try value("the option's value"), offset: start)
    }

    private mutating func attributes() throws(SyntaxFailure) -> [MessageModel.Attribute] {
        var attributes: [MessageModel.Attribute] = []
        while true {
            let before = reader.offset
            let hasSpace = reader.skipSpace()
            guard reader.byte == .at else {
                reader.offset = before
                return attributes
            }
            guard hasSpace else { throw reader.failure("A space is missing before the @.") }
            attributes.append(try attribute())
        }
    }

    private mutating func attribute() throws(SyntaxFailure) -> MessageModel.Attribute {
        let start = reader.offset
        reader.offset += 1
        let name = try reader.identifier("an attribute")
        let before = reader.offset
        reader.skipSpace()
        guard reader.skip(.equals) else {
            reader.offset = before
            return MessageModel.Attribute(name: name, value: nil, offset: start)
        }
        reader.skipSpace()
        guard let value = try reader.literal() else {
            throw reader.failure("A literal should follow the attribute \(name)=.")
        }
        return MessageModel.Attribute(name: name, value: value, offset: start)
    }

    private mutating func markup(_ start: Int) throws(SyntaxFailure) -> MessageModel.Markup {
        var kind = reader.byte == .hash ? MessageModel.Markup.Kind.open : .close
        reader.offset += 1
        let name = try reader.identifier("a markup")
        let options = try options()
        let attributes = try attributes()
        reader.skipSpace()
        if kind == .open, reader.skip(.slash) { kind = .standalone }
        try close(start, "markup", allowsSpace: kind != .standalone)
        return MessageModel.Markup(
            kind: kind, name: name, options: options, attributes: attributes, offset: start)
    }

    private mutating func close(
        _ start: Int, _ what: String, allowsSpace: Bool = true
    ) throws(SyntaxFailure) {
        if allowsSpace { reader.skipSpace() }
        if reader.isAtEnd { throw unclosed(start, what) }
        try reader.expect(
            .closeBrace, "This cannot stand in a \(what); close it with } or quote it with |…|.")
    }

    private func unclosed(_ start: Int, _ what: String) -> SyntaxFailure {
        SyntaxFailure(offset: start, sentence: "This { has no }; close the \(what).")
    }
}
