/// Which part of a longer text came by itself, since the provider does not put them together.
public struct TextPart: Sendable, Hashable {
    /// The first is 1.
    public let number: Int
    /// 2 or more.
    public let count: Int
    /// What all parts of one text share, and no other text of the same phone for a while; nil where
    /// the provider does not say it, so that nobody can put them together.
    public let reference: String?

    /// Describes a part.
    public init(number: Int, count: Int, reference: String? = nil) {
        self.number = number
        self.count = count
        self.reference = reference
    }
}

extension TextPart {
    /// Reads the header that stands before the words of each part; nil where it tells of no parts.
    ///
    /// Source: 3GPP TS 23.040 §9.2.3.24 (length, then elements of identifier, length and data),
    /// §9.2.3.24.1 (identifier 00: a reference of 8 bits) and §9.2.3.24.8 (08: one of 16 bits).
    init?(userDataHeader header: [UInt8]) {
        guard let length = header.first else { return nil }
        var rest = header.dropFirst().prefix(Int(length))
        while rest.count >= 2 {
            let (kind, size) = (rest[rest.startIndex], Int(rest[rest.startIndex + 1]))
            let data = Array(rest.dropFirst(2).prefix(size))
            guard data.count == size else { return nil }
            if let part = Self.concatenation(kind, data) {
                self = part
                return
            }
            rest = rest.dropFirst(2 + size)
        }
        return nil
    }

    /// A part whose number is beyond the count is none (§9.2.3.24.1: the element is then ignored).
    private static func concatenation(_ kind: UInt8, _ data: [UInt8]) -> TextPart? {
        let reference: Int
        switch (kind, data.count) {
        case (0, 3): reference = Int(data[0])
        case (8, 4): reference = Int(data[0]) << 8 | Int(data[1])
        default: return nil
        }
        let (count, number) = (Int(data[data.count - 2]), Int(data[data.count - 1]))
        guard count > 1, (1...count).contains(number) else { return nil }
        return TextPart(
            number: number, count: count, reference: "\(kind == 0 ? 8 : 16)-bit \(reference)")
    }
}
