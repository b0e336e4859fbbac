import People
import Store

/// Opens, finds and closes cases.
public struct CaseBook: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Opens a case.
    public func open(_ new: NewCase, _ t: borrowing Transaction) throws -> Case {
        let id: CaseID = source.newID()
        var opened: Case?
        try Reference(source).claim(t) { reference, t in
            let file = Case(new, id: id, reference: reference, at: source.now())
            let isNew =
                try t.execute(
                    """
                    INSERT INTO cases (id, reference, school_id, family_id, student_id, kind,
                                       concern, referred_by, liaison_id, state, opened_at)
                    VALUES (\(id), \(reference), \(file.school), \(file.family), \(file.student),
                            \(file.kind), \(file.concern), \(file.referredBy), \(file.liaison),
                            \(file.state), \(file.openedAt))
                    ON CONFLICT DO NOTHING
                    """) == 1
            // Another worker may have opened the standing conversation at the same moment.
            opened = isNew ? file : new.kind == .general ? try standing(of: new.family, t) : nil
            return opened != nil
        }
        guard let opened else { throw StoreError.statement("a case vanished while it was opened") }
        return opened
    }

    /// The family's standing conversation, opened unless it is there.
    public func standing(
        of family: Family, liaison: StaffID, _ t: borrowing Transaction
    ) throws -> Case {
        try open(
            NewCase(
                school: family.school, family: family.id, student: nil, kind: .general,
                concern: "", referredBy: nil, liaison: liaison), t)
    }

    /// One case.
    public func find(_ id: CaseID, _ t: borrowing Transaction) throws -> Case? {
        try t.row("SELECT * FROM cases WHERE id = \(id)").map(Case.init(row:))
    }

    /// The children that some cases are about; a case of a family alone is missing.
    public func students(
        of cases: [CaseID], _ t: borrowing Transaction
    ) throws -> [CaseID: StudentID] {
        guard !cases.isEmpty else { return [:] }
        let rows = try t.rows(
            """
            SELECT id, student_id FROM cases
            WHERE id IN (\(padded: cases)) AND student_id IS NOT NULL
            """)
        return try rows.reduce(into: [:]) { $0[try $1["id"]] = try $1["student_id"] }
    }

    /// The case that staff call so, by reference or id.
    public func find(named name: String, _ t: borrowing Transaction) throws -> Case? {
        let name = name.lowercased()
        return try t.row(
            "SELECT * FROM cases WHERE reference = \(name) OR id = \(name)"
        ).map(Case.init(row:))
    }

    /// Cases of a school, the newest first.
    public func list(
        of school: SchoolID, includingClosed: Bool, _ t: borrowing Transaction
    ) throws -> [Case] {
        try t.rows(
            """
            SELECT * FROM cases
            WHERE school_id = \(school) AND (state = \(CaseState.open) OR \(includingClosed))
            ORDER BY id DESC
            """
        ).map(Case.init(row:))
    }

    /// A family's open cases, concerns before the standing conversation.
    public func open(of family: FamilyID, _ t: borrowing Transaction) throws -> [Case] {
        try t.rows(
            """
            SELECT * FROM cases WHERE family_id = \(family) AND state = \(CaseState.open)
            ORDER BY kind, id
            """
        ).map(Case.init(row:))
    }

    /// The open cases and the standing conversations of some families, concerns first.
    public func current(
        of families: [FamilyID], _ t: borrowing Transaction
    ) throws -> [Case] {
        try batches(families).flatMap { some in
            try t.rows(
                """
                SELECT * FROM cases WHERE family_id IN (\(padded: Array(some)))
                    AND (state = 'open' OR kind = 'general')
                ORDER BY kind, id
                """
            ).map(Case.init(row:))
        }
    }

    /// Closes an open case.
    /// - Returns: False when it was closed already.
    public func close(_ id: CaseID, _ t: borrowing Transaction) throws -> Bool {
        try t.execute(
            """
            UPDATE cases SET state = \(CaseState.closed), closed_at = \(source.now())
            WHERE id = \(id) AND state = \(CaseState.open)
            """) == 1
    }

    /// Sets what comes next.
    public func setNextStep(
        _ step: String?, on date: String?, of id: CaseID, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            "UPDATE cases SET next_step = \(step), next_step_on = \(date) WHERE id = \(id)")
    }

    /// The family's standing conversation, if it has one.
    public func standing(of family: FamilyID, _ t: borrowing Transaction) throws -> Case? {
        // The kind in words: SQLite would prepare the statement anew for each value bound where the
        // index holds some rows alone.
        try t.row("SELECT * FROM cases WHERE family_id = \(family) AND kind = 'general'")
            .map(Case.init(row:))
    }
}
