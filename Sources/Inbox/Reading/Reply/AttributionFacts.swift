import Wire

/// What a line that may be an attribution says: address, numbers, opener, verb.
struct AttributionFacts {
    private(set) var hasAddress = false
    /// The address stands in angle or square brackets, as programs write it and people do not.
    private(set) var hasBracketedAddress = false
    private(set) var numbers = 0
    private(set) var hasTimeOrYear = false
    private let lower: String

    init(_ text: String) {
        lower = text.inSmallLetters
        for word in lower.split(whereSeparator: AttributionFacts.parts) {
            if word.utf8.contains(0x40) {
                hasAddress = true
                if word.utf8.contains(0x3C) || word.utf8.contains(0x5B) {
                    hasBracketedAddress = true
                }
            } else {
                countNumbers(word)
            }
        }
    }

    private static func parts(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else {
            return character.isWhitespace || character == "،"
        }
        return byte == 0x20 || byte == 0x2C || (0x09...0x0D).contains(byte)
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

    /// Whether it begins with a word for *on*.
    var hasOpener: Bool {
        let start = droppingSpace(lower.drop { "-—–*_ \"".contains($0) || $0.isWhitespace })
        guard let length = AttributionFacts.openers.length(at: start) else { return false }
        // "a-long-address@…" is none; scripts without spaces, and Hebrew's prefixes, need none.
        let rest = start.utf8.dropFirst(length)
        return rest.first.map { $0 == 0x20 || $0 >= 0x80 } ?? false
    }

    private static let openers = PhraseStarts(MailPhrases.every(.on))

    private var hasVerb: Bool { WritingVerbs.standard.stand(in: lower) }

    func isAttribution(_ ends: AttributionEnd, precedesQuote: Bool) -> Bool {
        // A parent may write an address and a time before a colon too, though not at its end.
        let isCertain = ends.isAddress || ends.isVerb || precedesQuote
        if isCertain, hasAddress, numbers >= 2, hasTimeOrYear { return true }
        if isCertain, hasAddress, numbers >= 1, hasVerb { return true }
        if ends.isColon, hasBracketedAddress, numbers >= 2, hasTimeOrYear { return true }
        let announces = ends.isColon && ends.standsAlone || precedesQuote
        if ends.isVerb, numbers >= 2, announces, hasTimeOrYear || hasOpener { return true }
        guard precedesQuote else { return false }
        if hasVerb, hasTimeOrYear, numbers >= 3 { return true }
        guard ends.isColon else { return false }
        if numbers >= 3 || hasAddress && numbers > 0 || hasBracketedAddress { return true }
        return (numbers > 0 || hasAddress) && hasVerb
    }
}
