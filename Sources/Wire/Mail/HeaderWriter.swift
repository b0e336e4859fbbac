/// A mail's header as bytes, field by field, with CRLF.
///
/// Most values are short ASCII, and a worker writes tens of thousands of them a second: these go
/// straight into the bytes. All others are prepared by ``ComposeHeader``.
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []
    /// RFC 5322 §2.1.1: lines should have no more than 78 characters.
    static let width = 76
    /// What a value's longest word may have, so that no line passes 998 octets.
    private static let longestWord = 900

    /// Makes room for so many bytes.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Fields, or a body, that are written already.
    mutating func add(_ written: [UInt8]) { bytes += written }

    /// A field whose value is ready: folded by LF and a space.
    mutating func add(_ name: String, folded value: String) {
        begin(name)
        for byte in value.utf8 {
            if byte == 0x0A { bytes.append(0x0D) }
            bytes.append(byte)
        }
        endLine()
    }

    /// A field of free text in printable ASCII, folded at its spaces.
    /// - Returns: False when the text is something else, and nothing was written.
    mutating func add(_ name: String, plain text: String) -> Bool {
        var text = text
        let isPlain = text.withUTF8(Self.isPlain)
        guard isPlain else { return false }
        begin(name)
        text.withUTF8 { fold($0, column: name.utf8.count + 2) }
        endLine()
        return true
    }

    private mutating func begin(_ name: String) {
        bytes += name.utf8
        bytes.append(0x3A)
        bytes.append(0x20)
    }

    private mutating func endLine() {
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Printable ASCII that no reader takes for an encoded word, without a word too long for a line.
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0
        var length = 0
        for byte in text {
            guard (0x20..<0x7F) ~= byte, !(byte == 0x3F && previous == 0x3D) else { return false }
            length = byte == 0x20 ? 0 : length + 1
            guard length <= longestWord else { return false }
            previous = byte
        }
        return true
    }

    /// Breaks before a word that would pass the width, never inside one, as ``ComposeHeader/fold``.
    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>, column start: Int) {
        guard start + text.count > Self.width else { return bytes.append(contentsOf: text) }
        var column = start
        var place = 0
        while true {
            var end = place
            while end < text.count, text[end] != 0x20 { end += 1 }
            bytes.append(contentsOf: text[place..<end])
            column += end - place
            guard end < text.count else { return }
            place = end + 1
            var next = place
            while next < text.count, text[next] != 0x20 { next += 1 }
            // A line of nothing but spaces is no legal fold: break only before visible words.
            if column + 1 + next - place > Self.width, next > place {
                endLine()
                bytes.append(0x20)
                column = 1
            } else {
                bytes.append(0x20)
                column += 1
            }
        }
    }
}
