import Wire

/// Finds "Sent from my iPhone", "Get Outlook for iOS" and their kin.
enum DeviceLine {
    /// Whether a line is one: short, begun or ended by a phrase of the tables, and no sentence that
    /// goes on. Phrases that a person may begin a sentence with need the name of a device as well.
    ///
    /// `isLast`: Nothing stands below it but what is no new word.
    static func matches(_ line: ReplyLine, isLast: Bool) -> Bool {
        guard line.bare.utf8.count <= 300,
            [starts, maybes, adverts].contains(where: { $0.mayBegin(with: line.signs.first) })
                || mayEnd(line.bare) || mayNameOutlook(line.bare)
        else { return false }
        return matches(line.bare, isLast: isLast)
    }

    /// Whether a line may end in a phrase: the full stop behind it goes, and so does a link.
    private static func mayEnd(_ line: Substring) -> Bool {
        let last = line.utf8.last { !$0.isStop }
        return last.map(ends.mayEnd) ?? false || line.utf8.contains { $0 == 0x3C || $0 == 0x28 }
    }

    private static func mayNameOutlook(_ line: Substring) -> Bool {
        line.withBytes { bytes in
            bytes.indices.dropLast(6).contains {
                bytes[$0] | 0x20 == 0x6F && bytes[$0 + 1] | 0x20 == 0x75
                    && bytes[$0 + 2] | 0x20 == 0x74 && bytes[$0 + 3] | 0x20 == 0x6C
            }
        }
    }

    private static func matches(_ line: Substring, isLast: Bool) -> Bool {
        let unlinked = withoutLink(line)
        let text = withoutVowelMarks(unlinked.inSmallLetters)
        guard let last = text.last else { return false }
        if adverts.length(at: text) != nil { return true }
        let words = text.utf8.split(separator: 0x20).count
        guard words <= 14 else { return false }
        let isSentence = ".!?。".contains(last) || text.holds(", ")
        if words <= 8, !isSentence, isOutlookAdvert(text) { return true }
        // A link behind the name of a program is its advertisement.
        let hasLink = unlinked.endIndex < line.endIndex && words <= 4
        if starts.length(at: text) != nil {
            return !isSentence && words <= 8 || isLast && (hasLink || namesDevice(text))
        }
        guard words <= 10, !isSentence || isLast else { return false }
        let isNamedAlone = isLast && words == 3 && isName(unlinked)
        if maybes.length(at: text) != nil { return isNamedAlone || hasLink || namesDevice(text) }
        return ends.end(withoutStop(text)) && (hasLink || namesDevice(text))
    }

    /// "Get Outlook for iOS" in whatever language.
    private static func isOutlookAdvert(_ text: Substring) -> Bool {
        text.holds("outlook") && (text.holds("ios") || text.holds("android"))
            && !text.holds("@")
    }

    /// "Sent with Shortwave": the last word is a name.
    private static func isName(_ line: Substring) -> Bool {
        line.split(separator: " ").last?.first?.isUppercase ?? false
    }

    /// "Sent from my desk, which is easier than from my phone" names a desk.
    private static func firstClause(_ text: Substring) -> Substring {
        text.prefix { $0 != "," && $0 != "،" && $0 != "，" }
    }

    private static func withoutStop(_ text: Substring) -> Substring {
        var text = text
        while let last = text.last, ".!。".contains(last) { text.removeLast() }
        return text
    }

    /// Arabic vowel marks are written or left out.
    private static func withoutVowelMarks(_ text: String) -> Substring {
        guard text.utf8.contains(0xD9), text.unicodeScalars.contains(where: isVowelMark) else {
            return text[...]
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.filter { !isVowelMark($0) })
        return String(scalars)[...]
    }

    private static func isVowelMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x064B...0x0652).contains(scalar.value)
    }

    private static func withoutLink(_ line: Substring) -> Substring {
        guard let open = line.utf8.firstIndex(where: { $0 == 0x3C || $0 == 0x28 }),
            open > line.startIndex
        else { return line }
        return trimmedEnd(line[..<open])
    }

    private static func namesDevice(_ line: Substring) -> Bool {
        let text = firstClause(line)
        let tokens = text.split { !$0.isLetter && !$0.isNumber && !"-.&@".contains($0) }
        return tokens.contains { brands.contains(withoutStop($0)) }
            || within.contains { text.holds(bytesOf: $0) }
    }

    private static let starts = PhraseStarts(MailPhrases.every(.device).map(plain))
    private static let maybes = PhraseStarts(MailPhrases.every(.maybeDevice).map(plain))
    private static let ends = PhraseStarts(MailPhrases.every(.deviceEnd).map(plain))
    private static let adverts = PhraseStarts(MailPhrases.every(.advert))
    private static let brands = Set(MailPhrases.every(.brand).map { $0[...] })
    private static let within = MailPhrases.every(.brandWithin)

    private static func plain(_ phrase: String) -> String { String(withoutVowelMarks(phrase)) }
}

extension UInt8 {
    fileprivate var isStop: Bool { self == 0x2E || self == 0x21 }
}
