import MessageFormat

/// One thing to translate: a message, one variant of a message, or one sentence of a draft.
public struct ExchangeUnit: Sendable, Hashable {
    /// What it is a part of.
    public enum Kind: Sendable, Hashable {
        /// A message of a catalog, by its whole key.
        case message(key: String)
        /// One variant of a message: `few`, `yes *`.
        case variant(key: String, keys: String)
        /// A sentence of a draft.
        case segment(reference: String, index: Int)
    }

    /// Unique in the file, and an XML name token: `urgent.subject`, `common.value.length:few`.
    public let id: String
    /// What it is a part of.
    public let kind: Kind
    /// English, or whatever is to be translated.
    public let source: ExchangeText
    /// The translation so far.
    public let target: ExchangeText?
    /// How the translation stands.
    public let state: ExchangeState
    /// For the translator.
    public let notes: [String]
    /// How many characters the translation may have, the examples in its blanks; nil where there
    /// is no limit.
    public let maxLength: Int?

    /// Describes a unit.
    public init(
        id: String, kind: Kind, source: ExchangeText, target: ExchangeText?,
        state: ExchangeState, notes: [String] = [], maxLength: Int? = nil
    ) {
        self.id = id
        self.kind = kind
        self.source = source
        self.target = target
        self.state = state
        self.notes = notes
        self.maxLength = maxLength
    }
}

/// How a translation stands when it goes out to an agency.
public enum ExchangeState: String, Sendable, Hashable, CaseIterable {
    /// There is none.
    case missing
    /// Made from an earlier English.
    case stale
    /// Written, and checked by nobody.
    case draft
    /// Made by a machine, and checked by nobody.
    case machine
    /// Checked by a named person.
    case reviewed
}

/// A whole message, or one sentence of a draft: what is taken or refused as one.
public struct ExchangeEntry: Sendable, Hashable {
    /// A whole key, or the unit's own id.
    public let id: String
    /// Of the source as it was when the file was written; an import compares it.
    public let digest: String
    /// For the translator, about all its units.
    public let notes: [String]
    /// One, or one for each variant.
    public let units: [ExchangeUnit]
    /// Whether its units are variants of one message.
    public let hasVariants: Bool

    /// Describes an entry.
    public init(
        id: String, digest: String, notes: [String] = [], units: [ExchangeUnit],
        hasVariants: Bool = false
    ) {
        self.id = id
        self.digest = digest
        self.notes = notes
        self.units = units
        self.hasVariants = hasVariants
    }
}

/// One document: the messages of a notice, or a draft.
public struct ExchangeSection: Sendable, Hashable {
    /// Unique in the file, and an XML name token.
    public let id: String
    /// Where it comes from: `urgent.mf2`, `draft/1234`.
    public let original: String
    /// For the translator, about all of it.
    public let notes: [String]
    /// In the order of the document.
    public let entries: [ExchangeEntry]

    /// Describes a section.
    public init(id: String, original: String, notes: [String], entries: [ExchangeEntry]) {
        self.id = id
        self.original = original
        self.notes = notes
        self.entries = entries
    }
}

/// What goes to an agency: texts of one language pair. ``XLIFFVersion/text(of:)`` writes it.
public struct ExchangeFile: Sendable, Hashable {
    /// From which language into which.
    public let pair: LanguagePair
    /// In order.
    public let sections: [ExchangeSection]

    /// Gathers sections.
    public init(_ pair: LanguagePair, _ sections: [ExchangeSection]) {
        self.pair = pair
        self.sections = sections
    }

    /// How many entries there are in it.
    public var count: Int { sections.reduce(0) { $0 + $1.entries.count } }

    /// How many words a translator reads in it, as agencies count: by white space.
    public var wordCount: Int {
        sections.flatMap(\.entries).flatMap(\.units).reduce(0) { sum, unit in
            sum
                + unit.source.parts.reduce(0) { sum, part in
                    guard case .words(let words) = part else { return sum }
                    return sum + words.split(whereSeparator: \.isWhitespace).count
                }
        }
    }
}
