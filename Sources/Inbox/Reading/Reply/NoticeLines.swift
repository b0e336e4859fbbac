import Wire

/// Finds confidentiality notices and the lines that virus scanners add.
///
/// A notice is a long paragraph below the first, with three stems or more of a notice's words in one
/// language, one of which tells who the mail is for. A parent whose address a court keeps secret says
/// confidential and prohibited too. A warning that the mail came from outside stands first.
enum NoticeLines {
    /// The lines of `lines[range]` that are notices.
    static func indexes(in lines: [ReplyLine], _ range: Range<Int>) -> Set<Int> {
        var found: Set<Int> = []
        var isFirst = true
        var start = range.lowerBound
        while start < range.upperBound {
            let end =
                lines[start..<range.upperBound].firstIndex(where: \.isBlank)
                ?? range.upperBound
            if start < end {
                let paragraph = lines[start..<end]
                if isFirst ? isBanner(paragraph) : isNotice(paragraph) {
                    found.formUnion(start..<end)
                }
                isFirst = false
            }
            start = end + 1
        }
        return found
    }

    private static func isNotice(_ paragraph: ArraySlice<ReplyLine>) -> Bool {
        let size = paragraph.reduce(0) { $0 + $1.bare.utf8.count }
        guard size >= 20, size <= 6_000 else { return false }
        let text = small(paragraph)
        if size <= 400, footers.most(in: text) > 0 { return true }
        return size >= 110 && stems.most(in: text) >= 3 && addressees.most(in: text) > 0
    }

    private static func isBanner(_ paragraph: ArraySlice<ReplyLine>) -> Bool {
        let size = paragraph.reduce(0) { $0 + $1.bare.utf8.count }
        guard size >= 60, size <= 1_200 else { return false }
        return banners.most(in: small(paragraph)) >= 3
    }

    /// The words in lower case, a space between two lines.
    private static func small(_ paragraph: ArraySlice<ReplyLine>) -> [UInt8] {
        var text: [UInt8] = []
        for line in paragraph {
            if !text.isEmpty { text.append(0x20) }
            line.bare.appendSmallLetters(to: &text)
        }
        return text
    }

    private static let footers = StemCount([MailPhrases.every(.footer)])
    private static let banners = StemCount(MailPhrases.all.compactMap { $0.lists[.banner] })
    private static let addressees = StemCount([MailPhrases.every(.addressee)])
    private static let stems = StemCount(MailPhrases.all.compactMap { $0.lists[.notice] })
}
