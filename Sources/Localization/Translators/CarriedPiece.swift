/// What is found in a text that came back: words, or a carrier.
enum CarriedPiece: Sendable, Hashable {
    case words(String)
    /// The number that a slot travelled under.
    case number(Int)
    /// The name that a slot travelled under.
    case name(String)

    /// Carriers such as `X1X`, each a word of its own.
    ///
    /// What is joined to a letter of an alphabet that parts its words (`X1Xa`) was bent, and is
    /// refused; Korean particles and Arabic prefixes are written so, and stay.
    static func inWords(_ text: String, _ letter: Character) throws(SegmentDamage) -> [Self] {
        if let byte = letter.asciiValue, let pieces = try CarriedWords.pieces(of: text, byte) {
            return pieces
        }
        return try inCharacters(text, letter)
    }

    /// The same where an accent or a joiner may hang on a carrier.
    private static func inCharacters(
        _ text: String, _ letter: Character
    ) throws(SegmentDamage) -> [Self] {
        var pieces: [Self] = []
        var words = ""
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            guard characters[index] == letter, let end = carrier(characters, at: index) else {
                words.append(characters[index])
                index += 1
                continue
            }
            let digits = String(characters[index + 1..<end])
            let isJoined =
                index > 0 && parts(characters[index - 1])
                || end + 1 < characters.count && parts(characters[end + 1])
            guard let number = Int(digits), number > 0, String(number) == digits, !isJoined else {
                throw .slots
            }
            pieces += [.words(words), .number(number)]
            words = ""
            index = end + 1
        }
        pieces.append(.words(words))
        return pieces
    }

    /// Where a carrier that begins here ends: at the same letter behind figures.
    private static func carrier(_ characters: [Character], at start: Int) -> Int? {
        var end = start + 1
        while end < characters.count, end - start < 8, "0"..."9" ~= characters[end] { end += 1 }
        guard end > start + 1, end < characters.count, characters[end] == characters[start] else {
            return nil
        }
        return end
    }

    /// Whether a character beside a carrier shows that the carrier is no word any more.
    private static func parts(_ character: Character) -> Bool {
        if character.isNumber || character == "_" { return true }
        guard let scalar = character.unicodeScalars.first else { return false }
        return ["Latn", "Cyrl", "Grek", "Armn", "Geor"].contains(letterScript(scalar))
    }

    /// Carriers such as `{name1}`; any other brace is damage.
    static func inBraces(_ text: String) throws(SegmentDamage) -> [Self] {
        var pieces: [Self] = []
        var (words, name) = ("", "")
        var isInside = false
        for character in text {
            switch character {
            case "{":
                guard !isInside else { throw .slots }
                isInside = true
            case "}":
                guard isInside, TextSegment.Slot(name: name) != nil else { throw .slots }
                pieces += [.words(words), .name(name)]
                (words, name, isInside) = ("", "", false)
            default: if isInside { name.append(character) } else { words.append(character) }
            }
        }
        guard !isInside else { throw .slots }
        pieces.append(.words(words))
        return pieces
    }
}
