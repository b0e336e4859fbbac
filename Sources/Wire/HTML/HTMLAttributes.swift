/// The attributes of an element that matter here, read in one pass: most elements of a mail have
/// none, or a style alone.
struct HTMLAttributes {
    private var values: [(name: String, value: String)] = []
    /// The style in lower case without white space; empty where there is none.
    private(set) var style = ""

    /// None.
    init() {}

    /// Takes one more; of two with the same name the first counts, as in browsers.
    mutating func add(_ name: String, _ value: String) {
        guard self[name] == nil else { return }
        values.append((name, value))
        if name == "style" { style = value.lowercased().withoutWhiteSpace() }
    }

    var isEmpty: Bool { values.isEmpty }

    /// The value as it stands there.
    subscript(name: String) -> String? { values.first { $0.name == name }?.value }

    /// The value in lower case; empty where there is none.
    func lower(_ name: String) -> String { self[name]?.lowercased() ?? "" }
}
