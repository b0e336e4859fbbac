import MessageFormat
import Wire

/// What a text message may cost, with the template's examples and the label of its standing.
struct LengthRules {
    /// Nothing can be formatted where anything is broken: told by the other rules.
    let library: NoticeLibrary
    let language: LanguageTag

    /// A part of GSM letters holds 153 of them, one of others 67.
    static func mostParts(_ encoding: SMSEncoding) -> Int { encoding == .gsm7 ? 2 : 3 }

    func findings() -> [CatalogFinding] {
        let localizer = Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
        return library.notices.flatMap { template in
            template.texts.compactMap { wording in
                guard let entry = library.entry(wording.key.key, language),
                    let text = try? text(template, wording, localizer)
                else { return nil }
                return finding(entry, SMSMeasure(text))
            }
        }
    }

    private func finding(_ entry: CatalogEntry, _ measure: SMSMeasure) -> CatalogFinding? {
        let most = Self.mostParts(measure.encoding)
        guard measure.segments > most else { return nil }
        return entry.finding(
            .smsLength,
            "With the example values and its label this text message takes \(measure.segments) parts (\(measure.units) of \(most * measure.perSegment) units). Say less: at most \(most)."
        )
    }

    private func text(
        _ template: NoticeTemplate, _ wording: TemplateText, _ localizer: Localizer
    ) throws(LocalizationProblem) -> String? {
        let choice = try localizer.choose(template, for: [language], schoolLanguage: .english)
        guard choice.language == language else { return nil }
        let formatter = { (language: LanguageTag) in
            LineFormatter(
                library: library, language: language, values: template.exampleValues,
                timeZone: "America/Chicago", region: "US")
        }
        var main = formatter(language)
        let labels = localizer.labels(template, choice, hasMachineWords: false)
        return try localizer.textMessage(wording.key, choice, labels, &main, formatter).text
    }
}
