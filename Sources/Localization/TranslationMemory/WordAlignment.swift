/// The fewest words to put in, take out or exchange that make one segment of another, and which of
/// their slots meet.
struct WordAlignment {
    /// Words put in, taken out or exchanged.
    let edits: Int
    /// Pairs of slots that meet, yet one of them has met another before: `{$name1} and {$name1}`
    /// is not `{$name1} and {$name2}`.
    let conflicts: Int
    /// The slots of the second segment, each with that of the first which it meets.
    let slots: [TextSegment.Slot: TextSegment.Slot]

    /// Aligns two segments by Levenshtein's distance over words; nil when it is above a limit.
    ///
    /// Time grows with the product of the lengths; ``TranslationMemory`` compares none beyond 200
    /// words.
    init?(_ first: SegmentWords, _ second: SegmentWords, atMost limit: Int) {
        let (rows, columns) = (first.count + 1, second.count + 1)
        guard abs(rows - columns) <= limit else { return nil }
        var costs = [Int32](repeating: 0, count: rows * columns)
        for column in 0..<columns { costs[column] = Int32(column) }
        for row in 1..<max(1, rows) {
            costs[row * columns] = Int32(row)
            var lowest = Int32(row)
            for column in 1..<max(1, columns) {
                let place = row * columns + column
                let isSame = first.hashes[row - 1] == second.hashes[column - 1]
                let cost = min(
                    costs[place - columns - 1] + (isSame ? 0 : 1),
                    min(costs[place - 1], costs[place - columns]) + 1)
                costs[place] = cost
                lowest = min(lowest, cost)
            }
            guard lowest <= limit else { return nil }
        }
        edits = Int(costs[rows * columns - 1])
        guard edits <= limit else { return nil }
        var meetings = SlotMeetings()
        var (row, column) = (rows - 1, columns - 1)
        while row > 0 && column > 0 {
            let place = row * columns + column
            let isSame = first.hashes[row - 1] == second.hashes[column - 1]
            if costs[place] == costs[place - columns - 1] + (isSame ? 0 : 1) {
                if isSame { meetings.add(first.slots[row - 1], second.slots[column - 1]) }
                (row, column) = (row - 1, column - 1)
            } else if costs[place] == costs[place - 1] + 1 {
                column -= 1
            } else {
                row -= 1
            }
        }
        conflicts = meetings.conflicts
        slots = meetings.slots
    }
}

private struct SlotMeetings {
    var slots: [TextSegment.Slot: TextSegment.Slot] = [:]
    var conflicts = 0
    private var taken: [TextSegment.Slot: TextSegment.Slot] = [:]

    mutating func add(_ first: TextSegment.Slot?, _ second: TextSegment.Slot?) {
        guard let first, let second else { return }
        let isNew = slots[second] == nil && taken[first] == nil
        guard isNew || slots[second] == first else {
            conflicts += 1
            return
        }
        slots[second] = first
        taken[first] = second
    }
}
