/// Words with codes in them that a translator moves and never edits: what a file for an agency
/// carries of one message, one variant of it, or one sentence of a draft.
public struct ExchangeText: Sendable, Hashable {
    /// Words or a code.
    public enum Part: Sendable, Hashable {
        /// As a reader sees them, without escapes, on one line.
        case words(String)
        /// A blank, or markup.
        case code(ExchangeCode)
    }

    /// In order; words are not empty, and no two stand side by side.
    public let parts: [Part]

    /// Joins parts; neighbouring words become one, empty ones go.
    public init(_ parts: some Sequence<Part>) {
        var joined: [Part] = []
        for part in parts {
            switch (joined.last, part) {
            case (_, .words("")): continue
            case (.words(let before)?, .words(let more)):
                joined[joined.count - 1] = .words(before + more)
            default: joined.append(part)
            }
        }
        self.parts = joined
    }

    /// Its codes in order.
    public var codes: [ExchangeCode] {
        parts.compactMap { if case .code(let code) = $0 { code } else { nil } }
    }

    /// Whether a translator has nothing to write: codes alone, or nothing at all.
    public var isWordless: Bool {
        parts.allSatisfy { part in
            if case .words(let words) = part { words.allSatisfy(\.isWhitespace) } else { true }
        }
    }

    /// In MessageFormat 2, as the inside of a pattern.
    public var pattern: String {
        parts.map { part in
            switch part {
            case .words(let words): escaped(words)
            case .code(let code): code.source
            }
        }.joined()
    }
}

/// Something in a text that is not the translator's to change.
public struct ExchangeCode: Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Sendable, Hashable {
        /// Stands alone: a blank, a line break.
        case placeholder
        /// Begins a stretch, as of bold words.
        case open
        /// Ends it.
        case close
    }

    /// Within its unit: `1`, `2`, … in the order of the source. Both ends of a stretch have one.
    public let id: String
    /// What it is.
    public let kind: Kind
    /// In MessageFormat 2: `{$student}`, `{#strong}`, `{/strong}`.
    public let source: String
    /// What may stand in its place when the text is sent; for a translator to read, and for tools
    /// that measure.
    public let example: String?

    /// Makes a code.
    public init(id: String, kind: Kind, source: String, example: String? = nil) {
        self.id = id
        self.kind = kind
        self.source = source
        self.example = example
    }

    /// The variable in it, without `$`; nil for markup and literals.
    var variable: String? {
        guard source.hasPrefix("{$") else { return nil }
        return String(source.dropFirst(2).prefix { $0 != " " && $0 != "}" })
    }

    /// The name of its markup; nil for anything else.
    var markup: String? {
        guard source.hasPrefix("{#") || source.hasPrefix("{/") else { return nil }
        return String(source.dropFirst(2).prefix { $0 != " " && $0 != "}" && $0 != "/" })
    }

    /// Whether a variable stands in it and nothing else.
    var isBare: Bool { variable.map { source == "{$\($0)}" } ?? false }
}

/// Words with what MessageFormat 2 wants escaped.
private func escaped(_ words: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in words.unicodeScalars {
        if scalar == "\\" || scalar == "{" || scalar == "}" { text.append("\\") }
        text.append(scalar)
    }
    return String(text)
}
