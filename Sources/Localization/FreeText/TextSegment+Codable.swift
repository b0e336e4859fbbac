import MessageFormat

extension TextSegment: Codable {
    /// As ``init(source:)`` reads it.
    public init(from decoder: any Decoder) throws {
        try self.init(source: decoder.singleValueContainer().decode(String.self))
    }

    /// As ``source``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(source)
    }
}

extension TextSegment.Slot: Codable {
    /// By its name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let slot = TextSegment.Slot(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no slot")
        }
        self = slot
    }

    /// As its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
