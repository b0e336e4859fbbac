/// The two things that a program takes from outside without being asked: the time and randomness.
///
/// Both come in as values, so that a test can hold them still; the command line passes the real
/// ones. Everything below `parley` takes its clock and its chance from here.
public struct ClockAndChance: Sendable {
    /// The present moment.
    public let now: @Sendable () -> Instant
    /// 64 random bits of cryptographic quality: tokens and ids must not be guessable.
    public let bits: @Sendable () -> UInt64

    /// Joins a clock and a source of randomness.
    public init(now: @escaping @Sendable () -> Instant, bits: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.bits = bits
    }

    /// A number from 0 up to, not including, 1: for jitter.
    public func fraction() -> Double {
        Double(bits() >> 11) / Double(UInt64(1) << 53)
    }

    /// A new id: 48 bits of time, then 80 random ones, so that indexes stay compact and no id
    /// can be guessed from another.
    public func newID<ID: EntityID>(_ type: ID.Type = ID.self) -> ID {
        let time = UInt64(clamping: now().milliseconds) << 16
        let text = Base32.encode(time | (bits() & 0xFFFF), 64) + Base32.encode(bits(), 64)
        return ID(text: text)
    }

    /// Random text of base32 digits, five bits each.
    public func randomText(digits: Int) -> String {
        var text = ""
        while text.utf8.count < digits { text += Base32.encode(bits(), 60) }
        return String(text.prefix(digits))
    }
}

/// Base32 in lower case without `i`, `l`, `o` and `u`: survives clients that change case, and is
/// hard to misread (Crockford's alphabet).
public enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Each digit as text, in the order of their values.
    public static let digits = alphabet.map { String(UnicodeScalar($0)) }

    /// The lowest `bits` bits, highest first, five a digit; the first digit may hold fewer.
    public static func encode(_ value: UInt64, _ bits: Int) -> String {
        let count = (bits + 4) / 5
        return String(unsafeUninitializedCapacity: count) { text in
            for place in 0..<count {
                text[place] = alphabet[Int(value >> UInt64(5 * (count - 1 - place)) & 31)]
            }
            return count
        }
    }

    /// Bytes as base32, the last digit padded with zero bits.
    @inlinable
    public static func encode(_ bytes: some Sequence<UInt8>) -> String { text(of: Array(bytes)) }

    @usableFromInline
    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var pending: UInt32 = 0
        var count = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(pending >> UInt32(count) & 31)])
            }
            pending &= (1 << UInt32(count)) - 1
        }
        if count > 0 { text.append(alphabet[Int(pending << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
