import Foundation
import MessageFormat

/// Writes notices: values and a family's languages in, finished texts out.
///
/// A language's messages are compiled when the library first reads it; a rendering only fills
/// them in. Any number of workers may share it.
public struct Localizer: Sendable {
    /// Notices and words.
    public let library: NoticeLibrary
    /// What may reach a family.
    public let policy: TranslationPolicy
    /// Which digits dates and counts have.
    public let digits: DigitChoice

    /// A localizer over a library, by a school's rules.
    public init(
        library: NoticeLibrary, policy: TranslationPolicy = TranslationPolicy(),
        digits: DigitChoice = DigitChoice()
    ) {
        self.library = library
        self.policy = policy
        self.digits = digits
    }

    /// Writes a notice.
    ///
    /// - Parameters:
    ///   - notice: The notice's id.
    ///   - values: One for each variable that is not optional, of its type.
    ///   - wanted: The family's languages, the contact's own choice first; may be empty.
    ///   - timeZone: The school's, an IANA name.
    ///   - schoolLanguage: What the school writes when nothing else is known.
    ///   - options: The marker and the look.
    /// - Returns: The notice for each channel, with what it was made of.
    /// - Throws: ``LocalizationProblem`` when anything is missing or a message reports a problem:
    ///   nothing half-made reaches a family.
    public func render(
        _ notice: String, values: [String: NoticeValue], for wanted: [LanguageTag],
        timeZone: String, schoolLanguage: LanguageTag = .english,
        options: RenderOptions = RenderOptions()
    ) throws(LocalizationProblem) -> Rendering {
        let template = try template(notice)
        let choice = try choose(template, for: wanted, schoolLanguage: schoolLanguage)
        return try render(template, values, choice, timeZone, options)
    }

    func template(_ notice: String) throws(LocalizationProblem) -> NoticeTemplate {
        guard let template = library.notice(notice) else {
            throw .unknownNotice(notice, known: library.notices.map(\.id))
        }
        return template
    }

    func render(
        _ template: NoticeTemplate, _ values: [String: NoticeValue], _ choice: LanguageChoice,
        _ timeZone: String, _ options: RenderOptions
    ) throws(LocalizationProblem) -> Rendering {
        try check(values, template)
        guard let zone = TimeZone(identifier: timeZone) else { throw .unknownTimeZone(timeZone) }
        let conditions = ConditionValues(values, timeZone: zone)
        let formatter = { (language: LanguageTag) in
            LineFormatter(
                library: library, language: language, values: values, timeZone: timeZone,
                region: options.region, digits: digits)
        }
        var main = LineFormatter(
            library: library, language: choice.language, reader: choice.reader, values: values,
            timeZone: timeZone, region: options.region, digits: digits)
        let letter = try main.letter(template, conditions)
        let origins = values.origins(for: choice.reader, in: choice.language)
        let labels = labels(template, choice, hasMachineWords: origins.contains(.machine))
        let text = template.text(conditions)
        let sms = try textMessage(
            text, choice, labels, &main,
            withEnglish: options.englishCopy && showsMachineWords(text, values, choice),
            formatter)
        let foot = try foot(template, &main)
        let top = try top(choice, labels, &main, formatter)
        var copy: (intro: Line, letter: Letter)?
        var english = formatter(.english)
        if options.englishCopy && choice.language != .english {
            copy = (try main.line(FrameKey.englishCopy), try english.letter(template, conditions))
        }
        let framed = FramedLetter(
            letter: letter, marker: options.replyMarker, top: top.lines, foot: foot, copy: copy)
        var rendering = Rendering(
            framed, choice, sms: sms.text, entries: main.used + top.used + sms.used + english.used)
        if origins.contains(.machine) { rendering.standing = min(rendering.standing, .machine) }
        rendering.lacksWords = choice.language != .english && origins.contains(.english)
        return rendering
    }

    /// What the reader is told of how far the text can be relied on: once for the notice's own
    /// words, once for those of a person that a machine translated.
    func labels(
        _ template: NoticeTemplate, _ choice: LanguageChoice, hasMachineWords: Bool
    ) -> [Standing] {
        let own = library.standing(of: template.id, in: choice.language)
        let labels = own == .draft || own == .machine ? [own] : []
        return hasMachineWords && own != .machine ? labels + [.machine] : labels
    }

    private func foot(
        _ template: NoticeTemplate, _ main: inout LineFormatter
    ) throws(LocalizationProblem) -> [Line] {
        var lines = [try main.line(FrameKey.freeHelp)]
        if template.kind == .bulk { lines.append(try main.line(FrameKey.stopBulk)) }
        return lines
    }

    /// The lines above the text: where to get help, and that nobody has checked it.
    private func top(
        _ choice: LanguageChoice, _ labels: [Standing], _ main: inout LineFormatter,
        _ formatter: (LanguageTag) -> LineFormatter
    ) throws(LocalizationProblem) -> (lines: [Line], used: [UsedEntry]) {
        var lines: [Line] = []
        var used: [UsedEntry] = []
        if let language = choice.helpLanguage {
            var help = formatter(language)
            lines.append(try help.line(helpKey(instead: choice.language)))
            used = help.used
        }
        for label in labels {
            lines.append(try main.line(label == .draft ? FrameKey.draft : FrameKey.machine))
        }
        return (lines, used)
    }

    private func check(
        _ values: [String: NoticeValue], _ template: NoticeTemplate
    ) throws(LocalizationProblem) {
        for variable in template.variables {
            guard let value = values[variable.name] else {
                guard variable.isOptional else {
                    throw .missingValue(
                        notice: template.id, variable: variable.name, about: variable.about)
                }
                continue
            }
            guard variable.accepts(value) else {
                throw .wrongValue(
                    notice: template.id, variable: variable.name, type: variable.type)
            }
        }
        for name in values.keys.sorted() where template.variable(name) == nil {
            throw .unknownValue(notice: template.id, variable: name)
        }
    }
}
