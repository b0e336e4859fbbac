/// Which messages of a catalog go to an agency.
public enum ExchangeScope: String, Sendable, Hashable, CaseIterable {
    /// Those that nobody has translated.
    case missing
    /// Those whose English has changed since.
    case stale
    /// Those that are written and that no person has reviewed.
    case draft
    /// All of these: everything that is not reviewed.
    case open
    /// Everything.
    case all

    func takes(_ state: ExchangeState) -> Bool {
        switch self {
        case .missing: state == .missing
        case .stale: state == .stale
        case .draft: state == .draft || state == .machine
        case .open: state != .reviewed
        case .all: true
        }
    }
}
