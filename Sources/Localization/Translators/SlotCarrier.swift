/// How a slot travels to a provider and back.
///
/// Every slot of a segment gets a number of its own, in the order of the source, so that one which
/// comes back twice is told from one that stands there twice.
enum SlotCarrier: Sendable, Hashable {
    /// `X1X`: an unknown word to grammars and models alike, so that they build the sentence round it
    /// as round a name. Plain text.
    case word
    /// `<x id="1"/>` in XML.
    case tag
    /// `{name1}`: for models that are told what the braces mean.
    case brace
}

/// A segment as it travels.
struct CarriedSegment: Sendable, Hashable {
    /// The text that leaves.
    let text: String
    /// Its length, as providers count.
    let characters: Int
    /// The segment itself.
    let source: TextSegment
    let carrier: SlotCarrier
    /// The letter round the number of a word.
    private let letter: Character

    private static let letters: [Character] = ["X", "Z", "Q"]

    /// Nil when the segment's own words look like the carrier.
    init?(_ source: TextSegment, by carrier: SlotCarrier) {
        let words = source.words
        let letter = Self.letters.first { !Self.mayHold($0, words) }
        guard let letter, carrier != .brace || !words.contains(where: { "{}".contains($0) }) else {
            return nil
        }
        self.source = source
        self.carrier = carrier
        self.letter = letter
        var text = ""
        var number = 0
        for part in source.parts {
            switch part {
            case .words(let words): text += carrier == .tag ? EscapedText.escape(words) : words
            case .slot(let slot):
                number += 1
                switch carrier {
                case .word: text += "\(letter)\(number)\(letter)"
                case .tag: text += "<x id=\"\(number)\"/>"
                case .brace: text += "{\(slot.name)}"
                }
            }
        }
        self.text = text
        characters = text.unicodeScalars.count
    }

    /// Whether words have the letter beside a figure, which could be read as a carrier.
    private static func mayHold(_ letter: Character, _ words: String) -> Bool {
        // Most sentences have no figure, and each is looked at several times.
        guard let capital = letter.asciiValue, words.utf8.contains(where: isDigit) else {
            return false
        }
        var before: UInt8 = 0
        for byte in words.utf8 {
            let isLetter = byte & 0xDF == capital
            let wasLetter = before & 0xDF == capital
            if wasLetter && isDigit(byte) || isDigit(before) && isLetter { return true }
            before = byte
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Reads what came back for it: every slot exactly as often as it was sent, in whatever order.
    ///
    /// Forgiven are blanks before and behind, which become those of the source, and for tags the
    /// three ways in which XML writes an empty element. Nothing else is mended.
    func read(_ answer: String) throws(SegmentDamage) -> TextSegment {
        let found: [CarriedPiece]
        switch carrier {
        case .word: found = try CarriedPiece.inWords(answer, letter)
        case .tag: found = try EscapedText.pieces(of: answer)
        case .brace: found = try CarriedPiece.inBraces(answer)
        }
        return TextSegment(Self.trimmed(try parts(found), like: source))
    }

    private func parts(_ pieces: [CarriedPiece]) throws(SegmentDamage) -> [TextSegment.Part] {
        // Each until it was met.
        var left = source.slots.map(Optional.some)
        var parts: [TextSegment.Part] = []
        for piece in pieces {
            let index: Int?
            switch piece {
            case .words(let words):
                parts.append(.words(words))
                continue
            case .number(let number): index = number - 1
            case .name(let name): index = left.firstIndex { $0?.name == name }
            }
            guard let index, left.indices.contains(index), let slot = left[index] else {
                throw .slots
            }
            left[index] = nil
            parts.append(.slot(slot))
        }
        guard left.allSatisfy({ $0 == nil }) else { throw .slots }
        return parts
    }

    private static func trimmed(
        _ parts: [TextSegment.Part], like source: TextSegment
    ) -> [TextSegment.Part] {
        var parts = TextSegment(parts).parts
        if case .words(let words)? = parts.first, words.unicodeScalars.first?.isBlank == true {
            parts[0] = .words(String(words.unicodeScalars.drop { $0.isBlank }))
        }
        if case .words(let words)? = parts.last, words.unicodeScalars.last?.isBlank == true {
            parts[parts.count - 1] = .words(
                String(words.unicodeScalars.dropLast(words.trailingBlanks.unicodeScalars.count)))
        }
        let (lead, trail) = source.outerBlanks
        return [.words(lead)] + parts + [.words(trail)]
    }
}

extension TextSegment {
    /// The blanks before and behind its text.
    fileprivate var outerBlanks: (lead: String, trail: String) {
        var (lead, trail) = ("", "")
        if case .words(let words)? = parts.first {
            lead = String(words.unicodeScalars.prefix { $0.isBlank })
            if parts.count == 1, lead == words { return (lead, "") }
        }
        if case .words(let words)? = parts.last {
            trail = words.trailingBlanks
        }
        return (lead, trail)
    }
}

extension String {
    /// The blanks at its end.
    fileprivate var trailingBlanks: String {
        var scalars = unicodeScalars[...]
        while let last = scalars.last, last.isBlank { scalars.removeLast() }
        return String(unicodeScalars[scalars.endIndex...])
    }
}
