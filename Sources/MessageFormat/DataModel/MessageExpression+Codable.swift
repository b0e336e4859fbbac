extension MessageModel.Pattern: Codable {
    /// Reads an array of texts, expressions and markup; texts side by side become one.
    ///
    /// - Throws: `DecodingError` for another element.
    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        var elements: [MessageModel.Element] = []
        while !list.isAtEnd {
            let element = try list.decode(MessageModel.Element.self)
            if case .text(let text) = element {
                if text.isEmpty { continue }
                if case .text(let before)? = elements.last {
                    elements[elements.count - 1] = .text(before + text)
                    continue
                }
            }
            elements.append(element)
        }
        self.init(elements: elements)
    }

    /// Writes an array.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for element in elements { try list.encode(element) }
    }
}

extension MessageModel.Element: Codable {
    /// Reads a string, or an object of type `expression` or `markup`.
    ///
    /// - Throws: `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .text(try text.withoutNUL(decoder.codingPath))
            return
        }
        let members = try decoder.container(keyedBy: ModelMember.self)
        self =
            try members.type(oneOf: ["expression", "markup"]) == "markup"
            ? .markup(try MessageModel.Markup(from: decoder))
            : .expression(try MessageModel.Expression(from: decoder))
    }

    /// Writes a string or an object.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .expression(let expression): try expression.encode(to: encoder)
        case .markup(let markup): try markup.encode(to: encoder)
        }
    }
}

extension MessageModel.Expression: Codable {
    /// Reads an object of type `expression` with arg, function or both.
    ///
    /// - Throws: `DecodingError` when it has neither.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        _ = try members.type(oneOf: ["expression"])
        let operand = try members.decodeIfPresent(MessageModel.Operand.self, forKey: .arg)
        let function = try members.decodeIfPresent(
            MessageModel.FunctionReference.self, forKey: .function)
        guard operand != nil || function != nil else {
            throw members.wrong(.arg, "An expression needs an arg, a function or both.")
        }
        self.init(
            operand: operand, function: function, attributes: try members.attributes(), offset: 0)
    }

    /// Writes an object of type `expression`.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        try members.encode("expression", forKey: .type)
        try members.encodeIfPresent(operand, forKey: .arg)
        try members.encodeIfPresent(function, forKey: .function)
        try members.encode(attributes)
    }
}

extension MessageModel.Operand: Codable {
    /// Reads an object of type `literal` or `variable`.
    ///
    /// - Throws: `DecodingError` when it is neither.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        self =
            try members.type(oneOf: ["literal", "variable"]) == "literal"
            ? .literal(try members.text(.value)) : .variable(try members.name(.name))
    }

    /// Writes an object of type `literal` or `variable`.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        switch self {
        case .literal(let value):
            try members.encode("literal", forKey: .type)
            try members.encode(value, forKey: .value)
        case .variable(let name):
            try members.encode("variable", forKey: .type)
            try members.encode(name, forKey: .name)
        }
    }
}

extension MessageModel.FunctionReference: Codable {
    /// Reads an object of type `function`.
    ///
    /// - Throws: `DecodingError` when it is none.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        _ = try members.type(oneOf: ["function"])
        self.init(
            name: try members.identifier(.name), options: try members.options(), offset: 0)
    }

    /// Writes an object of type `function`.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        try members.encode("function", forKey: .type)
        try members.encode(name, forKey: .name)
        try members.encode(options)
    }
}

extension MessageModel.Markup: Codable {
    /// Reads an object of type `markup`.
    ///
    /// - Throws: `DecodingError` when it is none.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        _ = try members.type(oneOf: ["markup"])
        self.init(
            kind: try members.decode(Kind.self, forKey: .kind),
            name: try members.identifier(.name), options: try members.options(),
            attributes: try members.attributes(), offset: 0)
    }

    /// Writes an object of type `markup`.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        try members.encode("markup", forKey: .type)
        try members.encode(kind, forKey: .kind)
        try members.encode(name, forKey: .name)
        try members.encode(options)
        try members.encode(attributes)
    }
}
