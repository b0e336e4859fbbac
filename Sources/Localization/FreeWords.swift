import MessageFormat

/// Words that a person wrote for one occasion: an event's title, a note, an urgent text.
///
/// They are never translated here: a translation is one that was given. Where there is none the
/// English is shown, marked as English.
public struct FreeWords: Sendable, Hashable, CustomStringConvertible {
    /// What was written, in English.
    public let english: String
    /// What persons gave or approved in other languages.
    public private(set) var translations: [LanguageTag: String]
    /// What a machine made of it in other languages, and no person has checked.
    public private(set) var machine: [LanguageTag: String] = [:]

    /// Words in English, with such translations as there are.
    public init(_ english: String, translations: [LanguageTag: String] = [:]) {
        self.english = english
        self.translations = translations
    }

    /// Redacted: the words may name a child.
    public var description: String { "FreeWords(\(translations.count + 1) languages)" }

    /// The same with one more translation.
    ///
    /// - Parameters:
    ///   - words: The translation.
    ///   - language: Its language.
    ///   - isReviewed: Whether a person gave or approved it.
    /// - Returns: The same words with it.
    public func with(
        _ words: String, in language: LanguageTag, isReviewed: Bool
    ) -> FreeWords {
        var more = self
        if isReviewed {
            more.translations[language] = words
        } else {
            more.machine[language] = words
        }
        return more
    }

    /// Where words for a reader come from.
    enum Origin {
        case person, machine, english
    }

    /// The words for a reader, or else in the language of the letter that they stand in (`pt-BR`
    /// for a reader of `pt`), and where they come from.
    func words(
        for reader: LanguageTag, in letter: LanguageTag
    ) -> (text: String, origin: Origin) {
        for (words, origin) in [(translations, Origin.person), (machine, .machine)] {
            for language in [reader, letter] {
                if let tag = LanguageTag.lookup([language], in: words.keys), let text = words[tag],
                    !text.isEmpty
                {
                    return (text, origin)
                }
            }
        }
        return (english, .english)
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

extension [String: NoticeValue] {
    /// Where the free words of a letter come from; none that is empty counts.
    func origins(for reader: LanguageTag, in letter: LanguageTag) -> Set<FreeWords.Origin> {
        values.reduce(into: []) { found, value in
            guard case .words(let words) = value, !words.english.isEmpty else { return }
            found.insert(words.words(for: reader, in: letter).origin)
        }
    }
}
