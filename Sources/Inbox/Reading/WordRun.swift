import Wire

/// Some words in a row, folded, as they are looked for in a longer text.
struct WordRun: Sendable, Hashable {
    private let words: String

    /// The first of them; nil in a script that does not part words.
    fileprivate var first: Substring? {
        words.hasPrefix(" ") ? words.utf8.split(separator: 0x20).first.map { Substring($0) } : nil
    }

    /// With a space at either end where the script parts words.
    init(_ words: String) {
        let isSpaced = !words.unicodeScalars.contains(where: isWrittenWithoutSpaces)
        self.words = isSpaced ? " \(words) " : words
    }

    /// Whether they stand there, as whole words where the script parts words.
    /// `padded`: Folded, with a space at either end.
    func stands(in padded: String) -> Bool { padded.holds(bytesOf: words) }
}

/// Many rows of words, so that those of all languages are looked for in one go.
struct WordRuns: Sendable {
    private let byFirst: [Substring: [WordRun]]
    private let unparted: [WordRun]

    init(_ runs: Set<WordRun>) {
        var byFirst: [Substring: [WordRun]] = [:]
        for run in runs {
            if let first = run.first { byFirst[first, default: []].append(run) }
        }
        self.byFirst = byFirst
        unparted = runs.filter { $0.first == nil }
    }

    /// Whether one of them stands in a folded text.
    func stand(in folded: String) -> Bool {
        let padded = " \(folded) "
        let isFound = folded.utf8.split(separator: 0x20).contains { word in
            byFirst[Substring(word)]?.contains { $0.stands(in: padded) } ?? false
        }
        // Nothing below Thai is written without spaces.
        return isFound
            || folded.utf8.contains { $0 >= 0xE0 } && unparted.contains { $0.stands(in: padded) }
    }
}

/// Thai, Lao, Burmese, Khmer, Han, Kana and Hangul: what stands beside a word there may touch it.
private func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    isOfUnspacedScript(scalar) || isHangulSyllable(scalar)
        || (0x1100...0x11FF).contains(scalar.value)
}

/// A folded word without what changes nothing at its ends: signs of joy and assent, and phrases. Any
/// other sign may change everything: "ok 👎".
///
/// `around`: The phrases, folded; they are taken off again and again.
/// `before`: Those that may stand before it; nil for all.
func withoutSigns(_ word: String, around: [String], before: [String]? = nil) -> String {
    let leading = before.map(Set.init)
    var rest = trimmed(word)[...]
    var previous = rest
    repeat {
        previous = rest
        for phrase in around where mayStandAtAnEnd(phrase, of: rest) {
            let touches = phrase.unicodeScalars.contains(where: isWrittenWithoutSpaces)
            if leading?.contains(phrase) ?? true, rest.hasPrefix(phrase),
                touches || rest.dropFirst(phrase.count).first == " "
            {
                rest = rest.dropFirst(phrase.count)
            } else if rest.hasSuffix(phrase), touches || rest.dropLast(phrase.count).last == " " {
                rest = rest.dropLast(phrase.count)
            }
            rest = trimmed(rest)
        }
    } while rest != previous && !rest.isEmpty
    return String(rest)
}

/// By its first and its last byte: nearly no phrase does, and to compare letters takes longer.
private func mayStandAtAnEnd(_ phrase: String, of text: Substring) -> Bool {
    phrase.utf8.first == text.utf8.first || phrase.utf8.last == text.utf8.last
}

/// Without spaces and kind signs at both ends, in whatever colour of skin.
private func trimmed(_ text: some StringProtocol) -> Substring {
    let isSign = { (character: Character) in
        character == " " || character.unicodeScalars.first.map(kindSigns.contains) ?? false
    }
    var rest = Substring(text)
    while let first = rest.first, isSign(first) { rest.removeFirst() }
    while let last = rest.last, isSign(last) { rest.removeLast() }
    return rest
}

private let kindSigns = Set(
    "👍✅✔☑👌🙏🙂😊😀😃😄😁😇☺🤗🥰😍😘❤♥💕💖💙💚💛🧡💜🤝💯👏🙌🎉🌹🌸💐🌟⭐✨🫶🤲".unicodeScalars)

/// What a word with a letter held down may stand for: "siiii" for "si" or "sii", "yess" for "yes".
/// Two equal letters within a word are left alone, for they mean something.
func shortened(_ word: String) -> [String] {
    var (one, two) = ("", "")
    var run = 0
    var letters = Array(word)[...]
    while let letter = letters.first {
        run = letters.prefix { $0 == letter }.count
        letters = letters.dropFirst(run)
        one += String(repeating: letter, count: run > 2 ? 1 : run)
        two += String(repeating: letter, count: min(run, 2))
    }
    // Whichever letter the word ends in, held a little too long.
    return [one, two] + (run == 2 ? [String(one.dropLast())] : [])
}
