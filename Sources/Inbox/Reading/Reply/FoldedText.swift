import Wire

/// A text as its letters and digits alone, in lower case: what is left the same when a mail program
/// wraps it anew, marks it as quoted or turns it into HTML and back.
struct FoldedText {
    /// UTF-8.
    private(set) var bytes: [UInt8] = []

    init(_ text: some StringProtocol) {
        bytes.reserveCapacity(text.utf8.count)
        text.withBytes { fold($0) }
    }

    /// Each line of a text, folded.
    static func lines(of text: String) -> [[UInt8]] {
        text.withBytes { lines(of: $0) }
    }

    private static func lines(of text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
        text.split(separator: 0x0A).map { line in
            var folded = FoldedText("")
            folded.bytes.reserveCapacity(line.count)
            folded.fold(UnsafeBufferPointer(rebasing: line))
            return folded.bytes
        }
    }

    /// Takes UTF-8 without mistakes, as every string holds it.
    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                if (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) {
                    bytes.append(byte)
                } else if (0x41...0x5A).contains(byte) {
                    bytes.append(byte | 0x20)
                }
                index += 1
                continue
            }
            let end = min(index + (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4), text.count)
            add(text[index..<end])
            index = end
        }
    }

    private mutating func add(_ encoded: Slice<UnsafeBufferPointer<UInt8>>) {
        let rest = encoded.dropFirst().reduce(UInt32(0)) { $0 << 6 | UInt32($1 & 0x3F) }
        let lead = UInt32(encoded.first ?? 0) & (0xFF >> UInt32(encoded.count + 1))
        let value = lead << UInt32(6 * (encoded.count - 1)) | rest
        if value < FoldedText.known.count {
            bytes += FoldedText.known[Int(value)]
        } else if let scalar = Unicode.Scalar(value) {
            bytes += FoldedText.folded(scalar)
        }
    }

    /// Up to the first letters of Chinese and Japanese: to ask Unicode's tables takes longer.
    private static let known: [[UInt8]] = (0..<0x3000).map { value in
        Unicode.Scalar(UInt32(value)).map(folded) ?? []
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        var bytes: [UInt8] = []
        for small in scalar.properties.lowercaseMapping.unicodeScalars where counts(small) {
            bytes += Array(String(small).utf8)
        }
        return bytes
    }

    private static func counts(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
