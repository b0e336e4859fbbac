import Yams

extension TemplateReader {
    /// `sms: sms`, or a list: `{text: sms-until, if: until}` for each wording that needs a value,
    /// and at its end the one that needs none.
    mutating func texts(_ node: Node, _ variables: [NoticeVariable]) -> [TemplateText] {
        guard let rows = node.sequence else {
            return key(node).map { [TemplateText(key: $0, conditions: [])] } ?? []
        }
        let texts = rows.compactMap { text($0, variables) }
        guard let last = texts.last, last.conditions.isEmpty,
            texts.dropLast().allSatisfy({ !$0.conditions.isEmpty })
        else {
            note(
                file.finding(
                    .badTemplate, node,
                    "The last line of \"sms\" is a key alone, and each before it has an \"if\": "
                        + "without one a notice may have no text to send."))
            return []
        }
        return texts
    }

    private mutating func text(_ node: Node, _ variables: [NoticeVariable]) -> TemplateText? {
        guard node.mapping != nil else {
            return key(node).map { TemplateText(key: $0, conditions: []) }
        }
        var notes: [CatalogFinding] = []
        guard var fields = YAMLFields(node, "A text message", in: file, &notes) else {
            note(notes)
            return nil
        }
        let conditions = conditions(&fields, variables)
        let guarded = conditions.reduce(into: Set<String>()) { $0.formUnion($1.guarded) }
        let text = fields.required("text").flatMap { key($0, guarded: guarded) }
        note(fields.finish())
        return text.map { TemplateText(key: $0, conditions: conditions) }
    }
}
