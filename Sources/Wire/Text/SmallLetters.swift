extension StringProtocol {
    /// As `lowercased()`, letter by letter by Unicode's tables, but without asking them for what is
    /// ASCII or has no capitals: a mail is looked through for words of many languages, line by line.
    package var inSmallLetters: String {
        var bytes: [UInt8] = []
        appendSmallLetters(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds ``inSmallLetters`` in UTF-8.
    package func appendSmallLetters(to bytes: inout [UInt8]) {
        withBytes { bytes.addSmall($0) }
    }
}

extension [UInt8] {
    /// Takes UTF-8 without mistakes, as every string holds it.
    fileprivate mutating func addSmall(_ text: UnsafeBufferPointer<UInt8>) {
        reserveCapacity(count + text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                index += 1
                continue
            }
            let end = Swift.min(index + (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4), text.count)
            let encoded = text[index..<end]
            if mayBeCapital(encoded) {
                addMapping(of: encoded)
            } else {
                append(contentsOf: encoded)
            }
            index = end
        }
    }

    private mutating func addMapping(of encoded: Slice<UnsafeBufferPointer<UInt8>>) {
        for scalar in String(decoding: encoded, as: UTF8.self).unicodeScalars {
            append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }
}

/// Whether one character in UTF-8 may have a small form of its own.
///
/// From U+0590 on only few blocks have capitals: Georgian, Cherokee, what stands around Latin and
/// Greek Extended, letterlike signs, Glagolitic and Coptic, Cyrillic and Latin Extended, full-width
/// letters, and scripts beyond the first plane.
private func mayBeCapital(_ encoded: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let (first, second) = (encoded[encoded.startIndex], encoded.dropFirst().first ?? 0)
    return switch first {
    case 0xC2, 0xD7...0xDF: false
    case 0xE0, 0xE3...0xE9, 0xEB...0xEE: false
    // U+1000: Georgian (82, 83), Cherokee (8E, 8F), U+1C80 (B2), Latin and Greek (B8 to BF).
    case 0xE1:
        second == 0x82 || second == 0x83 || second == 0x8E || second == 0x8F
            || second == 0xB2 || second >= 0xB8
    // U+2000: punctuation has none; letterlike signs and what follows may.
    case 0xE2: second >= 0x84
    // U+A000: Cyrillic and Latin Extended (99 to 9F), Cherokee (AD, AE).
    case 0xEA: (0x99...0x9F).contains(second) || second == 0xAD || second == 0xAE
    default: true
    }
}
