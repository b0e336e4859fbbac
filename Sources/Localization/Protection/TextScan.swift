/// A text as scalars and tokens: what every finder walks over.
struct TextScan {
    /// A run of letters, of digits, of blanks; or one line break, mark or Chinese character.
    struct Token {
        enum Kind { case word, ideograph, digits, blank, lineBreak, mark }

        let kind: Kind
        /// Where it stands in the scalars.
        let range: Range<Int>
        /// As written.
        let text: String
        /// As it is read: without what is not seen, and with plain letters of one script.
        let plain: String
        /// Without case and accents; digits in ASCII.
        let folded: String

        var isWord: Bool { kind == .word || kind == .ideograph }
        /// Whether its first letter is a capital.
        var isCapitalised: Bool {
            kind == .word && text.unicodeScalars.first?.properties.isUppercase == true
                || kind == .word
                    && text.unicodeScalars.first?.properties.generalCategory == .titlecaseLetter
        }
        /// Whether it has two letters or more, all of them capitals.
        var isShouted: Bool {
            guard kind == .word, text.unicodeScalars.count > 1 else { return false }
            return text.unicodeScalars.allSatisfy { !$0.properties.isLowercase }
                && text.unicodeScalars.contains { $0.properties.isUppercase }
        }
        func isMark(_ marks: String) -> Bool {
            kind == .mark && marks.unicodeScalars.contains { text.unicodeScalars.first == $0 }
        }
    }

    let scalars: [Unicode.Scalar]
    let tokens: [Token]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var tokens: [Token] = []
        tokens.reserveCapacity(scalars.count / 3)
        var start = 0
        while start < scalars.count {
            let kind = Self.kind(scalars[start])
            var end = start + 1
            switch kind {
            case .word:
                // What is not seen does not count: it would cut a name in two.
                var seen = 1
                while end < scalars.count, seen < 200, Self.continues(scalars[end]) {
                    if !Lookalikes.isUnseen(scalars[end]) { seen += 1 }
                    end += 1
                }
            case .digits, .blank:
                while end < scalars.count, end - start < 200, Self.kind(scalars[end]) == kind {
                    end += 1
                }
            case .ideograph, .lineBreak, .mark: break
            }
            let written = Self.string(scalars[start..<end])
            tokens.append(
                Token(
                    kind: kind, range: start..<end, text: written,
                    plain: kind == .word ? Lookalikes.plain(written) : written,
                    folded: Self.folded(written, kind)))
            start = end
        }
        self.tokens = tokens
    }

    /// The token at an index; nil outside of the text.
    subscript(index: Int) -> Token? {
        tokens.indices.contains(index) ? tokens[index] : nil
    }

    func text(_ range: Range<Int>) -> String {
        Self.string(scalars[range.clamped(to: 0..<scalars.count)])
    }

    /// The first token that begins at or behind a place, from an index on.
    func token(at place: Int, from index: Int) -> Int {
        var index = index
        while index < tokens.count, tokens[index].range.lowerBound < place { index += 1 }
        return index
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func folded(_ text: String, _ kind: Token.Kind) -> String {
        switch kind {
        case .word: FoldedWord.of(text)
        case .digits: String(text.unicodeScalars.map(digit).map { Character("\($0 ?? 0)") })
        case .ideograph, .blank, .lineBreak, .mark: text
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        scalar.properties.generalCategory == .decimalNumber
            ? scalar.properties.numericValue.flatMap { Int(exactly: $0) } : nil
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Token.Kind {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A: return .word
        case 0x30...0x39: return .digits
        // A NUL is nothing that a person writes, and no message may hold it.
        case 0x0, 0x0A...0x0D, 0x85, 0x2028, 0x2029: return .lineBreak
        case 0x20, 0x09: return .blank
        case 0x21...0x7E: return .mark
        default: break
        }
        let properties = scalar.properties
        if properties.isIdeographic { return .ideograph }
        switch properties.generalCategory {
        case .decimalNumber: return .digits
        case .spaceSeparator: return .blank
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark:
            return .word
        // Letters in circles and squares.
        case .otherSymbol where properties.isAlphabetic: return .word
        default: return .mark
        }
    }

    /// What goes on within a word: letters, marks on them, and what is not seen at all.
    private static func continues(_ scalar: Unicode.Scalar) -> Bool {
        kind(scalar) == .word || Lookalikes.isUnseen(scalar)
    }
}
