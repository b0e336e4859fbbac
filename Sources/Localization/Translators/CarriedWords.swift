/// Carriers such as `X1X` in the bytes of a text, where all that stands near them is ASCII: then a
/// byte is a character, and no accent or joiner can hang on one.
struct CarriedWords {
    private let bytes: [UInt8]
    private let letter: UInt8
    private var pieces: [CarriedPiece] = []
    /// Where the words begin that are in no piece yet.
    private var start = 0

    private init(_ text: String, _ letter: UInt8) {
        bytes = Array(text.utf8)
        self.letter = letter
    }

    /// Words and carriers in order; nil when characters must be looked at.
    /// - Throws: ``SegmentDamage/slots`` for a carrier that was bent or is joined to a word.
    static func pieces(
        of text: String, _ letter: UInt8
    ) throws(SegmentDamage) -> [CarriedPiece]? {
        var reader = CarriedWords(text, letter)
        return try reader.run() ? reader.pieces : nil
    }

    private mutating func run() throws(SegmentDamage) -> Bool {
        var index = 0
        while index < bytes.count {
            guard bytes[index] == letter else {
                index += 1
                continue
            }
            let end = figuresEnd(behind: index)
            guard isASCII(index - 2..<index), isASCII(end..<end + 3) else { return false }
            guard end > index + 1, end < bytes.count, bytes[end] == letter else {
                index += 1
                continue
            }
            try take(index, end)
            index = end + 1
        }
        pieces.append(.words(String(decoding: bytes[start...], as: UTF8.self)))
        return true
    }

    private mutating func take(_ index: Int, _ end: Int) throws(SegmentDamage) {
        let digits = String(decoding: bytes[index + 1..<end], as: UTF8.self)
        guard let number = Int(digits), number > 0, String(number) == digits,
            !isJoining(index - 1), !isJoining(end + 1)
        else { throw .slots }
        pieces.append(.words(String(decoding: bytes[start..<index], as: UTF8.self)))
        pieces.append(.number(number))
        start = end + 1
    }

    /// The first byte that is no figure of a carrier that begins here: seven at most.
    private func figuresEnd(behind index: Int) -> Int {
        var end = index + 1
        while end < bytes.count, end - index < 8, (48...57).contains(bytes[end]) { end += 1 }
        return end
    }

    private func isASCII(_ range: Range<Int>) -> Bool {
        bytes[range.clamped(to: bytes.indices)].allSatisfy { $0 < 128 }
    }

    /// Whether what stands there shows that the carrier is no word any more.
    private func isJoining(_ index: Int) -> Bool {
        guard bytes.indices.contains(index) else { return false }
        switch bytes[index] {
        case 48...57, 65...90, 97...122, UInt8(ascii: "_"): return true
        default: return false
        }
    }
}
