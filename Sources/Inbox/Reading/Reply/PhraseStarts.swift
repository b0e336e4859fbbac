import Wire

/// Phrases that a text may begin or end with. Only those with the same first (or last) byte are
/// compared, so that the number of languages hardly slows the reading down.
struct PhraseStarts {
    /// By first byte, the longest first.
    private let starts: [[[UInt8]]]
    /// By last byte.
    private let ends: [[[UInt8]]]
    /// The length in bytes of the longest phrase.
    let longest: Int

    /// Takes the phrases in lower case.
    init(_ phrases: [String]) {
        let all = Set(phrases.map { Array($0.utf8) }).sorted { $0.count > $1.count }
        var starts = [[[UInt8]]](repeating: [], count: 256)
        var ends = starts
        for phrase in all {
            if let first = phrase.first { starts[Int(first)].append(phrase) }
            if let last = phrase.last { ends[Int(last)].append(phrase) }
        }
        (self.starts, self.ends) = (starts, ends)
        longest = all.first?.count ?? 0
    }

    /// The length in bytes of the longest phrase that begins the text and ends where a word does;
    /// in scripts without spaces that may be anywhere. `text`: In lower case.
    func length(at text: Substring) -> Int? {
        text.withBytes { text in
            phrases(at: text).first { phrase in
                guard begins(text, with: phrase) else { return false }
                guard phrase.count < text.count, let last = phrase.last else { return true }
                return !isLatinLetter(last) || !isLatinLetter(text[phrase.count])
            }?.count
        }
    }

    /// The length in bytes of the longest phrase that begins the text, wherever it ends.
    func anyLength(at text: Substring) -> Int? {
        text.withBytes { text in
            phrases(at: text).first { begins(text, with: $0) }?.count
        }
    }

    /// Whether a phrase may begin a text that begins with a byte, in whatever case.
    func mayBegin(with byte: UInt8) -> Bool { PhraseStarts.holds(starts, byte) }

    /// Whether a phrase may end a text that ends in a byte, in whatever case.
    func mayEnd(in byte: UInt8) -> Bool { PhraseStarts.holds(ends, byte) }

    /// Of what is beyond ASCII only Unicode knows the case.
    private static func holds(_ phrases: [[[UInt8]]], _ byte: UInt8) -> Bool {
        byte >= 0x80 || !phrases[Int(byte)].isEmpty
            || (0x41...0x5A).contains(byte) && !phrases[Int(byte | 0x20)].isEmpty
    }

    private func phrases(at text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
        text.first.map { starts[Int($0)] } ?? []
    }

    private func begins(_ text: UnsafeBufferPointer<UInt8>, with phrase: [UInt8]) -> Bool {
        guard text.count >= phrase.count else { return false }
        return phrase.indices.allSatisfy { text[$0] == phrase[$0] }
    }

    /// Whether one of the phrases ends the text.
    func end(_ text: Substring) -> Bool {
        guard let last = text.utf8.last else { return false }
        return ends[Int(last)].contains { phrase in
            text.utf8.suffix(phrase.count).elementsEqual(phrase)
        }
    }

    private func isLatinLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
