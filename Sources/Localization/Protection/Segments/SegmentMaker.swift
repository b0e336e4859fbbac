/// Makes one segment: the same thing written twice is the same slot twice.
struct SegmentMaker {
    let scan: TextScan
    private var counts: [TextSegment.SlotKind: Int] = [:]
    private var slots: [TextSegment.SlotKind: [String: TextSegment.Slot]] = [:]
    private var values: [TextSegment.Slot: ProtectedValue] = [:]

    init(scan: TextScan) {
        self.scan = scan
    }

    /// Makes the segment of some tokens. `index` is the first finding that may be in it; the first behind it afterwards.
    mutating func make(
        _ tokens: Range<Int>, _ findings: [Finding], from index: inout Int
    ) -> (TextSegment, [TextSegment.Slot: ProtectedValue]) {
        var parts: [TextSegment.Part] = []
        var place = tokens.lowerBound
        while index < findings.count, findings[index].tokens.upperBound <= tokens.upperBound {
            let finding = findings[index]
            parts.append(
                .words(scan.tokens[place..<finding.tokens.lowerBound].map(\.text).joined()))
            parts.append(.slot(slot(finding)))
            place = finding.tokens.upperBound
            index += 1
        }
        parts.append(.words(scan.tokens[place..<tokens.upperBound].map(\.text).joined()))
        return (TextSegment(parts), values)
    }

    private mutating func slot(_ finding: Finding) -> TextSegment.Slot {
        let written = scan.tokens[finding.tokens].map(\.text).joined()
        if let slot = slots[finding.kind]?[written] { return slot }
        counts[finding.kind, default: 0] += 1
        let slot = TextSegment.Slot(finding.kind, counts[finding.kind] ?? 1)
        slots[finding.kind, default: [:]][written] = slot
        values[slot] = ProtectedValue(written, finding.meaning, person: finding.person)
        return slot
    }
}
