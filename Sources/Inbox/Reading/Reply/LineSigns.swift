import Wire

/// What the bytes of a line tell at one pass, so that most rules need no look at the line itself.
/// Nearly all that parents write has none of the signs that a rule waits for.
struct LineSigns {
    /// The first byte, and the last; 0 of an empty line.
    private(set) var first: UInt8 = 0
    private(set) var last: UInt8 = 0
    /// Whether an at sign stands anywhere.
    private(set) var hasAt = false
    /// Whether words and a colon of some script may stand at the beginning.
    private(set) var mayHaveLabel = false

    /// How far from the beginning a colon is looked for; as ``HeaderLabel`` does.
    private static let near = 60

    init(_ line: Substring) {
        line.withBytes { read($0) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        (first, last) = (bytes.first ?? 0, bytes.last ?? 0)
        for byte in bytes.prefix(Self.near) where byte == 0x3A || byte >= 0x80 {
            mayHaveLabel = true
            break
        }
        hasAt = bytes.contains(0x40)
    }

    /// Whether it may end in a colon of whatever script.
    var mayEndInColon: Bool { last == 0x3A || last >= 0x80 }
}

/// A set of bytes, for a first look.
struct ByteSet {
    private var holds = [Bool](repeating: false, count: 256)

    /// The bytes that some phrases begin with, in either case, and all beyond ASCII, whose case
    /// only Unicode knows.
    init(startsOf phrases: [String]) { self.init(phrases.compactMap(\.utf8.first)) }

    /// The bytes that some phrases end with, likewise.
    init(endsOf phrases: [String]) { self.init(phrases.compactMap(\.utf8.last)) }

    private init(_ bytes: [UInt8]) {
        for byte in 0x80..<256 { holds[byte] = true }
        for byte in bytes {
            holds[Int(byte)] = true
            if (0x61...0x7A).contains(byte) { holds[Int(byte ^ 0x20)] = true }
        }
    }

    func contains(_ byte: UInt8) -> Bool { holds[Int(byte)] }
}
