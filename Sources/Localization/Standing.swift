/// How much a text can be relied on, lowest first: what a school's rules go by.
///
/// *Stale* is not one of them: it is derived (the English has changed since), and a stale entry
/// counts as a draft until somebody confirms it.
public enum Standing: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    /// No translation may be used; the English text stands in.
    case fallback
    /// Written, and checked by no person who reads the language.
    case draft
    /// Made by a machine, and checked by no person.
    case machine
    /// Checked by a named person, or the English source itself.
    case reviewed

    /// The lower one relies on less.
    public static func < (left: Standing, right: Standing) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .fallback: 0
        case .draft: 1
        case .machine: 2
        case .reviewed: 3
        }
    }
}
