/// Some words in a row, folded, as they are looked for in a longer text.
struct WordRun: Sendable, Hashable {
    private let words: String
    private let isSpaced: Bool

    init(_ words: String) {
        self.words = words
        isSpaced = !words.unicodeScalars.contains(where: isWrittenWithoutSpaces)
    }

    /// Whether they stand there, as whole words where the script parts words.
    func stands(in folded: String) -> Bool {
        isSpaced ? " \(folded) ".contains(" \(words) ") : folded.contains(words)
    }
}

/// Thai, Lao, Burmese, Khmer, Han, Kana and Hangul: what stands beside a word there may touch it.
private func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1100...0x11FF, 0x3040...0x30FF,
        0x3400...0x9FFF, 0xAC00...0xD7AF:
        true
    default: false
    }
}

/// A folded word without what changes nothing at its ends: signs of joy and assent, and phrases.
///
/// `around`: The phrases, folded; they are taken off again and again.
func withoutSigns(_ word: String, around: [String]) -> String {
    var rest = trimmed(word)[...]
    var before = rest
    repeat {
        before = rest
        for phrase in around {
            let touches = phrase.unicodeScalars.contains(where: isWrittenWithoutSpaces)
            if rest.hasPrefix(phrase), touches || rest.dropFirst(phrase.count).first == " " {
                rest = rest.dropFirst(phrase.count)
            } else if rest.hasSuffix(phrase), touches || rest.dropLast(phrase.count).last == " " {
                rest = rest.dropLast(phrase.count)
            }
            rest = trimmed(rest)
        }
    } while rest != before && !rest.isEmpty
    return String(rest)
}

/// Without spaces and pictographs at both ends; a digit is none.
private func trimmed(_ text: some StringProtocol) -> Substring {
    let isSign = { (character: Character) in
        character == " "
            || character.unicodeScalars.first.map {
                $0.value > 0x203B && $0.properties.isEmoji
            } ?? false
    }
    var rest = Substring(text)
    while let first = rest.first, isSign(first) { rest.removeFirst() }
    while let last = rest.last, isSign(last) { rest.removeLast() }
    return rest
}

/// Every run of one letter as a single one: "siiii" and "yess" as "si" and "yes".
func squeeze(_ word: String) -> String {
    word.reduce(into: "") { squeezed, letter in
        if squeezed.last != letter { squeezed.append(letter) }
    }
}
