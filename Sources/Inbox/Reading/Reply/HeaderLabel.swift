import Wire

/// What a field of a header block tells, such as "From:" in whatever language the tables know.
enum HeaderLabel: Int {
    case from, date, to, subject, other

    /// The field that a line names, when it begins with the label of one.
    static func of(_ line: Substring) -> HeaderLabel? {
        word(line).flatMap { labels[String($0)] }
    }

    /// The words before a line's first colon, in lower case; nil when there is none near.
    static func word(_ line: Substring) -> Substring? {
        let near = line.utf8.prefix(60)
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

    private static let labels: [String: HeaderLabel] = {
        var table: [String: HeaderLabel] = [:]
        let keys: [(MailPhrases.Key, HeaderLabel)] = [
            (.label, .other), (.to, .to), (.sent, .date), (.subject, .subject), (.from, .from),
        ]
        for (key, label) in keys {
            for word in MailPhrases.every(key) { table[word] = label }
        }
        return table
    }()
}
