import Wire

/// Finds what at the end of a stretch of new words is no message: signature, device, notice.
enum SignatureLines {
    /// The lines of `lines[range]` that are signature.
    ///
    /// Notices go wherever they stand. Then the first line that a rule knows begins the signature:
    /// what the HTML marked as one; `-- ` (RFC 3676 §4.3); "Sent from my phone"; a gateway's words; a
    /// mailing list's footer; a closing such as "Kind regards" with a name below; a last line like
    /// `-Jane`. Each rule looks at one line and how many follow.
    static func indexes(in lines: [ReplyLine], _ range: Range<Int>) -> [Int] {
        let notices = NoticeLines.indexes(in: lines, range)
        let rest = notices.isEmpty ? Array(range) : range.filter { !notices.contains($0) }
        guard let first = start(in: lines, rest) else { return Array(notices) }
        return rest.filter { $0 >= first } + notices
    }

    private static func start(in lines: [ReplyLine], _ indexes: [Int]) -> Int? {
        let filled = indexes.filter { !lines[$0].isBlank }
        guard let last = filled.last else { return nil }
        let lastUnmarked = filled.last { !lines[$0].isMarkedSignature } ?? -1
        var found: Int?
        // A signature longer than this is none.
        for (position, index) in filled.enumerated().suffix(200) {
            let below = filled.count - 1 - position
            if index > lastUnmarked || begins(lines, index, last: last, below: below) {
                found = withRuleAbove(position, filled, lines)
                break
            }
        }
        let above = filled.prefix { $0 < found ?? Int.max }
        return dashedName(lines, Array(above)) ?? found
    }

    /// A rule of dashes or equal signs above a signature is part of it.
    private static func withRuleAbove(
        _ position: Int, _ filled: [Int], _ lines: [ReplyLine]
    ) -> Int {
        guard position > 0, lines[filled[position - 1]].isRule else {
            return filled[position]
        }
        return filled[position - 1]
    }

    private static func begins(
        _ lines: [ReplyLine], _ index: Int, last: Int, below: Int
    ) -> Bool {
        let line = lines[index]
        return isDelimiter(lines, index, last: last, below: below)
            || DeviceLine.matches(line, isLast: below == 0)
            || GatewayLine.matches(line)
            || (isFooterRule(line.bare) && below <= 10 && below > 0)
            || isClosing(lines, index, last: last, below: below)
    }

    /// `-- ` of RFC 3676, and what people make of it with only short lines below.
    private static func isDelimiter(
        _ lines: [ReplyLine], _ index: Int, last: Int, below: Int
    ) -> Bool {
        guard mayDelimit(lines[index].signs.first) else { return false }
        switch lines[index].whole {
        case "-- ", "--\u{A0}", "-- \r": return below <= 40
        case "--", "—", "– ", "–", "__", "---": break
        default: guard lines[index].bare == "--" else { return false }
        }
        return below <= 10 && lines[index...last].allSatisfy { $0.bare.utf8.count <= 80 }
    }

    /// A hyphen, an underscore or a dash beyond ASCII.
    private static func mayDelimit(_ first: UInt8) -> Bool {
        first == 0x2D || first == 0x5F || first == 0xE2
    }

    /// The rule of underscores above a mailing list's footer.
    private static func isFooterRule(_ line: Substring) -> Bool {
        line.utf8.count >= 20 && line.utf8.allSatisfy { $0 == 0x5F }
    }

    private static func isClosing(
        _ lines: [ReplyLine], _ index: Int, last: Int, below: Int
    ) -> Bool {
        guard below <= 8, lines[index].bare.utf8.count <= 60,
            closingFirsts.contains(lines[index].signs.first)
        else { return false }
        var text = lines[index].bare.inSmallLetters
        while let byte = text.utf8.last, ",.!;: ".utf8.contains(byte) { text.removeLast() }
        while let end = text.last, ",.!;:، ，。".contains(end) || end.isEmojiLike {
            text.removeLast()
        }
        guard closings.contains(text) else { return false }
        return lines[index...last].dropFirst().allSatisfy { $0.bare.utf8.count <= 80 }
    }

    private static let closings = Set(MailPhrases.every(.closing))
    private static let closingFirsts = ByteSet(startsOf: MailPhrases.every(.closing))

    /// A last line such as `-Jane Doe` or `/Jan`, when it is no list item.
    private static func dashedName(_ lines: [ReplyLine], _ filled: [Int]) -> Int? {
        guard let last = filled.last, last != filled.first,
            mayDelimit(lines[last].signs.first) || [0x2F, 0x7E].contains(lines[last].signs.first),
            let sign = lines[last].bare.first, "-–—/~".contains(sign)
        else { return nil }
        let name = lines[last].bare.dropFirst()
        let words = name.split(separator: " ")
        guard name.first?.isWhitespace == false, name.utf8.count <= 40,
            (1...3).contains(words.count),
            words.allSatisfy({ word in
                (word.first?.isUppercase ?? false) && word.allSatisfy { $0.isLetter || $0 == "." }
            }), lines[last - 1].bare.first != sign
        else { return nil }
        return last
    }
}

extension Character {
    /// Whether it is a picture such as people put after a closing.
    fileprivate var isEmojiLike: Bool {
        unicodeScalars.first.map { $0.properties.isEmojiPresentation } ?? false
    }
}
