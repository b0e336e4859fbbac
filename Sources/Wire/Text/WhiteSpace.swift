extension StringProtocol {
    /// The text without white space.
    func withoutWhiteSpace() -> String {
        guard utf8.allSatisfy({ $0 < 0x80 }) else {
            return String(filter { !$0.isWhitespace })
        }
        return String(decoding: utf8.filter { !isSpace($0) }, as: UTF8.self)
    }
}

/// Whether a character is white space. Most are ASCII, and then Unicode's tables need not be asked.
func isWhiteSpace(_ character: Character) -> Bool {
    character.asciiValue.map(isSpace) ?? character.isWhitespace
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
