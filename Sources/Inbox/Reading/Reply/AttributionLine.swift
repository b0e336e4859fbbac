/// Finds "On Monday, 3 March, Jane wrote:" in whatever language, on up to four lines.
///
/// The rule that needs no language: an address, a date and a colon at the end. Where the address
/// is missing a verb for *wrote* must stand there. Each look takes four short lines at most, so that
/// the whole is linear.
enum AttributionLine {
    /// Where the attribution begins that ends at `index`; nil when none does.
    static func start(endingAt index: Int, in lines: [ReplyLine]) -> Int? {
        let last = lines[index]
        guard !last.isBlank, last.bare.utf8.count <= 400 else { return nil }
        let precedesQuote = isQuoted(after: index, deeperThan: last.depth, lines)
        let ends = Ending(last.bare)
        guard ends.isColon || ends.isVerb else { return nil }
        var joined = ""
        var start = index
        while true {
            joined = joining(lines[start].bare, joined)
            let facts = Facts(joined)
            if facts.isAttribution(ends, precedesQuote: precedesQuote) {
                return withOpener(start, facts, lines)
            }
            guard start > 0, index - start < 3, !lines[start - 1].isBlank,
                lines[start - 1].depth == last.depth, lines[start - 1].bare.utf8.count <= 400
            else { return nil }
            start -= 1
        }
    }

    /// Takes one line more when the date begins on the line above: `On Monday,` / `3 March …`.
    private static func withOpener(_ start: Int, _ facts: Facts, _ lines: [ReplyLine]) -> Int {
        guard !facts.hasOpener, start > 0, !lines[start - 1].isBlank,
            lines[start - 1].depth == lines[start].depth,
            lines[start - 1].bare.utf8.count <= 200, Facts(String(lines[start - 1].bare)).hasOpener,
            Facts(String(lines[start - 1].bare)).numbers > 0
        else { return start }
        return start - 1
    }

    private static func joining(_ line: Substring, _ rest: String) -> String {
        guard !rest.isEmpty else { return String(line) }
        // QUIRK: quoted-printable that nobody decoded. (mpr-begins_with_signature.txt)
        if line.last == "=" { return line.dropLast() + rest }
        return line + " " + rest
    }

    private static func isQuoted(after index: Int, deeperThan depth: Int, _ lines: [ReplyLine])
        -> Bool
    {
        for line in lines[(index + 1)...].prefix(6) where !line.isBlank {
            return line.depth > depth
        }
        return false
    }
}

/// How a line ends: with a colon, or with a word for *wrote*.
private struct Ending {
    let isColon: Bool
    let isVerb: Bool
    /// `<jane@example.org>:`, which no sentence of a person ends in.
    let isAddress: Bool

    init(_ line: Substring) {
        var rest = line.unicodeScalars
        while let last = rest.last, last == "-" || last == "*" || last == "_" || last == " " {
            rest.removeLast()
        }
        isColon = rest.last == ":" || rest.last == "：" || rest.last == "﹕"
        while let last = rest.last, last == ":" || last == "：" || last == " " { rest.removeLast() }
        isAddress = isColon && (rest.last == ">" || rest.last == ")" || rest.last == "]")
        let tail = Array(String(Substring(rest).suffix(24)).lowercased().utf8)
        isVerb = writingVerbBytes.contains {
            tail.count >= $0.count && tail.suffix($0.count) == $0[...]
        }
    }
}

/// What a candidate says: address, numbers, opener, verb.
private struct Facts {
    private(set) var hasAddress = false
    private(set) var numbers = 0
    private(set) var hasTimeOrYear = false
    private let lower: String

    init(_ text: String) {
        lower = text.lowercased()
        for word in lower.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "،" }) {
            if word.utf8.contains(0x40) { hasAddress = true } else { countNumbers(word) }
        }
    }

    /// A run of digits, in whatever script, is one number; four of them are taken for a year.
    private mutating func countNumbers(_ word: Substring) {
        var digits = 0
        for scalar in word.unicodeScalars {
            let isDigit =
                scalar.isASCII
                ? ("0"..."9").contains(scalar) : scalar.properties.numericType == .decimal
            if isDigit {
                digits += 1
                if digits == 1 { numbers += 1 }
            } else {
                if digits == 4 || digits > 0 && scalar == ":" { hasTimeOrYear = true }
                digits = 0
            }
        }
        if digits == 4 { hasTimeOrYear = true }
    }

    var hasOpener: Bool {
        let start = lower.drop { "-—–*_ \"".contains($0) || $0.isWhitespace }
        return attributionOpeners.contains { start.hasPrefix($0) }
    }

    private var hasVerb: Bool {
        let bytes = Array(lower.utf8)
        return writingVerbBytes.contains { verb in
            guard let first = verb.first, bytes.count >= verb.count else { return false }
            return (0...(bytes.count - verb.count)).contains { at in
                bytes[at] == first && bytes[at..<at + verb.count] == verb[...]
            }
        }
    }

    func isAttribution(_ ends: Ending, precedesQuote: Bool) -> Bool {
        // A parent may write an address and a time before a colon too, though not at its end.
        let isCertain = ends.isAddress || ends.isVerb || precedesQuote
        if isCertain, hasAddress, numbers >= 2, hasTimeOrYear { return true }
        if isCertain, hasAddress, numbers >= 1, hasVerb { return true }
        if ends.isVerb, numbers >= 2, ends.isColon || precedesQuote, hasTimeOrYear || hasOpener {
            return true
        }
        guard precedesQuote, ends.isColon else { return false }
        if numbers >= 3 || hasAddress && numbers > 0 { return true }
        return (numbers > 0 || hasAddress) && hasVerb
    }
}

/// The words with which mail programs say *wrote*, lower case. One table for all languages.
private let writingVerbs = [
    "wrote", "escribió", "escribio", "ha escrito", "a écrit", "a ecrit", "écrit", "escreveu",
    "ha scritto", "scritto", "schrieb", "geschrieben", "schreef", "geschreven", "napisał(a)",
    "napisał", "napisała", "pisze", "skrev", "kirjoitti", "написал", "написала", "написал(а)",
    "пишет", "пише", "написав", "написала", "написав(-ла)", "đã viết", "viết", "كتب", "كتبت",
    "كَتَب", "نوشت", "نوشته است", "写道", "寫道", "写道", "作成", "작성", "작성하였습니다", "작성했습니다", "썼습니다",
    "のメッセージ", "書きました", "qoray", "ayaa qoray", "qortay", "ekri", "te ekri", "yazdı", "şunu yazdı",
    "menulis", "aliandika", "ameandika", "írta", "napsal", "napsal(a)", "napísal", "a scris",
    "έγραψε", "כתב", "כתבה", "เขียน", "लिखा", "लेख्नुभयो", "ጻፈ", "ጽፏል", "បានសរសេរ", "သည်ရေးခဲ့သည်",
    "sumulat", "isinulat", "ysgrifennodd", "rašė", "rakstīja", "kirjutas", "je napisao",
    "написа", "ha escrit", "idatzi du", "بواسطة",
]

private let writingVerbBytes = writingVerbs.map { Array($0.utf8) }

/// The words with which an attribution begins, lower case, with the space that follows.
private let attributionOpeners = [
    "on ", "el ", "en ", "le ", "em ", "a ", "il ", "in data ", "am ", "op ", "w dniu ", "dnia ",
    "den ", "vào ", "在", "于", "في ", "بتاريخ ", "در ", "lúc ", "pada ", "dne ", "la data ",
    "στις ", "ב", "เมื่อ", "ngày ", "jou ", "nan ", "taariikhda ", "markay ",
]
