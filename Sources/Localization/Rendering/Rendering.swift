import MessageFormat

/// What a school may decide about the look of a notice.
public struct RenderOptions: Sendable, Hashable {
    /// Stands first in text and HTML, on a line of its own, so that an answer can be told from
    /// what it quotes; `nil` for none.
    public var replyMarker: String?
    /// Whether the English follows below a translation.
    public var englishCopy: Bool
    /// The school's country (ISO 3166): how it writes times and dates, in every language that
    /// knows how. `nil` leaves it to the language.
    public var region: String?

    /// No marker, with the English below, as in the United States.
    public init(replyMarker: String? = nil, englishCopy: Bool = true, region: String? = "US") {
        self.replyMarker = replyMarker
        self.englishCopy = englishCopy
        self.region = region
    }
}

/// One message of a catalog that a rendering used.
public struct UsedEntry: Sendable, Hashable, Codable {
    /// Whole key: `meeting-invitation.opening`.
    public let key: String
    /// The language of the catalog.
    public let language: LanguageTag
    /// How far it could be relied on then.
    public let standing: Standing
    /// First 16 hexadecimal digits of the SHA-256 of its source.
    public let digest: String
}

/// A notice, ready for each channel, in one language.
public struct Rendering: Sendable, CustomStringConvertible {
    /// The language of the text.
    public let language: LanguageTag
    /// All languages in it, the main one first: what Content-Language says.
    public let contentLanguages: [LanguageTag]
    /// The direction of the main text.
    public let direction: TextDirection
    /// How far the text can be relied on; `.fallback` when it is not in the family's language.
    public internal(set) var standing: Standing
    /// Whether a person's words stand in it in English for want of a translation.
    public internal(set) var lacksWords = false
    /// Why this language.
    public let reason: LanguageChoice.Reason
    /// One line.
    public let subject: String
    /// Plain text, LF line ends, lines not wrapped.
    public let text: String
    /// A whole HTML document.
    public let html: String
    /// One line for a text message; `nil` when the notice has none.
    public let sms: String?
    /// What was used, so that what was sent can be shown later.
    public let entries: [UsedEntry]
    /// Of all entries and the layout: the same digest, values and options give the same words.
    public let digest: String

    /// Redacted: the texts name a child.
    public var description: String {
        "Rendering(\(language.text), \(standing.rawValue), \(digest))"
    }
}

extension Rendering {
    init(_ framed: FramedLetter, _ choice: LanguageChoice, sms: String?, entries: [UsedEntry]) {
        language = choice.language
        contentLanguages = [choice.language] + (framed.copy.map { [$0.letter.language] } ?? [])
        direction = choice.language.direction
        standing = choice.standing
        reason = choice.reason
        subject = framed.letter.subject.plain.split(separator: "\n").joined(separator: " ")
        text = TextWriter.write(framed)
        html = HTMLWriter.write(framed)
        self.sms = sms
        self.entries = entries
        let names = entries.map { "\($0.language.text) \($0.key) \($0.digest)" }
        digest = sourceDigest((["layout \(HTMLLayout.version)"] + names).joined(separator: "\n"))
    }
}
