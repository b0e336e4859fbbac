import Localization
import MessageFormat

/// What was typed into a form, sorted by variable, with what is wrong about it so far.
struct TypedSheet: Sendable {
    private(set) var texts: [String: String] = [:]
    private(set) var translations: [String: [LanguageTag: String]] = [:]
    var mistakes: [String] = []

    init(_ typed: TypedValues, _ form: NoticeForm) {
        for item in typed.values { take(item, form) }
        for item in typed.translations { takeTranslation(item, form) }
    }

    private mutating func take(_ item: String, _ form: NoticeForm) {
        guard let (name, text) = Self.pair(item) else {
            mistakes.append("\"\(item)\" is not NAME=VALUE, such as place=\"Room 12\".")
            return
        }
        guard isOpen(name, form) else { return }
        if texts.updateValue(text, forKey: name) != nil {
            mistakes.append("\(name) is given twice.")
        }
    }

    private mutating func takeTranslation(_ item: String, _ form: NoticeForm) {
        guard let colon = item.firstIndex(of: ":"), let tag = LanguageTag(String(item[..<colon])),
            let (name, text) = Self.pair(String(item[item.index(after: colon)...]))
        else {
            mistakes.append(
                "\"\(item)\" is not LANGUAGE:NAME=WORDS, such as es:note=\"Traiga un cuaderno.\".")
            return
        }
        guard isOpen(name, form) else { return }
        guard form.template.variable(name)?.type == .words else {
            mistakes.append("\(name) is the same in every language; give it once.")
            return
        }
        guard tag != .english else {
            mistakes.append("The English words of \(name) go to \(form.option(name))\"…\".")
            return
        }
        if translations[name, default: [:]].updateValue(text, forKey: tag) != nil {
            mistakes.append("\(name) is given twice for \(tag).")
        }
    }

    /// Whether the notice has such a variable, and a person fills it in.
    private mutating func isOpen(_ name: String, _ form: NoticeForm) -> Bool {
        let names = form.template.variables.map(\.name).filter { !form.isClosed($0) }
        if names.contains(name) { return true }
        if form.isClosed(name) {
            mistakes.append("\(name) is filled in by Parley; leave it out.")
        } else {
            let near = nearName(to: name, in: names).map { " Did you mean \($0)?" } ?? ""
            let all =
                names.isEmpty ? "It takes none." : "It takes: \(names.joined(separator: ", "))."
            mistakes.append("\"\(name)\" is no value of this notice.\(near) \(all)")
        }
        return false
    }

    private static func pair(_ item: String) -> (name: String, text: String)? {
        guard let equals = item.firstIndex(of: "="), equals != item.startIndex else { return nil }
        return (String(item[..<equals]), String(item[item.index(after: equals)...]))
    }
}
