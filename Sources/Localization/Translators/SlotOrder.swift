/// Whether a machine may have put slots in the wrong places.
enum SlotOrder {
    /// True when two slots of one kind changed places, since each would be read for the other, or
    /// when all of several slots that words parted now stand side by side.
    static func isDoubtful(_ source: TextSegment, _ target: TextSegment) -> Bool {
        let (before, after) = (source.slots, target.slots)
        if before.count < 2, before == after { return false }
        for kind in Set(before.map(\.kind)) {
            let (was, now) = (before.filter { $0.kind == kind }, after.filter { $0.kind == kind })
            if was != now { return true }
        }
        return before.count > 1 && neighbours(source) == 0 && neighbours(target) == before.count - 1
    }

    /// How often a slot stands behind another with nothing but blanks between.
    private static func neighbours(_ segment: TextSegment) -> Int {
        var (count, isBehind) = (0, false)
        for part in segment.parts {
            switch part {
            case .slot:
                count += isBehind ? 1 : 0
                isBehind = true
            case .words(let words): isBehind = isBehind && words.allSatisfy(\.isWhitespace)
            }
        }
        return count
    }
}
