import MessageFormat
import Wire

extension Localizer {
    /// The text message of a notice: its words, then that nobody has checked them, then where to
    /// get help in the family's language when they are in another; at the end the English, where it
    /// is wanted and fits what a notice may cost.
    func textMessage(
        _ key: KeyReference?, _ choice: LanguageChoice, _ labels: [Standing],
        _ main: inout LineFormatter, withEnglish: Bool = false,
        _ formatter: (LanguageTag) -> LineFormatter
    ) throws(LocalizationProblem) -> (text: String?, used: [UsedEntry]) {
        guard let key else { return (nil, []) }
        let line = try main.line(key.key)
        var behind: [Line] = []
        // A text has room for one label: that a machine did it says the more.
        if let label = labels.last.flatMap(FrameKey.textLabel),
            library.has(label, in: choice.language)
        {
            behind.append(try main.line(label))
        }
        var used: [UsedEntry] = []
        if let language = choice.helpLanguage, library.has(FrameKey.textHelp, in: language) {
            var help = formatter(language)
            behind.append(try help.line(FrameKey.textHelp))
            used = help.used
        }
        let text = smsText(line, behind)
        guard withEnglish, choice.language != .english else { return (text, used) }
        var english = formatter(.english)
        let copy = try english.line(key.key)
        let marked = Line(spans: [.text(Self.englishMark)] + copy.spans, language: .english)
        let both = smsText(line, behind + [marked])
        let measure = SMSMeasure(both)
        // Where it would take a part more than a notice may have, the label stands alone: parts
        // cost, and get lost.
        guard measure.segments <= LengthRules.mostParts(measure.encoding) else {
            return (text, used)
        }
        return (both, used + english.used)
    }

    /// Before the English: the same in every language, as on a phone's list of languages.
    private static var englishMark: String { "EN: " }

    /// Whether a message shows words of a person that a machine translated.
    func showsMachineWords(
        _ key: KeyReference?, _ values: [String: NoticeValue], _ choice: LanguageChoice
    ) -> Bool {
        guard let entry = key.flatMap({ library.entry($0.key, choice.language) }) else {
            return false
        }
        let shown = Set(entry.message.uses.filter(\.isShown).map(\.name))
        return values.filter { shown.contains($0.key) }
            .origins(for: choice.reader, in: choice.language).contains(.machine)
    }
}

extension NoticeLibrary {
    /// Whether a language has a message that its author does not doubt.
    fileprivate func has(_ key: String, in language: LanguageTag) -> Bool {
        standing(ofEntry: key, in: language) != .fallback
    }
}
