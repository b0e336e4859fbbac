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

    /// The quoted lines, where short words above them say that the answers stand there ("see below, in
    /// red") and nothing else tells which they are.
    static func pointedAt(in lines: [ReplyLine], below last: Int?) -> Set<Int> {
        guard let last, let quote = lines.firstIndex(where: \.isOlder), last < quote else {
            return []
        }
        var words: [UInt8] = []
        for line in lines[...last] where line.part == .new {
            line.bare.appendSmallLetters(to: &words)
            words.append(0x20)
            guard words.count <= 300 else { return [] }
        }
        guard pointers.most(in: words) > 0 else { return [] }
        let quoted = lines.indices[quote...].lazy.filter { index in
            lines[index].part == .quoted && !lines[index].isBlank
        }
        return Set(quoted.prefix(longest))
    }

    /// More lines than that hold older mails as well.
    private static let longest = 200

    private static let pointers = StemCount([MailPhrases.every(.below)])

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
