import MessageFormat

/// Words that a person wrote for one occasion: an event's title, a note, an urgent text.
///
/// They are never translated here: a translation is one that somebody gave. Where there is none
/// the English is shown, marked as English.
public struct FreeWords: Sendable, Hashable, CustomStringConvertible {
    /// What was written, in English.
    public let english: String
    /// What was given in other languages.
    public let translations: [LanguageTag: String]

    /// Words in English, with such translations as there are.
    public init(_ english: String, translations: [LanguageTag: String] = [:]) {
        self.english = english
        self.translations = translations
    }

    /// Redacted: the words may name a child.
    public var description: String { "FreeWords(\(translations.count + 1) languages)" }

    /// The words for a reader, or else in the language of the letter that they stand in (`pt-BR`
    /// for a reader of `pt`), and whether they are the English ones after all.
    func words(for reader: LanguageTag, in letter: LanguageTag) -> (text: String, isEnglish: Bool) {
        let own = words(for: reader)
        return own.isEnglish ? words(for: letter) : own
    }

    /// The words for a reader of this language, and whether they are the English ones after all.
    func words(for language: LanguageTag) -> (text: String, isEnglish: Bool) {
        if let tag = LanguageTag.lookup([language], in: translations.keys),
            let text = translations[tag], !text.isEmpty
        {
            return (text, false)
        }
        return (english, true)
    }
}

/// One value of a notice.
public enum NoticeValue: Sendable, Hashable, CustomStringConvertible {
    /// A value that means the same in every language; each language formats it in its own way.
    case value(MessageValue)
    /// Words that differ by language.
    case words(FreeWords)

    /// A name, a place or a number to call.
    public static func text(_ text: String) -> NoticeValue { .value(.string(text)) }

    /// Yes or no, as templates of type `flag` and their messages spell it.
    public static func flag(_ flag: Bool) -> NoticeValue { .value(.string(flag ? "yes" : "no")) }

    /// How many, 0 or more.
    public static func count(_ count: Int) -> NoticeValue { .value(.integer(count)) }

    /// A point in time, in milliseconds since 1970 UTC.
    public static func instant(milliseconds: Int64) -> NoticeValue {
        .value(.instant(milliseconds: milliseconds))
    }

    /// Redacted: values are names, places and private words.
    public var description: String {
        switch self {
        case .value: "NoticeValue(value)"
        case .words(let words): "NoticeValue(\(words))"
        }
    }
}
