/// The members of objects in the interchange JSON.
enum ModelMember: String, CodingKey {
    case arg, attributes, declarations, function, keys, kind, name, options, pattern, selectors
    case type, value, variants
}

/// A member whose name the message chooses: an option or an attribute.
struct ChosenMember: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// What an attribute is set to: a literal, or `true` when it only stands there.
private enum AttributeValue: Codable {
    case isPresent
    case literal(String)

    init(from decoder: any Decoder) throws {
        if let isPresent = try? decoder.singleValueContainer().decode(Bool.self) {
            guard isPresent else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: decoder.codingPath,
                        debugDescription: "An attribute is a literal or true, never false."))
            }
            self = .isPresent
            return
        }
        let members = try decoder.container(keyedBy: ModelMember.self)
        _ = try members.type(oneOf: ["literal"])
        self = .literal(try members.text(.value))
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .literal(let value): try MessageModel.Operand.literal(value).encode(to: encoder)
        case .isPresent:
            var container = encoder.singleValueContainer()
            try container.encode(true)
        }
    }
}

extension KeyedDecodingContainer<ModelMember> {
    func wrong(_ member: ModelMember, _ sentence: String) -> DecodingError {
        .dataCorruptedError(forKey: member, in: self, debugDescription: sentence)
    }

    func type(oneOf allowed: [String]) throws -> String {
        let type = try decode(String.self, forKey: .type)
        guard allowed.contains(type) else {
            throw wrong(.type, "The type here is \(allowed.joined(separator: " or ")).")
        }
        return type
    }

    func text(_ member: ModelMember) throws -> String {
        try decode(String.self, forKey: member).withoutNUL(codingPath + [member])
    }

    func name(_ member: ModelMember) throws -> String {
        let text = try decode(String.self, forKey: member)
        guard text.isSyntaxName else { throw wrong(member, "This is not a name.") }
        return text.normalized
    }

    func identifier(_ member: ModelMember) throws -> String {
        let text = try decode(String.self, forKey: member)
        guard text.isSyntaxIdentifier else { throw wrong(member, "This is not an identifier.") }
        return text.normalized
    }

    func options() throws -> [MessageModel.Option] {
        try chosen(.options, MessageModel.Operand.self).map {
            MessageModel.Option(name: $0, value: $1, offset: 0)
        }
    }

    func attributes() throws -> [MessageModel.Attribute] {
        try chosen(.attributes, AttributeValue.self).map { name, value in
            switch value {
            case .isPresent: MessageModel.Attribute(name: name, value: nil, offset: 0)
            case .literal(let text): MessageModel.Attribute(name: name, value: text, offset: 0)
            }
        }
    }

    /// The members of an object whose names the message chose, by name.
    private func chosen<Value: Decodable>(
        _ member: ModelMember, _ type: Value.Type
    ) throws -> [(String, Value)] {
        guard contains(member) else { return [] }
        let object = try nestedContainer(keyedBy: ChosenMember.self, forKey: member)
        return try object.allKeys.map { key in
            guard key.stringValue.isSyntaxIdentifier else {
                throw wrong(member, "This has a member whose name is not an identifier.")
            }
            return (key.stringValue.normalized, try object.decode(type, forKey: key))
        }.sorted { $0.0 < $1.0 }
    }
}

extension KeyedEncodingContainer<ModelMember> {
    mutating func encode(_ options: [MessageModel.Option]) throws {
        guard !options.isEmpty else { return }
        var object = nestedContainer(keyedBy: ChosenMember.self, forKey: .options)
        for option in options {
            try object.encode(option.value, forKey: ChosenMember(stringValue: option.name))
        }
    }

    mutating func encode(_ attributes: [MessageModel.Attribute]) throws {
        guard !attributes.isEmpty else { return }
        var object = nestedContainer(keyedBy: ChosenMember.self, forKey: .attributes)
        for attribute in attributes {
            let value = attribute.value.map(AttributeValue.literal) ?? .isPresent
            try object.encode(value, forKey: ChosenMember(stringValue: attribute.name))
        }
    }
}

extension String {
    func withoutNUL(_ path: [any CodingKey]) throws -> String {
        guard !utf8.contains(0) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: path, debugDescription: "A NUL character stands in the text."))
        }
        return self
    }

    /// Whether it is a `name` of the grammar.
    var isSyntaxName: Bool {
        guard let first = unicodeScalars.first, first.isNameStart else { return false }
        return unicodeScalars.allSatisfy(\.isNameCharacter)
    }

    /// Whether it is an `identifier`: a name, or two with a colon between.
    var isSyntaxIdentifier: Bool {
        let names = unicodeScalars.split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return names.allSatisfy { String($0).isSyntaxName }
    }
}
