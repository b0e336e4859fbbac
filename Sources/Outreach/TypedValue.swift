import Cases
import Localization
import MessageFormat
import Store

/// Reads what a person types for one variable of a notice, by the variable's type.
struct TypedValue: Sendable {
    private let variable: NoticeVariable
    private let zone: String

    /// `zone`: The school's, IANA: moments are local to it.
    init(_ variable: NoticeVariable, zone: String) {
        self.variable = variable
        self.zone = zone
    }

    /// The value.
    ///
    /// `translations`: Of words, by language.
    /// - Throws: ``Refusal`` that says what is wrong with it.
    func read(
        _ text: String, translations: [LanguageTag: String] = [:]
    ) throws(Refusal) -> NoticeValue {
        switch variable.type {
        case .name, .text: return .text(try line(text))
        case .link: return .text(try link(text))
        case .words: return .words(try words(text, translations))
        case .choice, .flag: return .text(try choice(text))
        case .count: return .count(try count(text))
        case .date: return .value(.date(try day(text)))
        case .instant: return .instant(milliseconds: try moment(text).milliseconds)
        }
    }

    private func line(_ text: String) throws(Refusal) -> String {
        try TypedWords(text, variable.name, limit: 200).text
    }

    private func link(_ text: String) throws(Refusal) -> String {
        let link = try line(text)
        guard link.hasPrefix("https://"), !link.contains(where: \.isWhitespace) else {
            throw Refusal("\(variable.name) is no web address that begins with https://.")
        }
        return link
    }

    private func words(
        _ text: String, _ translations: [LanguageTag: String]
    ) throws(Refusal) -> FreeWords {
        let english = try TypedWords(text, variable.name, limit: 4_000, isLine: false).text
        try TypedBlank.refuse(in: english, variable.name)
        var others: [LanguageTag: String] = [:]
        for (language, words) in translations {
            others[language] = try TypedWords(
                words, "\(variable.name) (\(language))", limit: 4_000, isLine: false
            ).text
            try TypedBlank.refuse(in: words, "\(variable.name) (\(language))")
        }
        return FreeWords(english, translations: others)
    }

    private func choice(_ text: String) throws(Refusal) -> String {
        if variable.choices.contains(text) { return text }
        let near = nearName(to: text, in: variable.choices).map { " Did you mean \($0)?" } ?? ""
        throw Refusal("\(variable.name) is never \"\(text)\".\(near)")
    }

    private func count(_ text: String) throws(Refusal) -> Int {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            number <= 1_000_000
        else { throw Refusal("\(variable.name) is \"\(text)\", which is no number.") }
        return number
    }

    private func day(_ text: String) throws(Refusal) -> String {
        guard let noon = try? LocalTime("\(text) 12:00", zone: zone).instant,
            noon.localDay(zone) == text
        else { throw Refusal("\(variable.name) is \"\(text)\", which is no day.") }
        return text
    }

    private func moment(_ text: String) throws(Refusal) -> Instant {
        do {
            return try LocalTime(text, zone: zone).instant
        } catch {
            throw Refusal("\(variable.name): \(error.description)")
        }
    }
}
