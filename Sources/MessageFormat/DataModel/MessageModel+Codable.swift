/// The interchange form of the data model, as any coder writes and reads it.
///
/// What is read has offsets of 0; `Message.init(_:)` gives it a source with places in it. The
/// order of options is lost, since the form has them as members of an object; it means nothing.
/// Source: LDML 48 part 9, Interchange Data Model; message.json.
extension MessageModel: Codable {
    /// Reads a message of type `message` or `select`.
    ///
    /// - Throws: `DecodingError` for what is no such message, or what no source could say: a name
    ///   that is not one, a NUL character, an `.input` of something else than its variable.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        let type = try members.type(oneOf: ["message", "select"])
        declarations = try members.decode([Declaration].self, forKey: .declarations)
        guard type == "select" else {
            body = .pattern(try members.decode(Pattern.self, forKey: .pattern))
            return
        }
        let selectors = try members.decode([SelectorVariable].self, forKey: .selectors)
        let variants = try members.decode([Variant].self, forKey: .variants)
        guard !selectors.isEmpty, !variants.isEmpty else {
            throw members.wrong(
                selectors.isEmpty ? .selectors : .variants,
                "A message of type select needs at least one selector and one variant.")
        }
        body = .select(selectors: selectors, variants: variants)
    }

    /// Writes a message of type `message` or `select`.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        switch body {
        case .pattern(let pattern):
            try members.encode("message", forKey: .type)
            try members.encode(declarations, forKey: .declarations)
            try members.encode(pattern, forKey: .pattern)
        case .select(let selectors, let variants):
            try members.encode("select", forKey: .type)
            try members.encode(declarations, forKey: .declarations)
            try members.encode(selectors, forKey: .selectors)
            try members.encode(variants, forKey: .variants)
        }
    }
}

extension MessageModel.Declaration: Codable {
    /// Reads a declaration of type `input` or `local`.
    ///
    /// - Throws: `DecodingError` when it is neither.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        let type = try members.type(oneOf: ["input", "local"])
        let name = try members.name(.name)
        let expression = try members.decode(MessageModel.Expression.self, forKey: .value)
        if type == "local" {
            self = .local(name: name, expression: expression, offset: 0)
            return
        }
        guard expression.operand == .variable(name) else {
            throw members.wrong(.value, "The arg of an input is the variable that it declares.")
        }
        self = .input(name: name, expression: expression, offset: 0)
    }

    /// Writes a declaration of type `input` or `local`.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        switch self {
        case .input: try members.encode("input", forKey: .type)
        case .local: try members.encode("local", forKey: .type)
        }
        try members.encode(name, forKey: .name)
        try members.encode(expression, forKey: .value)
    }
}

extension MessageModel.SelectorVariable: Codable {
    /// Reads a variable.
    ///
    /// - Throws: `DecodingError` when it is none.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        _ = try members.type(oneOf: ["variable"])
        self.init(name: try members.name(.name), offset: 0)
    }

    /// Writes a variable.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        try MessageModel.Operand.variable(name).encode(to: encoder)
    }
}

extension MessageModel.Variant: Codable {
    /// Reads keys and pattern.
    ///
    /// - Throws: `DecodingError` when they are not there or there is no key.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        let keys = try members.decode([MessageModel.Key].self, forKey: .keys)
        guard !keys.isEmpty else { throw members.wrong(.keys, "A variant needs a key.") }
        let pattern = try members.decode(MessageModel.Pattern.self, forKey: .value)
        self.init(keys: keys, pattern: pattern, offset: 0)
    }

    /// Writes keys and pattern.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: ModelMember.self)
        try members.encode(keys, forKey: .keys)
        try members.encode(pattern, forKey: .value)
    }
}

extension MessageModel.Key: Codable {
    /// Reads a literal or the catch-all key `*`, whose own value no source can say.
    ///
    /// - Throws: `DecodingError` when it is neither.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: ModelMember.self)
        let type = try members.type(oneOf: ["literal", "*"])
        let value = type == "*" ? nil : try members.text(.value).normalized
        self.init(value: value, offset: 0)
    }

    /// Writes a literal or the catch-all key.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        guard value == nil else {
            return try MessageModel.Operand.literal(value ?? "").encode(to: encoder)
        }
        var members = encoder.container(keyedBy: ModelMember.self)
        try members.encode("*", forKey: .type)
    }
}
