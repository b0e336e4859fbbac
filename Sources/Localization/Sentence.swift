import MessageFormat

/// One message by itself: a label, a service answer.
public struct Sentence: Sendable, Hashable {
    /// Plain text.
    public let text: String
    /// Its language; English when the other has no such message that may be used.
    public let language: LanguageTag
    /// How far it can be relied on.
    public let standing: Standing
}

extension Localizer {
    /// Formats one message of a catalog by itself.
    ///
    /// - Parameters:
    ///   - key: Whole key, as `common.label.date`.
    ///   - language: The reader's; English is used where it lacks the message.
    ///   - values: What the message names.
    ///   - timeZone: For dates, an IANA name.
    ///   - region: The school's country, or `nil`.
    /// - Returns: The text, with the language that it is in after all.
    /// - Throws: ``LocalizationProblem`` when there is no such message or it reports a problem.
    public func sentence(
        _ key: String, in language: LanguageTag, values: [String: NoticeValue] = [:],
        timeZone: String = "UTC", region: String? = "US"
    ) throws(LocalizationProblem) -> Sentence {
        let has = { (language: LanguageTag) in
            library.standing(ofEntry: key, in: language) != .fallback
        }
        let found = try library.nearest(to: language, where: has) ?? .english
        let isUsable = has(found)
        let chosen = isUsable ? found : .english
        var formatter = LineFormatter(
            library: library, language: chosen, values: values, timeZone: timeZone, region: region,
            digits: digits)
        let line = try formatter.line(key)
        return Sentence(
            text: line.plain, language: chosen, standing: library.standing(ofEntry: key, in: chosen)
        )
    }
}
