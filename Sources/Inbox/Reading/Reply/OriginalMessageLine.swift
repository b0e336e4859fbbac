/// Finds "-----Original Message-----" and its kin.
enum OriginalMessageLine {
    /// What an older message is announced as.
    enum Kind { case original, forwarded }

    /// What a line announces; nil when nothing.
    static func kind(_ line: ReplyLine) -> Kind? {
        // Without a frame it ends in a colon.
        guard mayBeFrame(line.signs.first) || isShort(line.bare) && endsInColon(line.bare) else {
            return nil
        }
        return kind(line.bare)
    }

    /// Whether nothing but a phrase may stand on the line, with a few signs around it.
    private static func isShort(_ line: Substring) -> Bool {
        line.utf8.count <= 2 * max(originals.longest, forwards.longest)
    }

    private static func kind(_ line: Substring) -> Kind? {
        guard line.utf8.count <= 200, let first = line.first else { return nil }
        guard "-_—=".contains(first) || first.isLetter else { return nil }
        let isFramed = ["--", "__", "——", "=="].contains { line.hasPrefix($0) }
        // Without a frame the words must stand alone and end in a colon.
        guard isFramed || endsInColon(line) else { return nil }
        let words = line.drop { "-_—= *\u{A0}".contains($0) }
        var core = words
        while let last = core.last, "-_—= *:：\u{A0}".contains(last) { core = core.dropLast() }
        let text = core.lowercased()[...]
        guard !text.isEmpty else { return nil }
        if isFramed, core.endIndex < line.endIndex || words.startIndex > line.startIndex {
            guard core.count <= 60 else { return nil }
            if forwards.length(at: text) != nil { return .forwarded }
            // "-- original certificate" is an item of a list.
            let isWhole = originals.length(at: text) == text.utf8.count
            return isWhole || originals.length(at: text) ?? 0 > 10 ? .original : nil
        }
        guard endsInColon(line) else { return nil }
        if forwards.length(at: text) == text.utf8.count { return .forwarded }
        return originals.length(at: text) == text.utf8.count ? .original : nil
    }

    /// A line of nothing but dashes, underscores, stars or equal signs.
    static func isRule(_ line: Substring) -> Bool {
        guard line.utf8.count >= 3, line.utf8.count <= 300 else { return false }
        return line.allSatisfy { "-_=*—–─━ ".contains($0) }
    }

    /// Whether a byte may begin a rule.
    static func mayBeRule(_ byte: UInt8) -> Bool {
        mayBeFrame(byte) || byte == 0x2A || byte == 0x20
    }

    /// Whether a byte may begin a frame: `-`, `_`, `=` or a dash beyond ASCII.
    private static func mayBeFrame(_ byte: UInt8) -> Bool {
        byte == 0x2D || byte == 0x5F || byte == 0x3D || byte == 0xE2
    }

    private static let originals = PhraseStarts(MailPhrases.every(.original))
    private static let forwards = PhraseStarts(MailPhrases.every(.forwarded))
}
