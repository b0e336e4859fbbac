import Wire

/// Finds "On Monday, 3 March, Jane wrote:" in whatever language, on up to four lines.
///
/// The rule that needs no language: an address, a date and a colon at the end. Where the address
/// is missing a verb for *wrote* must stand there, or a quote must follow. Each look takes four
/// short lines at most, so that the whole is linear.
enum AttributionLine {
    /// Where an attribution begins, and whether nothing but words and numbers tells it: no address,
    /// no quote below.
    typealias Found = (start: Int, isBare: Bool)

    /// Where the attribution begins that ends at `index`; nil when none does.
    static func start(endingAt index: Int, in lines: [ReplyLine]) -> Found? {
        let last = lines[index]
        guard !last.isBlank, last.bare.utf8.count <= 400 else { return nil }
        let precedesQuote = isQuoted(after: index, deeperThan: last.depth, lines)
        guard precedesQuote || AttributionEnd.mayTell(last.signs) else { return nil }
        let ends = AttributionEnd(
            last.bare, standsAlone: index + 1 >= lines.count || lines[index + 1].isBlank)
        guard ends.isColon || ends.isVerb || precedesQuote else { return nil }
        return start(of: ends, last.bare, at: index, precedesQuote, lines)
    }

    /// Where the attribution begins whose end the line at `index` holds, words behind it or not.
    ///
    /// QUIRK: Yahoo's app puts the first words of the quote on the attribution's own line.
    static func start(within index: Int, in lines: [ReplyLine]) -> Found? {
        let line = lines[index].bare
        guard lines[index].signs.hasAt, line.utf8.count <= 800, let end = endBehindAddress(line)
        else { return nil }
        let ends = AttributionEnd(line[..<end], standsAlone: true)
        return start(of: ends, line[..<end], at: index, false, lines)
    }

    /// Behind the colon that follows an address in brackets within a few words.
    private static func endBehindAddress(_ line: Substring) -> Substring.Index? {
        guard let at = line.utf8.firstIndex(of: 0x40),
            let close = line[at...].firstIndex(of: ">"),
            let colon = line[close...].prefix(30).firstIndex(where: {
                $0.unicodeScalars.first.map(isColonScalar) ?? false
            })
        else { return nil }
        return line.index(after: colon)
    }

    private static func start(
        of ends: AttributionEnd, _ text: Substring, at index: Int, _ precedesQuote: Bool,
        _ lines: [ReplyLine]
    ) -> Found? {
        let last = lines[index]
        var joined = ""
        var start = index
        while true {
            joined = joining(start == index ? text : lines[start].bare, joined)
            let facts = AttributionFacts(joined)
            if facts.isAttribution(ends, precedesQuote: precedesQuote) {
                guard !facts.beginsMidway else { return nil }
                return (withOpener(start, facts, lines), !facts.hasAddress && !precedesQuote)
            }
            guard start > 0, index - start < 3, !lines[start - 1].isBlank,
                lines[start - 1].depth == last.depth, lines[start - 1].bare.utf8.count <= 400
            else { return nil }
            start -= 1
        }
    }

    /// Takes one line more when the date begins on the line above: `On Monday,` / `3 March …`.
    private static func withOpener(
        _ start: Int, _ facts: AttributionFacts, _ lines: [ReplyLine]
    ) -> Int {
        guard !facts.hasOpener, start > 0, !lines[start - 1].isBlank,
            lines[start - 1].depth == lines[start].depth, lines[start - 1].bare.utf8.count <= 200
        else { return start }
        let above = AttributionFacts(String(lines[start - 1].bare))
        return above.hasOpener && above.numbers > 0 ? start - 1 : start
    }

    private static func joining(_ line: Substring, _ rest: String) -> String {
        guard !rest.isEmpty else { return String(line) }
        // QUIRK: quoted-printable that nobody decoded. (mpr-begins_with_signature.txt)
        if line.last == "=" { return line.dropLast() + rest }
        return line + " " + rest
    }

    private static func isQuoted(
        after index: Int, deeperThan depth: Int, _ lines: [ReplyLine]
    ) -> Bool {
        for line in lines[(index + 1)...].prefix(6) where !line.isBlank {
            return line.depth > depth
        }
        return false
    }
}

/// How a line ends: with a colon, or with a word for *wrote*.
struct AttributionEnd {
    let isColon: Bool
    let isVerb: Bool
    /// `<jane@example.org>:`, which no sentence of a person ends in.
    let isAddress: Bool

    /// Nothing follows right below, as where a program puts it; a person's sentence goes on.
    let standsAlone: Bool

    /// Whether a line with these signs may end in a colon or a verb.
    static func mayTell(_ signs: LineSigns) -> Bool { WritingVerbs.standard.mayEnd(in: signs.last) }

    init(_ line: Substring, standsAlone: Bool) {
        self.standsAlone = standsAlone
        let unmarked = trimmedEnd(line) { $0 == 0x2D || $0 == 0x2A || $0 == 0x5F }
        isColon = endsInColon(unmarked)
        let words = withoutColons(unmarked)
        let last = words.utf8.last ?? 0
        isAddress = isColon && (last == 0x3E || last == 0x29 || last == 0x5D)
        isVerb =
            WritingVerbs.standard.mayEnd(in: last)
            && WritingVerbs.standard.ends(Substring(words.unicodeScalars.suffix(24)).inSmallLetters)
    }
}

/// The text without colons, white space and marks at its end.
private func withoutColons(_ text: Substring) -> Substring {
    var text = trimmedEnd(text)
    while endsInColon(text) {
        text = trimmedEnd(text[..<text.unicodeScalars.index(before: text.endIndex)])
    }
    return text
}
