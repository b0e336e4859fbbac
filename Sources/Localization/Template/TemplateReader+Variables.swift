import Foundation
import MessageFormat
import Yams

extension TemplateReader {
    /// The declared variables, in the order of the file.
    mutating func variables(_ node: Node) -> [NoticeVariable] {
        var notes: [CatalogFinding] = []
        guard let fields = YAMLFields(node, "variables", in: file, &notes) else {
            note(notes)
            return []
        }
        return fields.all.compactMap { field in
            if serviceVariables.contains(field.name) || !isName(field.name) {
                note(
                    file.finding(
                        .badTemplate, field.key,
                        "A variable's name is of letters and digits, begins with a letter, and is not stop, start or help."
                    ))
                return nil
            }
            return variable(field.name, field.value)
        }
    }

    private func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic
        else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
        }
    }

    private mutating func variable(_ name: String, _ node: Node) -> NoticeVariable? {
        var notes: [CatalogFinding] = []
        guard var fields = YAMLFields(node, "A variable", in: file, &notes) else {
            note(notes)
            return nil
        }
        let type = fields.word("type", as: VariableType.self)
        let about = fields.text("about")
        let example = fields.text("example")
        let optional = fields.optional("optional")
        let choices = fields.words("choices")
        if let optional, optional.bool == nil {
            note(file.finding(.badTemplate, optional, "\"optional\" is true or false."))
        }
        note(fields.finish())
        guard let type, let about, let example else { return nil }
        if type == .choice && choices.isEmpty {
            note(
                file.finding(
                    .badTemplate, node, "A choice names its \"choices\", as in [one, two]."))
            return nil
        }
        let variable = NoticeVariable(
            name: name, type: type, isOptional: optional?.bool ?? false,
            example: self.example(example, type) ?? .text(""), about: about,
            choices: type == .flag ? ["yes", "no"] : choices)
        guard variable.accepts(variable.example) else {
            note(
                file.finding(
                    .badTemplate, fields.optional("example") ?? node,
                    "This example does not fit: \(exampleRemedy(variable))."))
            return nil
        }
        return variable
    }

    private func example(_ text: String, _ type: VariableType) -> NoticeValue? {
        switch type {
        case .name, .text, .choice, .link, .flag: .text(text)
        case .words: .words(FreeWords(text))
        case .count: Int(text).map { .count($0) }
        case .date: text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil ? nil : .value(.date(text))
        case .instant:
            (try? Date(text, strategy: .iso8601))
                .map { .instant(milliseconds: Int64(($0.timeIntervalSince1970 * 1_000).rounded())) }
        }
    }

    private func exampleRemedy(_ variable: NoticeVariable) -> String {
        switch variable.type {
        case .choice, .flag: "write one of \(variable.choices.joined(separator: ", ")), in quotes"
        case .count: "write a whole number"
        case .date: "write a day, as in 2026-12-03"
        case .instant: "write a time in UTC, as in \"2026-12-03T23:30:00Z\""
        case .name, .text, .words, .link: "write some text"
        }
    }
}

/// What every message may name, whatever its notice: the words of `words.yaml` that a family may
/// write to us, the first of each list (opt-out, opt-in, help).
let serviceVariables: Set<String> = ["stop", "start", "help"]
