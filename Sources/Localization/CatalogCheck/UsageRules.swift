import MessageFormat

/// The rules whose breach would make a notice fail when it is sent: loading refuses them.
struct UsageRules {
    let templates: [NoticeTemplate]
    /// What common.mf2 may name.
    let common: [NoticeVariable]

    /// What would make a notice fail in the language of this catalog.
    func findings(in catalog: Catalog) -> [CatalogFinding] {
        var found: [CatalogFinding] = []
        for template in templates {
            for reference in references(template) + textReferences(template) {
                guard let entry = catalog.entries[reference.key] else { continue }
                found += check(entry, reference, template, catalog)
            }
        }
        for entry in catalog.entries.values { found += checkAlone(entry, catalog) }
        return unique(found)
    }

    /// What the templates name and English lacks.
    func missing(inEnglish english: Catalog?) -> [CatalogFinding] {
        unique(templates.flatMap { missing(in: english, $0) })
    }

    /// What a template names, and what the frame around it takes.
    private func references(_ template: NoticeTemplate) -> [KeyReference] {
        let frame = NoticeTemplate.frameKeys(template.kind) + [FrameKey.helpWhenEnglish]
        return template.references + frame.map { KeyReference(key: $0, line: 0, column: 1) }
    }

    /// What stands behind its text message. Catalogs may lack these, English too.
    private func textReferences(_ template: NoticeTemplate) -> [KeyReference] {
        guard template.hasTextMessage else { return [] }
        return FrameKey.texts.map { KeyReference(key: $0, line: 0, column: 1) }
    }

    private func missing(in english: Catalog?, _ template: NoticeTemplate) -> [CatalogFinding] {
        references(template).filter { english?.entries[$0.key] == nil }.map { reference in
            template.file.finding(
                .missingEnglish, line: reference.line, column: reference.column,
                "English has no message \"\(reference.key)\". Write it in the English catalog first."
            )
        }
    }

    private func check(
        _ entry: CatalogEntry, _ reference: KeyReference, _ template: NoticeTemplate,
        _ catalog: Catalog
    ) -> [CatalogFinding] {
        var found: [CatalogFinding] = []
        let uses = entry.message.uses
        // What says the same in every notice is tried once, in checkAlone.
        if uses.isEmpty && entry.key.hasPrefix("common.") { return [] }
        for use in uses where !serviceVariables.contains(use.name) {
            guard let variable = template.variable(use.name) else {
                // Unknown to common.yaml as well: told once, not once for each template.
                if isUnknownToCommon(use, entry) { continue }
                found.append(unknown(use, entry, template))
                continue
            }
            if variable.isOptional && !reference.guarded.contains(use.name) {
                found.append(
                    entry.finding(
                        .unguardedVariable, offset: use.offset,
                        "$\(use.name) is optional, and \"\(template.id)\" shows this message without asking for it. Add \"if: \(use.name)\" to the part in \(template.file.path)."
                    ))
            }
        }
        let types = typeFindings(entry, template.variables)
        found += types
        return found.isEmpty ? trial(entry, template.variables, catalog) : found
    }

    private func isUnknownToCommon(_ use: VariableUse, _ entry: CatalogEntry) -> Bool {
        entry.key.hasPrefix("common.") && !common.contains { $0.name == use.name }
    }

    /// A message of common.mf2 that no template names is held to common.yaml.
    private func checkAlone(_ entry: CatalogEntry, _ catalog: Catalog) -> [CatalogFinding] {
        var found: [CatalogFinding] = []
        let registry = FunctionRegistry.standard
        for function in entry.message.functions where registry[function.name] == nil {
            found.append(
                entry.finding(
                    .unknownFunction, offset: function.offset,
                    "There is no function :\(function.name). There are: \(registry.names.sorted().joined(separator: ", "))."
                ))
        }
        for markup in entry.message.markup where !HTMLMarkup.names.contains(markup.name) {
            found.append(
                entry.finding(
                    .unknownMarkup, offset: markup.offset,
                    "There is no markup \"\(markup.name)\". There are: \(HTMLMarkup.names.sorted().joined(separator: ", "))."
                ))
        }
        guard entry.key.hasPrefix("common.") else { return found }
        for use in entry.message.uses where !serviceVariables.contains(use.name) {
            guard isUnknownToCommon(use, entry) else { continue }
            found.append(
                entry.finding(
                    .unknownVariable, offset: use.offset,
                    "$\(use.name) is not a variable of common.yaml. \(choose(use.name, common))"
                ))
        }
        found += typeFindings(entry, common)
        let isSame = found.isEmpty && entry.message.uses.isEmpty
        return isSame ? trial(entry, [], catalog) : found
    }

    private func unknown(
        _ use: VariableUse, _ entry: CatalogEntry, _ template: NoticeTemplate
    ) -> CatalogFinding {
        entry.finding(
            .unknownVariable, offset: use.offset,
            "$\(use.name) is not a variable of the notice \"\(template.id)\". \(choose(use.name, template.variables))"
        )
    }

    private func typeFindings(
        _ entry: CatalogEntry, _ variables: [NoticeVariable]
    ) -> [CatalogFinding] {
        var found: [CatalogFinding] = []
        for use in entry.message.uses {
            guard let variable = variables.first(where: { $0.name == use.name }) else { continue }
            let fits = variable.type.functions.contains(use.function)
            let isHidden = variable.choices.isEmpty || !use.isShown
            // An .input without a function says nothing yet; what is shown or selected counts.
            let isOpen = use.function == nil && !use.isShown
            guard !(fits && isHidden) && !isOpen else { continue }
            let function = use.function.map { "as :\($0)" } ?? "as it stands"
            found.append(
                entry.finding(
                    .wrongType, offset: use.offset,
                    "$\(use.name) is of type \(variable.type.rawValue) and used here \(function): \(variable.type.remedy)."
                ))
        }
        return found + choiceFindings(entry, variables)
    }

    private func choiceFindings(
        _ entry: CatalogEntry, _ variables: [NoticeVariable]
    ) -> [CatalogFinding] {
        entry.message.columns.flatMap { column in
            guard let variable = variables.first(where: { $0.name == column.variable }),
                !variable.choices.isEmpty
            else { return [CatalogFinding]() }
            return column.keys.filter { !variable.choices.contains($0.value) }.map { key in
                entry.finding(
                    .unknownChoice, offset: key.offset,
                    "$\(variable.name) is never \"\(key.value)\". It is one of: \(variable.choices.joined(separator: ", "))."
                )
            }
        }
    }

    /// What may have been meant, and what there is.
    private func choose(_ name: String, _ variables: [NoticeVariable]) -> String {
        let names = variables.map { "$\($0.name)" }.joined(separator: ", ")
        let near = nearName(to: name, in: variables.map(\.name))
        return (near.map { "Did you mean $\($0)? " } ?? "") + "Its variables are: \(names)."
    }

    private func unique(_ findings: [CatalogFinding]) -> [CatalogFinding] {
        var seen: Set<CatalogFinding> = []
        return findings.filter { seen.insert($0).inserted }.sorted { left, right in
            (left.file, left.line, left.column) < (right.file, right.line, right.column)
        }
    }
}
