/// Writes a model in the syntax of LDML 48 (message.abnf).
struct SourceWriter {
    private(set) var text = ""

    mutating func write(_ model: MessageModel) {
        for declaration in model.declarations {
            write(declaration)
            text += "\n"
        }
        switch model.body {
        case .pattern(let pattern):
            if model.declarations.isEmpty, !pattern.startsLikeComplexMessage {
                write(pattern)
            } else {
                writeQuoted(pattern)
            }
        case .select(let selectors, let variants):
            text += ".match"
            for selector in selectors { text += " $\(selector.name)" }
            for variant in variants {
                text += "\n"
                for key in variant.keys {
                    write(key)
                    text += " "
                }
                writeQuoted(variant.pattern)
            }
        }
    }

    mutating func write(_ declaration: MessageModel.Declaration) {
        switch declaration {
        case .input: text += ".input "
        case .local(let name, _, _): text += ".local $\(name) = "
        }
        write(declaration.expression)
    }

    mutating func write(_ key: MessageModel.Key) {
        if let value = key.value { writeLiteral(value) } else { text += "*" }
    }

    mutating func write(_ element: MessageModel.Element) {
        switch element {
        case .text(let text): write(text, escaping: [.backslash, .openBrace, .closeBrace])
        case .expression(let expression): write(expression)
        case .markup(let markup): write(markup)
        }
    }

    private mutating func writeQuoted(_ pattern: MessageModel.Pattern) {
        text += "{{"
        write(pattern)
        text += "}}"
    }

    private mutating func write(_ pattern: MessageModel.Pattern) {
        for element in pattern.elements { write(element) }
    }

    private mutating func write(_ expression: MessageModel.Expression) {
        text += "{"
        if let operand = expression.operand { write(operand) }
        if let function = expression.function {
            if expression.operand != nil { text += " " }
            text += ":\(function.name)"
            write(function.options)
        }
        write(expression.attributes)
        text += "}"
    }

    private mutating func write(_ markup: MessageModel.Markup) {
        text += markup.kind == .close ? "{/" : "{#"
        text += markup.name
        write(markup.options)
        write(markup.attributes)
        text += markup.kind == .standalone ? " /}" : "}"
    }

    private mutating func write(_ options: [MessageModel.Option]) {
        for option in options {
            text += " \(option.name)="
            write(option.value)
        }
    }

    private mutating func write(_ attributes: [MessageModel.Attribute]) {
        for attribute in attributes {
            text += " @\(attribute.name)"
            guard let value = attribute.value else { continue }
            text += "="
            writeLiteral(value)
        }
    }

    private mutating func write(_ operand: MessageModel.Operand) {
        switch operand {
        case .literal(let value): writeLiteral(value)
        case .variable(let name): text += "$\(name)"
        }
    }

    private mutating func writeLiteral(_ value: String) {
        if !value.isEmpty, value.unicodeScalars.allSatisfy(\.isNameCharacter) {
            text += value
            return
        }
        text += "|"
        write(value, escaping: [.backslash, .pipe])
        text += "|"
    }

    private mutating func write(_ value: String, escaping special: [UInt8]) {
        guard value.utf8.contains(where: special.contains) else {
            text += value
            return
        }
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            if special.contains(byte) { bytes.append(.backslash) }
            bytes.append(byte)
        }
        text += String(decoding: bytes, as: UTF8.self)
    }
}

extension MessageModel.Pattern {
    /// Whether its text, unquoted, would be read as a declaration: white space, then a dot.
    fileprivate var startsLikeComplexMessage: Bool {
        guard case .text(let text)? = elements.first else { return false }
        return text.unicodeScalars.first { !$0.isSyntaxSpace && !$0.isSyntaxBidi } == "."
    }
}
