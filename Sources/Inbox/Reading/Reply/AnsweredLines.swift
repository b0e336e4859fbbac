/// Finds which quoted lines were answered one by one.
enum AnsweredLines {
    /// The quoted paragraphs right above new words, where there are answers between quotes; none
    /// where the words stand above or below one whole quote.
    static func indexes(in lines: [ReplyLine], upTo last: Int) -> Set<Int> {
        guard let quote = lines.firstIndex(where: \.isOlder), quote < last else { return [] }
        let hasNewAbove = lines[..<quote].contains { $0.part == .new && !$0.isBlank }
        if !hasNewAbove, quoteBlocks(lines[..<last]) == 1 { return [] }
        var answered: Set<Int> = []
        var paragraph: [Int] = []
        var wasBlank = false
        for index in 0...last {
            let line = lines[index]
            if line.isBlank {
                wasBlank = true
            } else if line.part == .quoted {
                if wasBlank || paragraph.count >= 12 { paragraph = [] }
                paragraph.append(index)
                wasBlank = false
            } else {
                if line.part == .new { answered.formUnion(paragraph) }
                paragraph = []
                wasBlank = false
            }
        }
        return answered.isEmpty ? Set(quote...quote) : answered
    }

    private static func quoteBlocks(_ lines: ArraySlice<ReplyLine>) -> Int {
        var blocks = 0
        var inside = false
        for line in lines where !line.isBlank || line.depth > 0 {
            if line.isOlder, !inside { blocks += 1 }
            inside = line.isOlder
        }
        return blocks
    }
}
