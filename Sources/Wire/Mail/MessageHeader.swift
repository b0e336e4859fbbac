/// The header of a message, read here, and as much of it as GMime needs to find the structure.
///
/// GMime makes an object of every field and takes addresses and dates apart, which nobody asks of
/// it; the fields of large providers cost it more than the rest of a mail.
struct MessageHeader {
    /// Every field, up to ``MailLimits/headerFields``.
    private(set) var fields: [HeaderField] = []
    /// How many there are.
    private(set) var count = 0
    /// Where the body begins: behind the blank line.
    private(set) var end = 0
    /// The lines that speak of the content.
    private var structure: [Range<Int>] = []

    /// Reads up to the first blank line. A line that is no field is left out, with what goes on from
    /// it. Linear.
    init(_ bytes: [UInt8]) {
        var field: Field?
        while end < bytes.count {
            let start = end
            let feed = lineFeed(from: start, in: bytes)
            end = feed.map { $0 + 1 } ?? bytes.count
            var last = feed ?? bytes.count
            if last > start, bytes[last - 1] == 13 { last -= 1 }
            if last == start { break }
            if bytes[start] == 32 || bytes[start] == 9 {
                field?.end = end
            } else {
                take(field, bytes)
                field = Field(bytes, start..<last, end: end)
            }
        }
        take(field, bytes)
    }

    private struct Field {
        let start: Int
        let colon: Int
        var end: Int

        init?(_ bytes: [UInt8], _ line: Range<Int>, end: Int) {
            guard let colon = bytes[line].firstIndex(of: 0x3A), colon > line.lowerBound else {
                return nil
            }
            (start, self.colon, self.end) = (line.lowerBound, colon, end)
        }
    }

    private mutating func take(_ field: Field?, _ bytes: [UInt8]) {
        guard let field else { return }
        count += 1
        let label = String(decoding: bytes[field.start..<field.colon], as: UTF8.self)
        let name = bytes[field.colon - 1] <= 32 ? label.trimmingSpaces() : label
        if Self.isOfContent(name) { structure.append(field.start..<field.end) }
        guard count <= MailLimits.headerFields else { return }
        let value = Array(bytes[(field.colon + 1)..<field.end])
        fields.append(HeaderField(name: name, raw: value))
    }

    private static func isOfContent(_ name: String) -> Bool {
        name.utf8.count > 8
            && zip(name.utf8, "content-".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }

    /// The message with those lines of its header alone; what is too large to be copied as it is.
    func lean(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count <= 1 << 20 else { return bytes }
        // The first line keeps a blank one from being taken for nothing.
        var lean = Array("MIME-Version: 1.0\n".utf8)
        lean.reserveCapacity(bytes.count)
        for range in structure { lean += bytes[range] }
        lean.append(10)
        lean += bytes[end...]
        return lean
    }

    /// What was left out.
    var forgiven: [Quirk] {
        guard fields.count < count else { return [] }
        return [Quirk(.headerTooLarge, "\(fields.count) of \(count) header fields were read")]
    }
}
