/// A segment, looked through once for all checks.
struct CheckedText: Sendable {
    let segment: TextSegment
    /// Its words alone, joined as they stand.
    let text: String
    let signs: TextSigns
    let words: PlainWords

    /// Looks a segment through; linear.
    init(_ segment: TextSegment) {
        self.segment = segment
        text = segment.words
        signs = TextSigns(text)
        words = PlainWords(text)
    }

    /// Whether it may hold such a thing; false is certain.
    func may(_ kind: TextSigns.Kinds) -> Bool { signs.kinds.contains(kind) }
}
