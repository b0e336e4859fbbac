/// A text as its letters and digits alone, in lower case: what is left the same when a mail program
/// wraps it anew, marks it as quoted or turns it into HTML and back.
struct FoldedText {
    /// UTF-8.
    private(set) var bytes: [UInt8] = []

    init(_ text: some StringProtocol) {
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.lowercased().unicodeScalars where FoldedText.counts(scalar) {
            bytes += UTF8.encode(scalar).map { Array($0) } ?? []
        }
    }

    private static func counts(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
