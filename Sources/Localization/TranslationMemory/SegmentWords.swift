import Foundation
import MessageFormat
import Wire

/// The words of a segment as the memory compares them: case folded, marks between them left out, a
/// slot a word of its own that is the same for all slots of its kind.
///
/// Words are kept as hashes: two that differ fall together once in some 10^19 pairs. Source of the
/// borders: ``TextBreaks``, so languages without blanks have words too.
struct SegmentWords: Sendable {
    /// One for each word, in order.
    let hashes: [UInt64]
    /// The slot that a word is, beside each.
    let slots: [TextSegment.Slot?]

    init(_ segment: TextSegment, _ language: LanguageTag) {
        var (hashes, slots): ([UInt64], [TextSegment.Slot?]) = ([], [])
        for part in segment.parts {
            switch part {
            case .slot(let slot):
                hashes.append(Self.kinds[slot.kind] ?? 0)
                slots.append(slot)
            case .words(let words):
                for range in TextBreaks.words(of: words, language: language.language) {
                    hashes.append(Self.hash(words[range]))
                    slots.append(nil)
                }
            }
        }
        self.hashes = hashes
        self.slots = slots
    }

    var count: Int { hashes.count }

    /// What all segments of the same words have in common, and no others.
    func key(_ pair: LanguagePair) -> Int64 {
        let seed = Self.seed(pair)
        return Int64(bitPattern: hashes.reduce(seed) { Self.mix($0 &* 31 ^ $1) })
    }

    /// One for each word of a pair's segments; the second "the" of a sentence is another than the
    /// first, so that sets of them count as multisets of words do.
    func tokens(_ pair: LanguagePair) -> [UInt64] {
        let seed = Self.seed(pair)
        var seen: [UInt64: UInt64] = [:]
        return hashes.map { hash in
            let times = seen[hash, default: 0]
            seen[hash] = times + 1
            return Self.mix(hash ^ seed &+ times &* 0x9E37_79B9_7F4A_7C15)
        }
    }

    private static func seed(_ pair: LanguagePair) -> UInt64 { fnv(pair.description.utf8) }

    private static let kinds = Dictionary(
        uniqueKeysWithValues: TextSegment.SlotKind.allCases.map {
            ($0, fnv("\u{1}\($0.rawValue)".utf8))
        })

    private static func hash(_ word: Substring) -> UInt64 {
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
            return fnv(word.utf8.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        }
        return fnv(word.lowercased().precomposedStringWithCanonicalMapping.utf8)
    }

    /// FNV-1a, then mixed, for its high bits are weak.
    private static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
        mix(bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }

    /// The end of SplitMix64.
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
