/// Counts which stems of several lists stand in a text, in one pass: at the beginnings of words, and
/// anywhere in scripts without spaces.
struct StemCount {
    private struct Stem {
        let bytes: [UInt8]
        /// Each stem of each list has a number of its own.
        let number: Int
        let list: Int
    }

    /// By first byte.
    private let stems: [[Stem]]
    private let lists: Int
    private let count: Int

    /// Takes lists of stems in lower case.
    init(_ lists: [[String]]) {
        var stems = [[Stem]](repeating: [], count: 256)
        var count = 0
        for (list, words) in lists.enumerated() {
            for word in Set(words) {
                let bytes = Array(word.utf8)
                guard let first = bytes.first else { continue }
                stems[Int(first)].append(Stem(bytes: bytes, number: count, list: list))
                count += 1
            }
        }
        self.stems = stems
        self.lists = lists.count
        self.count = count
    }

    /// How many different stems of that list which has most stand in the text, in lower case.
    func most(in text: [UInt8]) -> Int {
        var found: [Stem] = []
        text.withUnsafeBufferPointer { text in
            for index in text.indices where begins(text, index) {
                for stem in stems[Int(text[index])] where stands(stem, in: text, at: index) {
                    found.append(stem)
                }
            }
        }
        guard !found.isEmpty else { return 0 }
        var seen = [Bool](repeating: false, count: count)
        var counts = [Int](repeating: 0, count: lists)
        for stem in found where !seen[stem.number] {
            seen[stem.number] = true
            counts[stem.list] += 1
        }
        return counts.max() ?? 0
    }

    private func stands(
        _ stem: Stem, in text: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Bool {
        let length = stem.bytes.count
        guard text.count - index >= length else { return false }
        if length > 1, text[index + 1] != stem.bytes[1] { return false }
        return text[index..<index + length].elementsEqual(stem.bytes)
    }

    /// A word begins here; from U+3000 on each scalar may begin one.
    private func begins(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        if (0xE3...0xED).contains(bytes[index]) { return true }
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        return before < 0x80 && !(0x61...0x7A).contains(before)
    }
}
