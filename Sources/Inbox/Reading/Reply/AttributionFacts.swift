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

    /// A run of digits, in whatever script, is one number; four of them are taken for a year. The
    /// digits of a phone number are no date.
    private mutating func countNumbers(_ word: Substring) {
        guard !AttributionFacts.isPhoneNumber(word) else { return }
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

    private static func isPhoneNumber(_ word: Substring) -> Bool {
        var digits = 0
        for byte in word.utf8 {
            if byte == 0x3A { return false }
            if (0x30...0x39).contains(byte) { digits += 1 }
        }
        return digits >= 9
    }

    /// Whether a sentence ends in it before a word for *on* follows: what a program writes is none.
    var beginsMidway: Bool {
        guard !hasOpener else { return false }
        var rest = lower[...]
        while let stop = rest.firstIndex(where: { ".!?。！？".contains($0) }) {
            rest = rest[rest.index(after: stop)...]
            guard rest.first?.isWhitespace ?? false else { continue }
            if AttributionFacts(opener: droppingSpace(rest)).hasOpener { return true }
        }
        return false
    }

    private init(opener text: Substring) { lower = String(text.prefix(40)) }

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
