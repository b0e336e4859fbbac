import Yams

/// The fields of one YAML mapping; notes what is missing, unknown or of the wrong shape.
struct YAMLFields {
    let file: SourceFile
    let node: Node
    private let fields: [(name: String, key: Node, value: Node)]
    private var known: Set<String> = []
    var findings: [CatalogFinding] = []

    /// `nil`, with a finding, when the node is not a mapping.
    init?(_ node: Node, _ what: String, in file: SourceFile, _ findings: inout [CatalogFinding]) {
        guard let mapping = node.mapping else {
            findings.append(
                file.finding(.badTemplate, node, "\(what) is a list of names with values here."))
            return nil
        }
        self.file = file
        self.node = node
        fields = mapping.map { ($0.key.string ?? "", $0.key, $0.value) }
    }

    var all: [(name: String, key: Node, value: Node)] { fields }

    mutating func optional(_ name: String) -> Node? {
        known.insert(name)
        return fields.first { $0.name == name }?.value
    }

    mutating func required(_ name: String) -> Node? {
        let value = optional(name)
        if value == nil {
            findings.append(file.finding(.badTemplate, node, "\"\(name)\" is missing here."))
        }
        return value
    }

    mutating func text(_ name: String) -> String? {
        guard let value = required(name) else { return nil }
        if let text = value.string, !text.isEmpty { return text }
        findings.append(file.finding(.badTemplate, value, "\"\(name)\" is a piece of text."))
        return nil
    }

    /// One of the named values of an enumeration.
    mutating func word<Value: RawRepresentable & CaseIterable>(
        _ name: String, as type: Value.Type
    ) -> Value? where Value.RawValue == String {
        guard let value = required(name) else { return nil }
        if let word = value.string.flatMap(Value.init(rawValue:)) { return word }
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        findings.append(file.finding(.badTemplate, value, "\"\(name)\" is one of \(words)."))
        return nil
    }

    mutating func words(_ name: String) -> [String] {
        guard let value = optional(name) else { return [] }
        if let sequence = value.sequence {
            let words = sequence.compactMap(\.string)
            if words.count == sequence.count { return words }
        }
        findings.append(
            file.finding(.badTemplate, value, "\"\(name)\" is a list of words, as in [one, two]."))
        return []
    }

    /// Gives back what was found, unknown names among it.
    mutating func finish() -> [CatalogFinding] {
        for field in fields where !known.contains(field.name) {
            let names = known.sorted().joined(separator: ", ")
            findings.append(
                file.finding(
                    .badTemplate, field.key,
                    "\"\(field.name)\" is not known here. Known are: \(names)."))
        }
        return findings
    }
}

extension SourceFile {
    /// A finding at the place of a node.
    func finding(_ rule: CatalogRule.ID, _ node: Node, _ sentence: String) -> CatalogFinding {
        finding(rule, line: node.mark?.line ?? 0, column: node.mark?.column ?? 1, sentence)
    }
}
