/// One part of a notice's body.
struct TemplatePart: Sendable {
    enum Content: Sendable {
        /// A paragraph.
        case paragraph(KeyReference)
        /// Label and value, each with a condition of its own.
        case facts([Fact])
        /// Words of a person, below a line that says whose they are.
        case words(variable: String, intro: KeyReference?)
        /// Numbered answers: the first is 1.
        case choices(intro: KeyReference, [KeyReference])
    }

    struct Fact: Sendable {
        let label: KeyReference
        let value: KeyReference
        let conditions: [PartCondition]
    }

    let content: Content
    let conditions: [PartCondition]

    var references: [KeyReference] {
        switch content {
        case .paragraph(let key): [key]
        case .facts(let facts): facts.flatMap { [$0.label, $0.value] }
        case .words(_, let intro): [intro].compactMap(\.self)
        case .choices(let intro, let keys): [intro] + keys
        }
    }
}

/// When a part is shown.
enum PartCondition: Sendable, Hashable {
    /// The variable has a value, and a flag is yes.
    case present(String)
    /// The variable has none, or a flag is no.
    case absent(String)
    /// Both are there and fall on one day in the school's time zone.
    case sameDay(String, String)
    /// Both are there and fall on different days.
    case otherDay(String, String)

    /// The variables that have a value when it holds.
    var guarded: Set<String> {
        switch self {
        case .present(let name): [name]
        case .absent: []
        case .sameDay(let first, let second), .otherDay(let first, let second): [first, second]
        }
    }
}
