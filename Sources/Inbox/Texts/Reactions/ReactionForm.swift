/// One way in which a phone puts a reaction into words.
struct ReactionForm: Sendable {
    private enum Piece: Sendable {
        case words(String)
        /// The sign itself.
        case sign
        /// What it is about.
        case object
    }

    /// Nil for the one that stands in the text.
    private let sign: String?
    private let isRemoval: Bool
    private let pieces: [Piece]
    private let objects: [String]

    /// Letters that are the form's own.
    var length: Int {
        pieces.reduce(0) { if case .words(let words) = $1 { $0 + words.count } else { $0 } }
    }

    /// Nil where nothing stands for what is reacted to.
    init?(_ sign: Substring, _ words: Substring, _ objects: [String]) {
        isRemoval = sign.first == "-"
        let own = isRemoval ? sign.dropFirst() : sign
        self.sign = own == "*" ? nil : String(own)
        self.objects = objects
        var (pieces, plain, rest) = ([Piece](), "", words)
        while let character = rest.popFirst() {
            let isObject = character == "{" && rest.first == "}"
            guard isObject || (character == "*" && own == "*") else {
                plain.append(character)
                continue
            }
            if !plain.isEmpty { pieces.append(.words(plain)) }
            plain = ""
            pieces.append(isObject ? .object : .sign)
            if isObject { rest.removeFirst() }
        }
        if !plain.isEmpty { pieces.append(.words(plain)) }
        guard !pieces.isEmpty else { return nil }
        self.pieces = pieces
    }

    /// What a text is by this form; nil for none. The text has single spaces only.
    func match(_ text: String) -> Reaction? {
        var (rest, sign, about) = (Substring(text), self.sign, About?.none)
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .words(let words):
                guard rest.hasPrefix(words) else { return nil }
                rest = rest.dropFirst(words.count)
            case .sign:
                let run = rest.prefix { $0.isSign }
                guard (1...8).contains(run.count) else { return nil }
                sign = String(run)
                rest = rest.dropFirst(run.count)
            case .object:
                let tail = pieces[(index + 1)...]
                guard let end = end(of: rest, before: tail),
                    let found = About(rest[..<end], objects)
                else { return nil }
                about = found
                rest = rest[end...]
            }
        }
        guard rest.isEmpty || rest == ".", let sign, let about else { return nil }
        return Reaction(
            sign: sign, quoted: about.quoted, object: about.object, isRemoval: isRemoval)
    }

    /// Where the object ends: before the last place of the words that follow it.
    private func end(of rest: Substring, before tail: ArraySlice<Piece>) -> Substring.Index? {
        guard case .words(let words)? = tail.first else { return rest.endIndex }
        var end = rest.endIndex
        // Words can't be searched from the end without Foundation.
        while end > rest.startIndex {
            end = rest.index(before: end)
            if rest[end...].hasPrefix(words) { return end }
        }
        return nil
    }
}

/// What a reaction is about.
private struct About {
    let quoted: String?
    let object: String?

    private static let marks: [Character: [Character]] = [
        "“": ["”"], "„": ["“", "”"], "«": ["»"], "»": ["«"], "\"": ["\""], "‘": ["’"],
        "「": ["」"], "『": ["』"], "”": ["”"],
    ]

    init?(_ text: Substring, _ objects: [String]) {
        if let open = text.first, let closing = Self.marks[open], text.count > 2,
            let close = text.last, closing.contains(close)
        {
            quoted = String(text.dropFirst().dropLast().drop { $0 == " " })
            object = nil
        } else if objects.contains(where: { $0 == text }) {
            (quoted, object) = (nil, String(text))
        } else {
            return nil
        }
    }
}

extension Character {
    /// A pictograph, as reactions are made of; no digit, which could be shown as one.
    fileprivate var isSign: Bool {
        guard let first = unicodeScalars.first else { return false }
        return first.value > 0x203B
            && (first.properties.isEmojiPresentation || first.properties.isEmoji)
    }
}
