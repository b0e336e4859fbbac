import Cases
import Localization
import MessageFormat
import Store

extension NoticeVariable {
    /// What it is for, what may stand there, and an example to type.
    func hint(for form: NoticeForm) -> String {
        let example = typedExample(zone: form.zone)
        let isWord = example.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let shown = isWord ? example : "\"\(example)\""
        let allowed = allowed.map { "\($0) " } ?? ""
        return "\(about) \(allowed)For example: \(form.option(name))\(shown)"
    }

    /// What may stand there, in a sentence; nil where anything may.
    public var allowed: String? {
        switch type {
        case .name, .text: nil
        case .words: "In English, in your own words."
        case .choice, .flag: "One of: \(choices.joined(separator: ", "))."
        case .count: "A whole number."
        case .date: "A day, written 2026-12-03."
        case .instant: "Date and time in the school's time zone, written 2026-12-03 17:30."
        case .link: "A web address that begins with https://."
        }
    }

    /// The template's example as a person types it.
    ///
    /// `zone`: The school's, IANA: moments are local to it.
    public func typedExample(zone: String) -> String {
        switch example {
        case .words(let words): words.english
        case .value(.string(let text)), .value(.decimal(let text)), .value(.date(let text)): text
        case .value(.integer(let number)): String(number)
        case .value(.number(let number)): String(number)
        case .value(.instant(let milliseconds)): Instant(milliseconds: milliseconds).local(zone)
        }
    }
}
