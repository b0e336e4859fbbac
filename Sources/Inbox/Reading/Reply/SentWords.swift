/// What we wrote in a conversation, so that it is known again where a mail program quotes it without
/// any mark.
///
/// Compared by letters and digits alone, in windows of 24 bytes: wrapping, quote signs, punctuation
/// and the way from HTML to text do not matter. Building and asking are linear.
public struct SentWords: Sendable {
    /// Nothing is known.
    public static let none = SentWords([])

    private static let window = RollingHash.length
    private var windows = HashTable()
    private var lines: Set<[UInt8]> = []
    /// Lines without a letter, such as `* * *`; an answer may be one too, such as 👍.
    private var signs: Set<String> = []

    /// Takes the texts as sent; of HTML its text.
    public init(_ texts: [String]) {
        for text in texts {
            var whole: [UInt8] = []
            for line in text.split(separator: "\n") {
                let folded = FoldedText(line).bytes
                if folded.isEmpty {
                    signs.insert(String(trimmedEnd(droppingSpace(line))))
                } else {
                    lines.insert(folded)
                }
                whole += folded
            }
            RollingHash.windows(of: whole) { _, hash in windows.insert(hash) }
        }
    }

    var isEmpty: Bool { lines.isEmpty }

    /// Whether a folded line is one of ours.
    func hasLine(_ line: [UInt8]) -> Bool { lines.contains(line) }

    /// Whether some window of a folded text is ours.
    func holdsSome(of text: [UInt8]) -> Bool {
        var isFound = false
        RollingHash.windows(of: text) { _, hash in
            if !isFound, windows.contains(hash) { isFound = true }
        }
        return isFound
    }

    /// How much of a line is ours.
    enum Match { case blank, none, some, ours, oursAndMore }

    /// What each of the lines is.
    func matches(_ body: [Substring]) -> [Match] {
        let folded = body.map { FoldedText($0).bytes }
        let covered = coverage(folded)
        var start = 0
        return zip(body, folded).map { bare, line in
            defer { start += line.count }
            if bare.isEmpty { return .blank }
            if line.isEmpty { return signs.contains(String(bare)) ? .ours : .none }
            return match(line, covered[start..<start + line.count])
        }
    }

    private func match(_ line: [UInt8], _ covered: ArraySlice<Bool>) -> Match {
        if lines.contains(line) { return .ours }
        let count = covered.count { $0 }
        if count * 10 >= covered.count * 9 { return .ours }
        // Our question, and the answer on the same line.
        let tail = covered.reversed().prefix { !$0 }.count
        if covered.first == true, tail == covered.count - count, tail >= 2 { return .oursAndMore }
        // The end of a short line may be ours by chance.
        return count * 2 < covered.count || line.count < 2 * SentWords.window ? .none : .some
    }

    private func coverage(_ folded: [[UInt8]]) -> [Bool] {
        let all = folded.flatMap { $0 }
        var covered = [Bool](repeating: false, count: all.count)
        var done = 0
        RollingHash.windows(of: all) { start, hash in
            guard windows.contains(hash) else { return }
            for index in max(start, done)..<(start + SentWords.window) { covered[index] = true }
            done = start + SentWords.window
        }
        return covered
    }
}

/// A hash of each window of a row of bytes, each made from the one before. M. Rabin, R. Karp 1987.
enum RollingHash {
    /// Of a window, in bytes.
    static let length = 24

    /// Each window once.
    static func windows(of bytes: [UInt8]) -> Set<UInt64> {
        var found = Set<UInt64>(minimumCapacity: bytes.count)
        windows(of: bytes) { _, hash in found.insert(hash) }
        return found
    }

    static func windows(of bytes: [UInt8], _ each: (Int, UInt64) -> Void) {
        guard bytes.count >= length else { return }
        let base: UInt64 = 0x100_0000_01B3
        var top: UInt64 = 1
        for _ in 1..<length { top &*= base }
        var hash: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            if index >= length { hash &-= UInt64(bytes[index - length]) &* top }
            hash = hash &* base &+ UInt64(byte)
            if index + 1 >= length { each(index + 1 - length, hash) }
        }
    }
}
