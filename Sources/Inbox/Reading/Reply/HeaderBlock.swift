import Wire

/// Finds the block "From: … Sent: … To: … Subject: …" that Outlook and others put above a quote.
enum HeaderBlock {
    /// What a field of such a block tells.
    enum Label: Int { case from, date, to, subject, other }

    /// Where the block ends (exclusive) that begins at `index`; nil when none does.
    static func end(startingAt index: Int, in lines: [ReplyLine]) -> Int? {
        known(index, lines) ?? foreign(index, lines)
    }

    /// Where the block ends that begins at `index` or below blank lines.
    static func end(below index: Int, in lines: [ReplyLine]) -> Int? {
        guard index < lines.count,
            let first = lines[index...].prefix(4).firstIndex(where: { !$0.isBlank })
        else { return nil }
        return end(startingAt: first, in: lines)
    }

    /// A block with labels that the tables know.
    ///
    /// Two different labels are needed, one of them the originator or the subject, and one the
    /// date or subject: "De: lunes / Para: viernes" of a parent is no header. Looks at 12 lines.
    private static func known(_ index: Int, _ lines: [ReplyLine]) -> Int? {
        guard lines[index].label != nil else { return nil }
        let depth = lines[index].depth
        var seen: Set<Label> = []
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
            namesAddressOrTime(lines[index..<end])
        else { return nil }
        return end
    }

    /// "Fecha: marzo / Asunto: el bus" is a parent's own list.
    private static func namesAddressOrTime(_ lines: ArraySlice<ReplyLine>) -> Bool {
        lines.contains { line in
            let facts = AttributionFacts(String(line.bare.prefix(400)))
            return facts.hasAddress || facts.hasTimeOrYear
        }
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
        guard let word = labelWord(line), line.utf8.count <= 400 else { return false }
        return word.split(separator: " ").count <= 3
            && word.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0 == " " || $0 == "'" || $0 == "’" || $0 == "-"
                    || $0.properties.generalCategory == .nonspacingMark
                    || $0.properties.generalCategory == .spacingMark || isSpaceOrMark($0)
            }
    }

    /// The field that a line names, when it begins with the label of one.
    static func label(_ line: Substring) -> Label? {
        labelWord(line).flatMap { labels[String($0)] }
    }

    /// The words before a line's first colon, in lower case; nil when there is none near.
    private static func labelWord(_ line: Substring) -> Substring? {
        let near = line.utf8.prefix(60)
        guard let sign = near.first(where: { $0 == 0x3A || $0 >= 0x80 }) else { return nil }
        if sign == 0x3A { return plainLabelWord(line) }
        guard near.contains(where: { $0 == 0x3A || $0 == 0x9A || $0 == 0xA6 || $0 == 0x96 }) else {
            return nil
        }
        guard let colon = firstColon(in: line), isNear(colon, in: line) else { return nil }
        let start = line.utf8.firstIndex { ![0x2A, 0x5F, 0x20, 0x09].contains($0) } ?? colon
        let word = line[min(start, colon)..<colon].inSmallLetters.utf8.filter { $0 != 0x2A }
        let name = trimmedEnd(droppingSpace(String(decoding: word, as: UTF8.self)[...]))
        return name.isEmpty ? nil : name
    }

    private static func isNear(_ colon: Substring.Index, in line: Substring) -> Bool {
        let words = line[..<colon]
        return words.utf8.count < 40 || words.count < 40
    }

    /// Before the colon stands nothing but ASCII, and need not be cut into characters.
    private static func plainLabelWord(_ line: Substring) -> Substring? {
        let bytes = line.utf8.prefix(40)
        guard let colon = bytes.firstIndex(of: 0x3A) else { return nil }
        let lead = bytes[..<colon].drop { [0x2A, 0x5F, 0x20, 0x09].contains($0) }
        let name = trimmedEnd(droppingSpace(line[lead.startIndex..<colon]))
        guard !name.isEmpty else { return nil }
        let isPlain = name.utf8.allSatisfy { $0 != 0x2A && !(0x41...0x5A).contains($0) }
        guard !isPlain else { return name }
        let small = name.utf8.filter { $0 != 0x2A }.map {
            (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
        }
        return trimmedEnd(droppingSpace(String(decoding: small, as: UTF8.self)[...]))
    }

    /// Where the first colon stands that ``isColonScalar(_:)`` knows.
    private static func firstColon(in line: Substring) -> Substring.Index? {
        var (before, previous): (UInt8, UInt8) = (0, 0)
        for index in line.utf8.indices {
            let byte = line.utf8[index]
            switch (before, previous, byte) {
            case (_, _, 0x3A): return index
            case (_, 0xD6, 0x89): return line.utf8.index(before: index)
            case (0xEF, 0xBC, 0x9A), (0xEF, 0xB9, 0x95), (0xE1, 0x8D, 0xA5...0xA6),
                (0xE1, 0x9F, 0x96):
                return line.utf8.index(index, offsetBy: -2)
            default: (before, previous) = (previous, byte)
            }
        }
        return nil
    }

    private static let labels: [String: Label] = {
        var table: [String: Label] = [:]
        let keys: [(MailPhrases.Key, Label)] = [
            (.label, .other), (.to, .to), (.sent, .date), (.subject, .subject), (.from, .from),
        ]
        for (key, label) in keys {
            for word in MailPhrases.every(key) { table[word] = label }
        }
        return table
    }()
}
