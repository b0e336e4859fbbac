/// ISO-2022-JP as Shift_JIS, byte by byte, so that CP932 can read the rows that Windows adds to
/// JIS X 0208 (NEC row 13: ①, ㈱, ℡) and half-width katakana; iconv's own converters refuse both.
///
/// Source: JIS X 0208 Annex 1 (the shift), RFC 1468 (the escapes), and Microsoft's code page 50221.
/// Linear; bytes that fit nowhere stay as they are.
func shiftJIS(iso2022 bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var set = JISSet.ascii
    var cursor = 0
    while cursor < bytes.count {
        let byte = bytes[cursor]
        if byte == 0x1B, let escape = JISSet.escape(bytes[cursor...]) {
            set = escape.set
            cursor += escape.length
        } else if byte == 0x0E || byte == 0x0F {
            set = byte == 0x0E ? .katakana : .ascii
            cursor += 1
        } else if set == .kanji, cursor + 1 < bytes.count, (0x21...0x7E).contains(byte),
            (0x21...0x7E).contains(bytes[cursor + 1])
        {
            out += shifted(byte, bytes[cursor + 1])
            cursor += 2
        } else {
            // A line end leaves the set (RFC 1468), also where a program forgot to say so.
            if byte == 10 || byte == 13 { set = .ascii }
            out.append(set == .katakana && (0x21...0x5F).contains(byte) ? byte | 0x80 : byte)
            cursor += 1
        }
    }
    return out
}

private func shifted(_ row: UInt8, _ cell: UInt8) -> [UInt8] {
    let lead = (row - 0x21) / 2 + (row < 0x5F ? 0x81 : 0xC1)
    let isOdd = row % 2 == 1
    let trail = isOdd ? cell + (cell < 0x60 ? 0x1F : 0x20) : cell + 0x7E
    return [lead, trail]
}

private enum JISSet {
    case ascii, kanji, katakana

    /// The set that an escape sequence chooses, and its length.
    static func escape(_ bytes: ArraySlice<UInt8>) -> (set: JISSet, length: Int)? {
        let table: [(String, JISSet)] = [
            ("\u{1B}$B", .kanji), ("\u{1B}$@", .kanji), ("\u{1B}$(B", .kanji),
            ("\u{1B}$(@", .kanji), ("\u{1B}(B", .ascii), ("\u{1B}(J", .ascii),
            ("\u{1B}(H", .ascii), ("\u{1B}(I", .katakana),
        ]
        return table.first { bytes.starts(with: $0.0.utf8) }.map { ($0.1, $0.0.utf8.count) }
    }
}
