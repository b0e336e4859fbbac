/// How a message, or a whole notice, stands in a language: finer than ``Standing``, for whoever
/// plans the work that is left. Worst first.
public enum TranslationState: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    /// A file of its language has an error: nothing is sent in that language.
    case broken
    /// There is no such message, it is begun and left blank, or nothing says what it is worth
    /// (`@status`). English goes out.
    case missing
    /// Its author was not sure. English goes out.
    case lowConfidence = "low-confidence"
    /// The English has changed since it was made. It counts as a draft.
    case stale
    /// Written, and checked by no person who reads the language.
    case draft
    /// Made by a machine, and checked by no person.
    case machine
    /// Checked by a named person.
    case reviewed

    /// The worse one first.
    public static func < (left: TranslationState, right: TranslationState) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// What a school's rules make of it.
    public var standing: Standing {
        switch self {
        case .broken, .missing, .lowConfidence: .fallback
        case .stale, .draft: .draft
        case .machine: .machine
        case .reviewed: .reviewed
        }
    }

    /// One sign for tables, on screen and on paper: no two alike without colour.
    public var letter: String {
        switch self {
        case .broken: "X"
        case .missing: "-"
        case .lowConfidence: "L"
        case .stale: "S"
        case .draft: "D"
        case .machine: "M"
        case .reviewed: "R"
        }
    }

    /// For people.
    public var name: String {
        switch self {
        case .lowConfidence: "low confidence"
        default: rawValue
        }
    }

    /// What it means, in one line.
    public var meaning: String {
        switch self {
        case .broken: "a file of the language has an error: nothing is sent in it"
        case .missing: "not translated: English goes out"
        case .lowConfidence: "its author was not sure: English goes out"
        case .stale: "the English has changed since: counts as a draft"
        case .draft: "written, and reviewed by nobody"
        case .machine: "made by a machine, and reviewed by nobody"
        case .reviewed: "reviewed by a named person"
        }
    }
}

extension CatalogEntry {
    /// How it stands, given the English message it should be a translation of.
    func state(against english: CatalogEntry?) -> TranslationState {
        if language == .english { return .reviewed }
        guard let english, let status, !isUnfinished(english) else { return .missing }
        if isLowConfidence { return .lowConfidence }
        if entry.property("source") != english.digest { return .stale }
        switch status {
        case .reviewed: return isSigned ? .reviewed : .draft
        case .machine: return .machine
        case .draft: return .draft
        case .fallback: return .missing
        }
    }
}
