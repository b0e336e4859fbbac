import MessageFormat

/// A word of a school's and what it is to be called in one language.
public struct GlossaryTerm: Sendable, Hashable {
    /// English, as the school writes it: `counselor`. Case and plural endings are forgiven.
    public let term: String
    /// The language of `approved`.
    public let language: LanguageTag
    /// What it is to be called; several forms are separated by `|`, the first is preferred. Empty
    /// when only words are forbidden.
    public let approved: String
    /// For who translates: what it means, when it is used. May be empty.
    public let note: String
    /// Words of the other language that it must not be called.
    public let forbidden: [String]

    /// Describes a term.
    public init(
        _ term: String, in language: LanguageTag, approved: String, note: String = "",
        forbidden: [String] = []
    ) {
        self.term = term
        self.language = language
        self.approved = approved
        self.note = note
        self.forbidden = forbidden
    }
}
