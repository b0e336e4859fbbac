import MessageFormat

/// Why a notice could not be written. Nothing of it may be sent then.
public enum LocalizationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// No template has this id.
    case unknownNotice(String, known: [String])
    /// The template asks for a value that was not given.
    case missingValue(notice: String, variable: String, about: String)
    /// The value is not of the variable's type.
    case wrongValue(notice: String, variable: String, type: VariableType)
    /// The template has no such variable.
    case unknownValue(notice: String, variable: String)
    /// The zone is not in the IANA list.
    case unknownTimeZone(String)
    /// No catalog has this message.
    case unknownMessage(String)
    /// A language's catalog has errors, so that nothing can be written in it.
    case brokenCatalog(LanguageTag, CatalogProblems)
    /// A message reported a problem while it was formatted.
    case formatting(key: String, language: LanguageTag, [MessageProblem])

    /// What is wrong and what to do; never the values themselves.
    public var description: String {
        switch self {
        case .unknownNotice(let id, let known):
            "There is no notice \"\(id)\". There are: \(known.joined(separator: ", "))."
        case .missingValue(let notice, let variable, let about):
            "The notice \"\(notice)\" needs a value for \(variable). \(about)"
        case .wrongValue(let notice, let variable, let type):
            "The value of \(variable) in \"\(notice)\" does not fit: it is of type \(type.rawValue) and not empty."
        case .unknownValue(let notice, let variable):
            "The notice \"\(notice)\" has no variable \(variable)."
        case .unknownTimeZone(let name):
            "\"\(name)\" is not a time zone. Write one such as America/Chicago."
        case .unknownMessage(let key):
            "No catalog has a message \"\(key)\"."
        case .brokenCatalog(let language, let problems):
            "The catalog of \(language.text) is broken, so nothing is sent in it; `parley catalog check \(language.text)` shows everything. "
                + problems.description
        case .formatting(let key, let language, let problems):
            "The message \"\(key)\" (\(language.text)) could not be formatted, so nothing is sent: "
                + problems.map(\.sentence).joined(separator: " ")
        }
    }
}
