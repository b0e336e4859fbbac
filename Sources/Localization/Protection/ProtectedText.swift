import MessageFormat

/// A person's words in sentences, with everything private or fixed taken out and kept beside them.
public struct ProtectedText: Sendable, Codable {
    /// A sentence: its words with slots, and what stands in the slots.
    public struct Sentence: Sendable, Codable {
        /// Words and slots: what memory, machines and people translate.
        public let segment: TextSegment
        /// What stands in each of its slots.
        public let values: [TextSegment.Slot: ProtectedValue]
        /// Blanks, line breaks and the mark of a list item before it.
        public let before: String

        /// As it was written, without ``before``.
        public var original: String {
            segment.parts.map { part in
                switch part {
                case .words(let words): words
                case .slot(let slot): values[slot]?.original ?? ""
                }
            }.joined()
        }
    }

    /// In order.
    public let sentences: [Sentence]
    /// Blanks and line breaks behind the last sentence.
    public let after: String
    /// What a person should look at before anything is sent.
    public let warnings: [ProtectionWarning]
    /// Where and in which language it was written.
    public let setting: Setting

    /// Where and in which language a text was written.
    public struct Setting: Sendable, Hashable, Codable {
        /// The language of the words.
        public let language: LanguageTag
        /// The time zone that times of day belong to.
        public let timeZone: String
        /// The country whose habits dates and times follow.
        public let region: String
    }

    /// The whole text, letter for letter as it was given.
    public var original: String {
        sentences.reduce(into: "") { $0 += $1.before + $1.original } + after
    }
}
