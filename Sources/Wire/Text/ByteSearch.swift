import Foundation

extension StringProtocol {
    /// Whether some words stand in it, byte for byte.
    ///
    /// `contains` goes by what readers see as letters, and takes some hundred times as long. For words
    /// in ASCII both say the same, unless an accent follows as a scalar of its own.
    package func holds(_ words: StaticString) -> Bool {
        holds(UnsafeRawBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
    }

    /// Whether some words stand in it, byte for byte.
    package func holds(bytesOf words: String) -> Bool {
        var words = words
        return words.withUTF8 { holds(UnsafeRawBufferPointer($0)) }
    }

    private func holds(_ words: UnsafeRawBufferPointer) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { text in
            find(words, in: UnsafeRawBufferPointer(text))
        }
        return found ?? Array(utf8).withUnsafeBytes { find(words, in: $0) }
    }
}

/// Where a byte stands first in some bytes; behind them where it stands nowhere.
package func place(of byte: UInt8, in bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let all = UnsafeRawBufferPointer(rebasing: bytes)
    guard let start = all.baseAddress, let hit = memchr(start, Int32(byte), all.count) else {
        return bytes.endIndex
    }
    return bytes.startIndex + start.distance(to: hit)
}

/// Looks for the first byte, then compares; words are short, so that it stays linear.
private func find(_ words: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer) -> Bool {
    guard let first = words.first, let wanted = words.baseAddress else { return true }
    var rest = text[...]
    while rest.count >= words.count {
        let place = UnsafeRawBufferPointer(rebasing: rest.dropLast(words.count - 1))
        guard let start = place.baseAddress, let hit = memchr(start, Int32(first), place.count)
        else { return false }
        if memcmp(hit, wanted, words.count) == 0 { return true }
        rest = rest.dropFirst(start.distance(to: hit) + 1)
    }
    return false
}
