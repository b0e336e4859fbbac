import Yams

/// The fields of one mapping in a provider's file. Unlike a catalog's, whose findings are gathered,
/// the first problem ends the reading: nothing is sent by half a file.
struct ProviderFields {
    let file: String
    let node: Node
    private let what: String
    private let fields: [(name: String, key: Node, value: Node)]
    private var known: Set<String> = []

    init(_ node: Node, _ what: String, in file: String) throws(SMSProviderProblem) {
        self.file = file
        self.node = node
        self.what = what
        guard let mapping = node.mapping else {
            throw problem(
                node, in: file, "\(what) is no list of names with values.", "Indent them below it.")
        }
        var fields: [(String, Node, Node)] = []
        for (key, value) in mapping {
            guard let name = key.string else {
                throw problem(key, in: file, "A name is no word.", "Write a word before the colon.")
            }
            fields.append((name, key, value))
        }
        self.fields = fields
    }

    var all: [(name: String, key: Node, value: Node)] { fields }

    mutating func optional(_ name: String) -> Node? {
        known.insert(name)
        return fields.first { $0.name == name }?.value
    }

    mutating func required(_ name: String) throws(SMSProviderProblem) -> Node {
        guard let value = optional(name) else {
            throw problem(node, in: file, "\(what) lacks \"\(name)\".", "Add it.")
        }
        return value
    }

    /// Refuses names that nobody has asked for.
    func finish() throws(SMSProviderProblem) {
        for field in fields where !known.contains(field.name) {
            throw problem(
                field.key, in: file, "\"\(field.name)\" is not known in \(what).",
                "Known are: \(known.sorted().joined(separator: ", ")).")
        }
    }
}

// MARK: Values of one kind

extension ProviderFields {
    mutating func text(_ name: String) throws(SMSProviderProblem) -> String {
        try word(try required(name), name)
    }

    mutating func optionalText(_ name: String) throws(SMSProviderProblem) -> String? {
        guard let value = optional(name) else { return nil }
        return try word(value, name)
    }

    mutating func template(_ name: String) throws(SMSProviderProblem) -> TextTemplate {
        try template(try required(name), name)
    }

    func template(_ value: Node, _ name: String) throws(SMSProviderProblem) -> TextTemplate {
        let text = try word(value, name)
        do throws(TextTemplate.Fault) {
            return try TextTemplate(text)
        } catch {
            throw problem(value, in: file, error.sentence, "Write {{ and }} for braces themselves.")
        }
    }

    /// One word, or a list of them.
    mutating func words(_ name: String) throws(SMSProviderProblem) -> [String] {
        guard let value = optional(name) else { return [] }
        return try words(value, name)
    }

    func words(_ value: Node, _ name: String) throws(SMSProviderProblem) -> [String] {
        guard let sequence = value.sequence else { return [try word(value, name)] }
        var words: [String] = []
        for entry in sequence { words.append(try word(entry, name)) }
        guard !words.isEmpty else {
            throw problem(
                value, in: file, "\"\(name)\" is an empty list.", "Fill it, or leave it out.")
        }
        return words
    }

    mutating func flag(_ name: String) throws(SMSProviderProblem) -> Bool {
        guard let value = optional(name) else { return false }
        switch value.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            throw problem(
                value, in: file, "\"\(name)\" is neither true nor false.", "Write one of them.")
        }
    }

    /// One of the words of an enumeration.
    mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: Value.Type
    ) throws(SMSProviderProblem) -> Value {
        let value = try required(name)
        guard let choice = Value(rawValue: try word(value, name)) else {
            throw problem(
                value, in: file, "\"\(name)\" is not one of its words.",
                "Use one of: \(Value.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return choice
    }

    func word(_ value: Node, _ name: String) throws(SMSProviderProblem) -> String {
        guard let scalar = value.scalar else {
            throw problem(value, in: file, "\"\(name)\" is a list here.", "Write one value.")
        }
        return scalar.string
    }
}

/// A problem at the place of a node.
func problem(
    _ node: Node, in file: String, _ problem: String, _ remedy: String
) -> SMSProviderProblem {
    SMSProviderProblem(
        place: "\(file):\(node.mark?.line ?? 1)", problem: problem, remedy: remedy)
}
