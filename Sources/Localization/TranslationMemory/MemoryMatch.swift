/// A translation of a similar segment.
public struct MemoryMatch: Sendable, Hashable {
    /// What is kept.
    public let entry: MemoryEntry
    /// 1 for the same segment, 0.99 for the same words with other case or marks, else as
    /// ``TranslationMemory/similar(to:_:atLeast:limit:_:)`` defines it.
    public let score: Double
    /// Its target with the slots of the segment that was asked for.
    public let target: TextSegment
    /// Slots of the segment that was asked for which ``target`` lacks: somebody has to put them in.
    public let missing: [TextSegment.Slot]

    /// Compares; nil below a score, or where the target would name what the segment has not.
    init?(
        _ entry: MemoryEntry, to segment: TextSegment, _ words: SegmentWords, atLeast: Double
    ) {
        let other = SegmentWords(entry.source, entry.pair.source)
        let longest = max(words.count, other.count)
        let allowed = longest - required(of: longest, atLeast)
        guard let alignment = WordAlignment(words, other, atMost: allowed) else { return nil }
        let edits = alignment.edits + alignment.conflicts
        guard edits <= allowed, let target = entry.target.renamed(alignment.slots) else {
            return nil
        }
        self.entry = entry
        self.target = target
        let there = Set(target.slots)
        missing = Set(segment.slots).subtracting(there).sorted { $0.name < $1.name }
        score =
            entry.source == segment
            ? 1 : edits == 0 ? 0.99 : min(0.99, 1 - Double(edits) / Double(longest))
    }
}

extension TextSegment {
    /// The same with other slots; nil where one has no other.
    func renamed(_ names: [Slot: Slot]) -> TextSegment? {
        var renamed: [Part] = []
        for part in parts {
            guard case .slot(let slot) = part else {
                renamed.append(part)
                continue
            }
            guard let name = names[slot] else { return nil }
            renamed.append(.slot(name))
        }
        return TextSegment(renamed)
    }
}

/// How many words of a number have to be the same for a score.
func required(of words: Int, _ score: Double) -> Int {
    Int((score * Double(words) - 1e-9).rounded(.up))
}
