/// Bytes at which readers of every kind have stumbled.
enum HostileBytes {
    static let all: [[UInt8]] =
        cut + [
            [0x00], [0x0D], [0x0A], [0x0D, 0x0A], [0x0D, 0x0A, 0x0D, 0x0A], [0x1A], [0x7F],
            [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF],
        ]
        + [
            "\u{85}", "\u{A0}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{200F}", "\u{202E}",
            "\u{2028}",
            "\u{2029}", "\u{2066}", "\u{FEFF}", "\u{FFFD}", "\u{301}\u{301}\u{301}",
            "\u{1F468}\u{200D}",
            "\u{E0001}", "\u{10FFFF}", "İ", "ß", "ſ", "0", "-1", "99999999999999999999", "1e999",
            "%",
            "%00", "\\", "\"", "'", "(", "<", ">", "=", ";", ",", "@",
        ].map { Array($0.utf8) }

    /// Characters of several charsets, broken off.
    private static let cut: [[UInt8]] = [
        [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0x81], [0x8E, 0xA1], [0x1B, 0x24, 0x42], [0x1B, 0x28],
        [0x2B, 0x41, 0x47], [0x81, 0x30, 0x81],
    ]
}
