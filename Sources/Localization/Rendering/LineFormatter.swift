import MessageFormat

/// Formats the messages of one notice in one language, and remembers which it used.
struct LineFormatter {
    let library: NoticeLibrary
    let language: LanguageTag
    /// Whose words to take where a person gave them: `es-MX` for a family that reads `es`.
    let reader: LanguageTag
    private let context: FormatContext
    private let values: [String: MessageValue]
    /// Free words that could not be given in this language.
    private let englishWords: Set<String>
    private(set) var used: [UsedEntry] = []

    init(
        library: NoticeLibrary, language: LanguageTag, reader: LanguageTag? = nil,
        values: [String: NoticeValue],
        timeZone: String, region: String?, digits: DigitChoice = DigitChoice()
    ) {
        self.library = library
        self.language = language
        let reader = reader ?? language
        self.reader = reader
        var plain: [String: MessageValue] = [:]
        var english: Set<String> = []
        for (name, value) in values {
            switch value {
            case .value(.string(let text)): plain[name] = .string(cleanValue(text))
            case .value(let value): plain[name] = value
            case .words(let words):
                let found = words.words(for: reader, in: language)
                let text = cleanValue(found.text)
                plain[name] = .string(text)
                if found.origin == .english && language != .english { english.insert(text) }
            }
        }
        let words = library.serviceWords(in: language) ?? library.serviceWords(in: .english)
        plain["stop"] = .string(words?.optOut.first ?? "STOP")
        plain["start"] = .string(words?.optIn.first ?? "START")
        plain["help"] = .string(words?.help.first ?? "HELP")
        self.values = plain
        englishWords = english
        context = FormatContext(
            locale: digits.locale(Self.formatLocale(language, region: region)), timeZone: timeZone,
            dates: library.dates(in: language))
    }

    /// Spanish in the United States writes 6:30 p.m. where Spain writes 18:30: the language of
    /// the words, the habits of the country.
    static func formatLocale(_ language: LanguageTag, region: String?) -> LanguageTag {
        guard language.region == nil, let region else { return language }
        return LanguageTag("\(language.text)-\(region)") ?? language
    }

    /// The message, formatted.
    ///
    /// - Throws: ``LocalizationProblem/formatting(key:language:_:)`` when it reported anything at
    ///   all: half a sentence is never sent.
    mutating func line(_ key: String) throws(LocalizationProblem) -> Line {
        guard let entry = library.entry(key, language) else { throw .unknownMessage(key) }
        let formatted = entry.message.format(values, context)
        guard formatted.problems.isEmpty else {
            throw .formatting(key: key, language: language, formatted.problems)
        }
        let use = UsedEntry(
            key: key, language: language, standing: library.standing(ofEntry: key, in: language),
            digest: entry.digest)
        if !used.contains(use) { used.append(use) }
        return Line(spans: formatted.parts.compactMap(span), language: language)
    }

    private func span(_ part: MessagePart) -> Line.Span? {
        switch part {
        case .text(let text): .text(unwrapped(text))
        case .isolation(let mark): .isolate(mark)
        case .value(let value):
            // The word stands in English, as the label above longer words says it in the reader's
            // language: a subject or a title has no room for a sentence.
            englishWords.contains(value.text)
                ? .english("\(value.text) (English)") : .value(value.text)
        case .markup(let markup): span(markup)
        // A fallback comes with a problem, which has thrown above.
        case .fallback: nil
        }
    }

    private func span(_ part: MarkupPart) -> Line.Span? {
        guard let markup = HTMLMarkup(rawValue: part.name) else { return nil }
        if markup == .br { return .lineBreak }
        switch part.kind {
        case .open: return .open(markup)
        case .close: return .close(markup)
        case .standalone: return nil
        }
    }
}
