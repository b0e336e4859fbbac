import Yams

extension TemplateReader {
    /// One part of the body.
    mutating func part(_ node: Node, _ variables: [NoticeVariable]) -> TemplatePart? {
        var notes: [CatalogFinding] = []
        guard var fields = YAMLFields(node, "A part of the body", in: file, &notes) else {
            note(notes)
            return nil
        }
        let conditions = conditions(&fields, variables)
        let guarded = conditions.reduce(into: Set<String>()) { $0.formUnion($1.guarded) }
        let intro = fields.optional("intro").flatMap { key($0, guarded: guarded) }
        let content = content(&fields, intro, guarded, variables)
        note(fields.finish())
        guard let content else {
            if fields.findings.isEmpty {
                note(
                    file.finding(
                        .badTemplate, node, "A part is one of paragraph, facts, words, choices."))
            }
            return nil
        }
        return TemplatePart(content: content, conditions: conditions)
    }

    private mutating func content(
        _ fields: inout YAMLFields, _ intro: KeyReference?, _ guarded: Set<String>,
        _ variables: [NoticeVariable]
    ) -> TemplatePart.Content? {
        let paragraph = fields.optional("paragraph")
        let words = fields.optional("words")
        let facts = fields.optional("facts")
        let choices = fields.optional("choices")
        if let paragraph { return key(paragraph, guarded: guarded).map { .paragraph($0) } }
        if let words { return self.words(words, intro, guarded, variables) }
        if let facts {
            let rows = facts.sequence.map(Array.init) ?? []
            return .facts(rows.compactMap { fact($0, guarded, variables) })
        }
        guard let choices else { return nil }
        let keys = (choices.sequence.map(Array.init) ?? []).compactMap { key($0, guarded: guarded) }
        guard let intro, !keys.isEmpty else {
            note(
                file.finding(
                    .badTemplate, choices,
                    "Choices are a list of keys, with an \"intro\" above them."))
            return nil
        }
        return .choices(intro: intro, keys)
    }

    private mutating func words(
        _ node: Node, _ intro: KeyReference?, _ guarded: Set<String>, _ variables: [NoticeVariable]
    ) -> TemplatePart.Content? {
        guard let variable = variable(node, variables) else { return nil }
        guard variable.type == .words else {
            note(
                file.finding(
                    .wrongType, node,
                    "\"\(variable.name)\" is of type \(variable.type.rawValue); here stands one of type words."
                ))
            return nil
        }
        if variable.isOptional && !guarded.contains(variable.name) {
            note(
                file.finding(
                    .unguardedVariable, node,
                    "\"\(variable.name)\" is optional: add \"if: \(variable.name)\" to this part."))
        }
        return .words(variable: variable.name, intro: intro)
    }

    private mutating func fact(
        _ node: Node, _ outer: Set<String>, _ variables: [NoticeVariable]
    ) -> TemplatePart.Fact? {
        var notes: [CatalogFinding] = []
        guard var fields = YAMLFields(node, "A fact", in: file, &notes) else {
            note(notes)
            return nil
        }
        let conditions = conditions(&fields, variables)
        let guarded = conditions.reduce(into: outer) { $0.formUnion($1.guarded) }
        let label = fields.required("label").flatMap { key($0, guarded: guarded) }
        let value = fields.required("value").flatMap { key($0, guarded: guarded) }
        note(fields.finish())
        guard let label, let value else { return nil }
        return TemplatePart.Fact(label: label, value: value, conditions: conditions)
    }

    mutating func conditions(
        _ fields: inout YAMLFields, _ variables: [NoticeVariable]
    ) -> [PartCondition] {
        var conditions: [PartCondition] = []
        if let name = fields.optional("if").flatMap({ variable($0, variables) })?.name {
            conditions.append(.present(name))
        }
        if let name = fields.optional("unless").flatMap({ variable($0, variables) })?.name {
            conditions.append(.absent(name))
        }
        if let pair = fields.optional("same-day").flatMap({ instants($0, variables) }) {
            conditions.append(.sameDay(pair.0, pair.1))
        }
        if let pair = fields.optional("other-day").flatMap({ instants($0, variables) }) {
            conditions.append(.otherDay(pair.0, pair.1))
        }
        return conditions
    }

    private mutating func instants(
        _ node: Node, _ variables: [NoticeVariable]
    ) -> (String, String)? {
        let found = (node.sequence.map(Array.init) ?? []).compactMap { variable($0, variables) }
        guard found.count == 2, found.allSatisfy({ $0.type == .instant }) else {
            note(file.finding(.badTemplate, node, "Two variables of type instant belong here."))
            return nil
        }
        return (found[0].name, found[1].name)
    }

    private mutating func variable(_ node: Node, _ variables: [NoticeVariable]) -> NoticeVariable? {
        let name = node.string ?? ""
        if let variable = variables.first(where: { $0.name == name }) { return variable }
        let names = variables.map(\.name).joined(separator: ", ")
        note(
            file.finding(
                .unknownVariable, node,
                "\"\(name)\" is not a variable of this template. Its variables are: \(names)."))
        return nil
    }
}
