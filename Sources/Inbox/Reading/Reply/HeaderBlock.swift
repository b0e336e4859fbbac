/// Finds the block "From: … Sent: … To: … Subject: …" that Outlook and others put above a quote.
enum HeaderBlock {
    /// Where the block ends (exclusive) that begins at `index`; nil when none does.
    ///
    /// `isAnnounced`: Something above it says that an older message begins.
    static func end(
        startingAt index: Int, in lines: [ReplyLine], isAnnounced: Bool = false
    ) -> Int? {
        known(index, lines, isAnnounced) ?? foreign(index, lines)
    }

    /// Where the block ends that begins at `index` or below blank lines.
    static func end(below index: Int, in lines: [ReplyLine]) -> Int? {
        guard index < lines.count,
            let first = lines[index...].prefix(4).firstIndex(where: { !$0.isBlank })
        else { return nil }
        return end(startingAt: first, in: lines, isAnnounced: true)
    }

    /// A block with labels that the tables know.
    ///
    /// Two different labels are needed, one of them the originator or the subject, and one the
    /// date or subject: "De: lunes / Para: viernes" of a parent is no header. Looks at 12 lines.
    private static func known(
        _ index: Int, _ lines: [ReplyLine], _ isAnnounced: Bool
    ) -> Int? {
        guard lines[index].label != nil else { return nil }
        let depth = lines[index].depth
        var seen: Set<HeaderLabel> = []
        var end = index
        var gaps = 0
        for position in index..<min(index + 12, lines.count) {
            guard lines[position].depth == depth else { break }
            if let label = lines[position].label {
                seen.insert(label)
                end = position + 1
                gaps = 0
            } else {
                // A long value goes on in the next line, or a blank line parts two fields.
                gaps += 1
                if gaps > (seen.count > 1 ? 2 : 1) { break }
            }
        }
        let names = seen.contains(.from) || seen.contains(.subject)
        let dates = seen.contains(.date) || seen.contains(.subject)
        guard seen.count >= 2, names, dates, seen.contains(.from) || seen.count >= 3,
            isAnnounced || isOfProgram(lines[index..<end], seen)
        else { return nil }
        return end
    }

    /// Programs name an address; where they do not, they put the sender first and the time to the
    /// minute, and leave no field out. A parent's own note names who it is from and for, and a day.
    private static func isOfProgram(
        _ lines: ArraySlice<ReplyLine>, _ seen: Set<HeaderLabel>
    ) -> Bool {
        let facts = lines.map { ($0.label, AttributionFacts(String($0.bare.prefix(400)))) }
        if facts.contains(where: { $0.1.hasAddress }) { return true }
        return lines.first?.label == .from && seen.isSuperset(of: [.from, .date, .to, .subject])
            && facts.contains { $0.0 == .date && $0.1.numbers >= 4 && $0.1.hasTimeOrYear }
    }

    /// A block in a language that no table knows: three lines or more that each begin with one or
    /// two words and a colon, the first of which names an address in brackets and another a time.
    ///
    /// A form that a parent fills in ("E-mail: …", "Date of birth: …") has neither brackets nor time.
    private static func foreign(_ index: Int, _ lines: [ReplyLine]) -> Int? {
        guard index + 2 < lines.count,
            lines[index...(index + 2)].allSatisfy(\.signs.mayHaveLabel),
            hasLabelShape(lines[index].bare)
        else { return nil }
        var end = index
        var hasAddress = false
        var hasTime = false
        while end < min(index + 8, lines.count), lines[end].depth == lines[index].depth,
            hasLabelShape(lines[end].bare)
        {
            let facts = AttributionFacts(String(lines[end].bare.prefix(300)))
            if end < index + 2, facts.hasBracketedAddress { hasAddress = true }
            if !facts.hasAddress, facts.numbers >= 4, facts.hasTimeOrYear { hasTime = true }
            end += 1
        }
        return end - index >= 3 && hasAddress && hasTime ? end : nil
    }

    private static func hasLabelShape(_ line: Substring) -> Bool {
        guard let word = HeaderLabel.word(line), line.utf8.count <= 400 else { return false }
        return word.split(separator: " ").count <= 3
            && word.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0 == " " || $0 == "'" || $0 == "’" || $0 == "-"
                    || $0.properties.generalCategory == .nonspacingMark
                    || $0.properties.generalCategory == .spacingMark || isSpaceOrMark($0)
            }
    }
}
