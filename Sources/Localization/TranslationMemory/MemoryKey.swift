import Crypto
import Foundation
import Store

/// Where an entry stands: what was said in which languages, and what it became.
struct MemoryKey: Hashable, Comparable {
    /// Of the pair and the source.
    let source: Int64
    /// Of the target.
    let target: Int64

    init(_ pair: LanguagePair, source: TextSegment, target: TextSegment) {
        self.source = Self.source(pair, source)
        self.target = Self.digest(target.source)
    }

    init(source: Int64, target: Int64) {
        self.source = source
        self.target = target
    }

    /// Reads an id; nil when it is none.
    init?(_ id: MemoryEntryID) {
        let halves = [id.text.prefix(13), id.text.dropFirst(13)].map(Self.number)
        guard let first = halves[0], let second = halves[1] else { return nil }
        self.init(source: first, target: second)
    }

    static func source(_ pair: LanguagePair, _ segment: TextSegment) -> Int64 {
        digest("\(pair)\n\(segment.source)")
    }

    var id: MemoryEntryID {
        let halves = [source, target].map { Base32.encode(UInt64(bitPattern: $0) ^ Self.sign, 64) }
        return MemoryEntryID(text: halves.joined())
    }

    static func < (left: MemoryKey, right: MemoryKey) -> Bool {
        (left.source, left.target) < (right.source, right.target)
    }

    private static func number(_ digits: Substring) -> Int64? {
        guard digits.count == 13 else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard let bits = Base32.digits.firstIndex(of: String(digit)) else { return nil }
            guard value >> 59 == 0 else { return nil }
            value = value << 5 | UInt64(bits)
        }
        return Int64(bitPattern: value ^ sign)
    }

    /// Turned, so that ids sort as the numbers do.
    private static let sign: UInt64 = 1 << 63

    /// Composed first, so that letters with marks are the same however they were typed.
    private static func digest(_ text: String) -> Int64 {
        let plain =
            text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
        let bytes = SHA256.hash(data: Array(plain.utf8)).prefix(8)
        return Int64(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
