import People
import Store

/// An entry that a person moved from one case to another.
public struct EntryMove: Sendable {
    /// The entry.
    public let entry: EntryID
    /// Where it stood.
    public let from: CaseID
    /// Where it was put.
    public let to: CaseID
    /// Who moved it.
    public let staff: StaffID
    /// When.
    public let at: Instant
}

extension TimelineEntry {
    /// What staff type: the last six digits of its id.
    public var name: String { String(id.text.suffix(6)) }
}

extension Timeline {
    /// The entries that staff call so, by those six digits or by the whole id. Mostly one; two are
    /// told apart by the whole id.
    public func entries(
        named name: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> [TimelineEntry] {
        let name = name.lowercased()
        guard name.utf8.count == 6 || name.utf8.count == 26 else { return [] }
        return try t.rows(
            """
            SELECT timeline.* FROM timeline JOIN cases ON cases.id = timeline.case_id
            WHERE substr(timeline.id, 21) = \(String(name.suffix(6))) AND cases.school_id = \(school)
            ORDER BY timeline.id
            """
        ).map(TimelineEntry.init(row:)).filter { $0.id.text.hasSuffix(name) }
    }

    /// The entry that an arrival was filed as; nil when it stands on no timeline.
    public func entry(
        readFrom inbound: InboundID, _ t: borrowing Transaction
    ) throws -> TimelineEntry? {
        try t.row("SELECT * FROM timeline WHERE raw_id = \(inbound) ORDER BY id LIMIT 1")
            .map(TimelineEntry.init(row:))
    }

    /// Moves an entry. Its words, time and author stay as they are; the family that it is kept for is
    /// the other case's, so that retention and erasure find the words where they belong.
    /// - Returns: False when it no longer stands where it was found.
    public func move(
        _ entry: TimelineEntry, to file: Case, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> Bool {
        let count = try t.execute(
            """
            UPDATE timeline SET case_id = \(file.id), family_id = \(file.family)
            WHERE id = \(entry.id) AND case_id = \(entry.caseID)
            """)
        guard count == 1 else { return false }
        try t.execute(
            """
            INSERT INTO entry_moves (id, entry_id, from_case, to_case, staff_id, at)
            VALUES (\(source.newID(EntryID.self)), \(entry.id), \(entry.caseID), \(file.id),
                \(staff), \(source.now()))
            """)
        return true
    }

    /// The moves from a case or to it, the oldest first.
    public func moves(
        touching id: CaseID, _ t: borrowing Transaction
    ) throws -> [EntryMove] {
        try t.rows(
            """
            SELECT * FROM entry_moves WHERE from_case = \(id) OR entry_id IN (
                SELECT entry_moves.entry_id FROM entry_moves
                JOIN timeline ON timeline.id = entry_moves.entry_id
                WHERE timeline.case_id = \(id))
            ORDER BY at, id
            """
        ).map { row in
            EntryMove(
                entry: try row["entry_id"], from: try row["from_case"], to: try row["to_case"],
                staff: try row["staff_id"], at: try row["at"])
        }
    }
}
