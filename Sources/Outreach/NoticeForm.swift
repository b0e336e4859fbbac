import Localization
import MessageFormat

/// What a person gives for a notice's variables, as it was typed.
public struct TypedValues: Sendable {
    /// `NAME=VALUE`.
    let values: [String]
    /// `LANGUAGE:NAME=WORDS`, for words that are not English.
    let translations: [String]

    /// Takes what was typed; ``NoticeForm`` reads it.
    public init(_ values: [String], translations: [String] = []) {
        self.values = values
        self.translations = translations
    }
}

/// A notice's variables as a form: some the desk has filled in, the rest a person types.
///
/// Each is read by the type that its template declares, and every mistake is reported at once.
struct NoticeForm: Sendable {
    /// How the command that asks spells its options.
    enum Spelling: Sendable {
        /// `--set NAME=VALUE`.
        case set
        /// An option for each variable, `--starts VALUE`.
        case options
    }

    let template: NoticeTemplate
    /// What the desk knows, by variable. A person may change what is in `open`.
    let known: [String: NoticeValue]
    /// Variables that the desk fills in for each reader.
    let readers: Set<String>
    /// Variables that the desk may know and a person may know better.
    var open: Set<String> = []
    /// The school's time zone, IANA.
    let zone: String
    var spelling = Spelling.set

    /// The values of the notice: what the desk knows, and what was typed.
    /// - Throws: ``Refusal`` with every mistake, and how each is put right.
    func fill(_ typed: TypedValues) throws(Refusal) -> [String: NoticeValue] {
        var sheet = TypedSheet(typed, self)
        var values: [String: NoticeValue] = [:]
        for variable in template.variables where !readers.contains(variable.name) {
            values[variable.name] = value(of: variable, &sheet)
        }
        guard sheet.mistakes.isEmpty else {
            throw Refusal(
                (["The notice \(template.id) can't be sent like this:"]
                    + sheet.mistakes.map { "  - \($0)" }).joined(separator: "\n"))
        }
        return values
    }

    /// Whether the desk fills a variable in and nobody else may.
    func isClosed(_ name: String) -> Bool {
        readers.contains(name) || (known[name] != nil && !open.contains(name))
    }

    /// How a person gives a variable a value.
    func option(_ name: String) -> String {
        spelling == .set ? "--set \(name)=" : "--\(name) "
    }

    private func value(of variable: NoticeVariable, _ sheet: inout TypedSheet) -> NoticeValue? {
        let translations = sheet.translations[variable.name] ?? [:]
        guard let text = sheet.texts[variable.name] else {
            if !translations.isEmpty {
                sheet.mistakes.append(
                    "\(variable.name) needs English words beside those in other languages: "
                        + "\(option(variable.name))\"…\".")
            } else if known[variable.name] == nil, !variable.isOptional {
                sheet.mistakes.append("\(variable.name) is missing. \(variable.hint(for: self))")
            }
            return known[variable.name]
        }
        do {
            return try TypedValue(variable, zone: zone).read(text, translations: translations)
        } catch {
            sheet.mistakes.append("\(error.description) \(variable.hint(for: self))")
            return nil
        }
    }
}
