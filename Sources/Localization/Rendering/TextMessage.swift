import MessageFormat

extension Localizer {
    /// The text message of a notice: its words, then that nobody has checked them, then where to
    /// get help in the family's language when they are in another.
    func textMessage(
        _ template: NoticeTemplate, _ choice: LanguageChoice, _ labels: [Standing],
        _ main: inout LineFormatter,
        _ formatter: (LanguageTag) -> LineFormatter
    ) throws(LocalizationProblem) -> (text: String?, used: [UsedEntry]) {
        guard let key = template.sms else { return (nil, []) }
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
        return (smsText(line, behind), used)
    }
}

extension NoticeLibrary {
    /// Whether a language has a message that its author does not doubt.
    fileprivate func has(_ key: String, in language: LanguageTag) -> Bool {
        standing(ofEntry: key, in: language) != .fallback
    }
}
