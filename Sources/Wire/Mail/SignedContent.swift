/// Takes the message out of an S/MIME signature that encloses it (`smime-type=signed-data`).
///
/// Reads the few elements of CMS that lead to it (RFC 5652 §5.1, RFC 8551 §3.5.2), in DER or BER,
/// with definite or indefinite lengths. The signature itself is not checked: nothing that Parley
/// decides rests on it. Linear; never reads beyond the bytes.
struct SignedContent {
    private let bytes: [UInt8]
    private var position = 0

    /// The enclosed MIME entity; nil when the bytes are no signature or enclose none.
    static func entity(in bytes: [UInt8]) -> [UInt8]? {
        var reader = SignedContent(bytes: bytes)
        return reader.entity()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private enum Tag {
        static let end: UInt8 = 0x00, integer: UInt8 = 0x02, octets: UInt8 = 0x04
        static let identifier: UInt8 = 0x06, octetPieces: UInt8 = 0x24, sequence: UInt8 = 0x30
        static let set: UInt8 = 0x31, explicitZero: UInt8 = 0xA0
    }

    /// pkcs7-signedData and pkcs7-data, 1.2.840.113549.1.7.2 and .1.
    private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    private static let data: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]

    private mutating func entity() -> [UInt8]? {
        guard opens(Tag.sequence), identifier() == SignedContent.signedData,
            opens(Tag.explicitZero), opens(Tag.sequence), skips(Tag.integer), skips(Tag.set),
            opens(Tag.sequence), identifier() == SignedContent.data, opens(Tag.explicitZero)
        else { return nil }
        return octets()
    }

    /// Steps into an element of that tag.
    private mutating func opens(_ tag: UInt8) -> Bool { head().map { $0.tag == tag } ?? false }

    /// Steps over an element of that tag, one of indefinite length with all that it holds.
    private mutating func skips(_ tag: UInt8) -> Bool {
        guard let first = head(), first.tag == tag else { return false }
        if let length = first.length {
            position += length
            return true
        }
        var depth = 1
        while depth > 0 {
            guard let next = head() else { return false }
            if let length = next.length {
                position += length
                if next.tag == Tag.end, length == 0 { depth -= 1 }
            } else {
                depth += 1
            }
        }
        return true
    }

    private mutating func identifier() -> [UInt8]? {
        guard let next = head(), next.tag == Tag.identifier, let length = next.length else {
            return nil
        }
        return take(length)
    }

    private mutating func octets() -> [UInt8]? {
        guard let first = head() else { return nil }
        if first.tag == Tag.octets { return first.length.map { take($0) } }
        guard first.tag == Tag.octetPieces else { return nil }
        let end = first.length.map { position + $0 } ?? bytes.count
        var out: [UInt8] = []
        while position < end, let piece = head(), piece.tag == Tag.octets,
            let length = piece.length
        {
            out += take(length)
        }
        return out.isEmpty ? nil : out
    }

    private mutating func take(_ length: Int) -> [UInt8] {
        let piece = Array(bytes[position..<position + length])
        position += length
        return piece
    }

    /// The next element's tag and length; no length when it is indefinite; nil when the element
    /// would reach beyond the bytes.
    private mutating func head() -> (tag: UInt8, length: Int?)? {
        guard position + 1 < bytes.count else { return nil }
        let tag = bytes[position]
        let first = bytes[position + 1]
        position += 2
        guard first != 0x80 else { return (tag, nil) }
        var length = Int(first)
        if first > 0x80 {
            let count = Int(first & 0x7F)
            guard count <= 4, position + count <= bytes.count else { return nil }
            length = bytes[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
            position += count
        }
        return length <= bytes.count - position ? (tag, length) : nil
    }
}
