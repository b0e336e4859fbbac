/// Counts which stems of several lists stand in a text, in one pass: at the beginnings of words, and
/// anywhere in scripts without spaces.
struct StemCount {
    private let stems: [[(bytes: [UInt8], list: Int)]]
    private let lists: Int

    /// Takes lists of stems in lower case.
    init(_ lists: [[String]]) {
        var stems = [[(bytes: [UInt8], list: Int)]](repeating: [], count: 256)
        for (number, list) in lists.enumerated() {
            for stem in Set(list) {
                let bytes = Array(stem.utf8)
                if let first = bytes.first { stems[Int(first)].append((bytes, number)) }
            }
        }
        self.stems = stems
        self.lists = lists.count
    }

    /// How many different stems of that list which has most stand in the text, in lower case.
    func most(in text: String) -> Int {
        let bytes = Array(text.utf8)
        var seen = [Set<[UInt8]>](repeating: [], count: lists)
        for index in bytes.indices where begins(bytes, index) {
            for stem in stems[Int(bytes[index])]
            where bytes.count - index >= stem.bytes.count
                && bytes[index..<index + stem.bytes.count] == stem.bytes[...]
            {
                seen[stem.list].insert(stem.bytes)
            }
        }
        return seen.map(\.count).max() ?? 0
    }

    /// A word begins here; from U+3000 on each scalar may begin one.
    private func begins(_ bytes: [UInt8], _ index: Int) -> Bool {
        if (0xE3...0xED).contains(bytes[index]) { return true }
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        return before < 0x80 && !(0x61...0x7A).contains(before)
    }
}
