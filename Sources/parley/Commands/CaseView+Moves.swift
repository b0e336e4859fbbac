import Cases
import Store

// What was moved to a case, and away from it.
extension CaseView {
    /// Says in the right case where an entry came from, and whether its answer counts.
    static func tell(
        of move: EntryMove?, in shown: inout Entry, _ entry: TimelineEntry,
        _ source: ClockAndChance, _ t: borrowing Transaction
    ) throws {
        guard let move else { return }
        shown.details["movedFrom"] = try CaseBook(source).find(move.from, t)?.reference ?? "?"
        guard entry.details["answer"] != nil, let inbound = entry.inbound else { return }
        if try Answers(source).answers(readFrom: inbound, t).isEmpty {
            shown.details["withdrawn"] = "yes"
        }
    }

    static func line(
        of move: EntryMove, _ zone: String, _ t: borrowing Transaction
    ) throws -> Entry {
        let staff = try name(of: move.staff, t) ?? "staff"
        return Entry(
            name: nil, at: move.at.local(zone), kind: "moved", from: "Parley", channel: nil,
            subject: "an entry was moved by \(staff) to the case that it belongs to", words: "",
            language: "und", details: [:], messageState: nil, evidence: nil, isUnverified: false,
            cut: nil, files: [])
    }
}
