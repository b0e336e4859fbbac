extension MessagePart: Encodable {
    private enum Key: String, CodingKey {
        case type, value, kind, name, id, options, dir, locale, parts, source
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes the piece in the shape of `expParts` in the official test suite.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .text(let text):
            try container.encode("text", forKey: .type)
            try container.encode(text, forKey: .value)
        case .isolation(let mark):
            try container.encode("bidiIsolation", forKey: .type)
            try container.encode(mark, forKey: .value)
        case .markup(let markup): try Self.encode(markup, &container)
        case .value(let value): try Self.encode(value, &container)
        case .fallback(let source):
            try container.encode("fallback", forKey: .type)
            try container.encode(source, forKey: .source)
        }
    }

    private static func encode(
        _ markup: MarkupPart, _ container: inout KeyedEncodingContainer<Key>
    ) throws {
        try container.encode("markup", forKey: .type)
        try container.encode(markup.kind, forKey: .kind)
        try container.encode(markup.name, forKey: .name)
        try container.encodeIfPresent(markup.id, forKey: .id)
        guard !markup.options.isEmpty else { return }
        var options = container.nestedContainer(keyedBy: Name.self, forKey: .options)
        for option in markup.options {
            try options.encode(option.value, forKey: Name(stringValue: option.name))
        }
    }

    private static func encode(
        _ value: ValuePart, _ container: inout KeyedEncodingContainer<Key>
    ) throws {
        try container.encode(value.type, forKey: .type)
        try container.encodeIfPresent(value.id, forKey: .id)
        try container.encodeIfPresent(value.direction?.rawValue, forKey: .dir)
        try container.encodeIfPresent(value.locale, forKey: .locale)
        if value.fields.isEmpty {
            try container.encode(value.text, forKey: .value)
        } else {
            try container.encode(value.fields, forKey: .parts)
        }
    }
}
