import MessageFormat
import Testing
import Wire

@testable import Localization

/// Every notice in every language, on every channel, with every choice and plural form.
@Suite struct NoticeMatrixTests {
    private struct Reading {
        let values: [String: NoticeValue]
        let rendering: Rendering
        /// Subject, mail, text message.
        var texts: [String] { [rendering.subject, rendering.text, rendering.sms ?? ""] }
    }

    private func render(
        _ notice: String, _ language: String, _ values: [String: NoticeValue]
    ) throws -> Reading {
        let rendering = try Repository.localizer().render(
            notice, values: values, for: [try tag(language)], timeZone: "America/Chicago",
            options: RenderOptions(englishCopy: false))
        return Reading(values: values, rendering: rendering)
    }

    private func examples(_ notice: String) throws -> [String: NoticeValue] {
        try #require(try Repository.library().notice(notice)).exampleValues
    }

    /// The fewest values; then for each variable its next choice, or a number of its next form.
    private func variations(_ notice: String, _ language: String) throws
        -> [[String: NoticeValue]]
    {
        let template = try #require(try Repository.library().notice(notice))
        let base = template.exampleValues
        let counts = try counts(language)
        let others = template.variables.map { variable in
            (
                variable.name,
                variable.type == .count ? counts : variable.choices.map(NoticeValue.text)
            )
        }
        let most = others.map(\.1.count).max() ?? 0
        let varied = (0..<most).map { round in
            others.reduce(into: base) { values, other in
                if !other.1.isEmpty { values[other.0] = other.1[round % other.1.count] }
            }
        }
        return [base.filter { template.variable($0.key)?.isOptional == false }] + varied
    }

    /// None, and the first number of each plural form.
    private func counts(_ language: String) throws -> [NoticeValue] {
        let locale = try tag(language)
        var forms: Set<PluralCategory> = []
        return [0, 1, 2, 3, 5, 11, 21, 100].filter { count in
            let form = PluralRules.category(of: "\(count)", kind: .cardinal, locale: locale)
            return form.map { forms.insert($0).inserted } == true || count == 0
        }
        .map(NoticeValue.count)
    }

    @Test(arguments: Repository.notices, Repository.translated)
    func `a notice reads well, whatever its values`(_ notice: String, _ language: String) throws {
        for values in try [examples(notice)] + variations(notice, language) {
            let reading = try render(notice, language, values)
            #expect(reading.rendering.language.text == language)
            #expect(!reading.rendering.html.contains("{$"))
            for text in reading.texts {
                #expect(!text.isEmpty)
                #expect(Self.unfinished.isDisjoint(with: text.unicodeScalars), "\(text)")
                let own = withoutValues(text, values)
                if language != "en" { #expect(english(in: own, language) == [], "\(text)") }
            }
            #expect(!reading.rendering.subject.contains("\n"))
            #expect(reading.rendering.sms?.contains("\n") == false)
        }
    }

    @Test(arguments: Repository.notices, Repository.translated)
    func `a notice runs in its direction and script, and names whom the English names`(
        _ notice: String, _ language: String
    ) throws {
        let values = try examples(notice)
        let own = try render(notice, language, values)
        #expect(own.rendering.direction == (try tag(language)).direction)
        let mail = withoutValues(own.rendering.text, values)
        #expect(isInItsScript(mail, try tag(language)), "\(mail)")
        for (own, english) in zip(own.texts, try render(notice, "en", values).texts) {
            for value in names(values) {
                #expect(own.contains(value) == english.contains(value), "\(value): \(own)")
            }
        }
    }

    @Test(arguments: Repository.notices, Repository.translated)
    func `a text message with its label fits its parts`(
        _ notice: String, _ language: String
    ) throws {
        let text = try render(notice, language, try examples(notice)).rendering.sms
        let measure = SMSMeasure(try #require(text))
        #expect(measure.segments <= LengthRules.mostParts(measure.encoding), "\(measure)")
    }

    /// Two parts of English and one of help would do, but one letter of another script makes all
    /// of a text cost as that script does.
    private static let mostPartsWithHelp = 5

    @Test(arguments: Repository.notices)
    func `the English text with help for a reader of any language fits five parts`(
        _ notice: String
    ) throws {
        let localizer = try Repository.localizer(.reviewed)
        for language in Repository.languages {
            let text = try localizer.render(
                notice, values: try examples(notice), for: [try tag(language)],
                timeZone: "America/Chicago"
            ).sms
            let measure = SMSMeasure(try #require(text))
            let most = measure.encoding == .gsm7 ? 2 : Self.mostPartsWithHelp
            #expect(measure.segments <= most, "\(language)")
        }
    }

    /// What a message shows as it was given.
    private func names(_ values: [String: NoticeValue]) -> [String] {
        values.values.compactMap { value in
            switch value {
            case .words(let words): words.english
            case .value(.string(let text)) where text.first?.isUppercase == true: text
            case .value: nil
            }
        }
    }

    private func withoutValues(_ text: String, _ values: [String: NoticeValue]) -> String {
        names(values).sorted { $0.count > $1.count }
            .reduce(text.replacing("(English)", with: "")) { $0.replacing($1, with: " ") }
    }

    /// Latin abbreviations stand in every language (PM, SMS, email), but do not fill it.
    private func isInItsScript(_ text: String, _ language: LanguageTag) -> Bool {
        let own = scriptsOf(language.likelyScript ?? "")
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        let scripts = Dictionary(grouping: letters.map(letterScript)) { $0 }.mapValues(\.count)
        let foreign = Set(scripts.keys).subtracting(own).subtracting(["Latn", "Zyyy"])
        let count = own.reduce(0) { $0 + (scripts[$1] ?? 0) }
        return foreign.isEmpty && (own == ["Latn"] || count > 2 * (scripts["Latn"] ?? 0))
    }

    private func english(in text: String, _ language: String) -> Set<String> {
        let words = text.unicodeScalars.split { !$0.properties.isAlphabetic }
            .filter { $0.count < 9 }.map { String($0).lowercased() }
        return Set(words).intersection(Self.common).subtracting(Self.also[language] ?? [])
    }

    /// What only a message that was not filled in would show.
    private static let unfinished = Set("{}$|<\u{FFFD}".unicodeScalars)
    private static let common = Set(
        """
        the and you your please will meeting message this that with answer help free for from not \
        have has can want would like school day days time date place teacher minutes
        """.split(separator: " ").map(String.init))
    /// Words that these languages have as well.
    private static let also: [String: Set<String>] = [
        "fr": ["message", "date", "place", "minutes"], "fil": ["school"],
    ]
}
