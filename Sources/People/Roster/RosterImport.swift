import Store

/// Why a roster was not applied. Nothing was changed.
public enum RosterRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the roster would change is no longer what was shown.
    case databaseChanged
    /// Too much would be removed; the sentences say what.
    case removal([String])
    /// The school is not in the database.
    case unknownSchool
    /// The database sorts by a language's rules.
    case wrongOrder

    /// What happened, and what to do next.
    public var description: String {
        switch self {
        case .databaseChanged:
            "The roster was not applied: something has changed since the difference was shown. "
                + "Nothing was changed by this; look at the difference again, then apply it."
        case .removal(let sentences):
            "The roster was not applied, and nothing was changed. "
                + sentences.joined(separator: " ")
        case .unknownSchool:
            "The roster was not applied: the school is not in the database. Make it first."
        case .wrongOrder:
            "The roster was not read: this PostgreSQL database sorts text by a language's rules. "
                + "Create one with LC_COLLATE \"C\" (docs/operators.md) and restore into it."
        }
    }
}

/// What came of applying a roster.
public enum RosterOutcome: Sendable, Hashable {
    /// It was applied, with these counts.
    case applied(RosterCounts)
    /// Parley knew it all; nothing was written.
    case nothingToChange

    /// For people; no names.
    public var sentence: String {
        switch self {
        case .applied(let counts):
            "The roster was applied: "
                + counts.byKind.map { name, count in
                    let sum = count.added + count.changed + count.removed + count.returned
                    return "\(sum) \(name)"
                }.joined(separator: ", ") + " changed."
        case .nothingToChange:
            "The roster says what Parley already knows: nothing was changed."
        }
    }
}

/// Brings a roster into the database: as a difference that is shown, then applied.
///
/// Whoever is gone from the roster becomes inactive and is never deleted. What the roster does
/// not carry stays as it is: a contact's own choice of language, and whether an address may be
/// written to, which belongs to the address.
public struct RosterImport: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(source: ClockAndChance) {
        self.source = source
    }

    /// What a file would change in a school. Reads only.
    public func difference(
        _ file: RosterFile, school: School, _ t: borrowing Transaction
    ) throws -> RosterDifference {
        try checkOrder(t)
        var comparison = RosterComparison(file, school: school.id)
        try comparison.run(t)
        return try RosterDifference(comparison, t)
    }

    /// Changes the school's people to what a file says, with a row in `roster_imports` and one in
    /// the audit trail. A file that changes nothing writes nothing.
    /// - Parameters:
    ///   - file: The roster.
    ///   - school: Whose roster it is.
    ///   - staff: Who does it.
    ///   - digest: The ``RosterDifference/digest`` of what was shown.
    ///   - allowRemoval: Whether more than a fifth of the students or contacts may go.
    ///   - t: A transaction that may write.
    /// - Returns: The counts, or that there was nothing to do.
    /// - Throws: ``RosterRefusal``, which must leave the transaction's body, or ``StoreError``.
    public func apply(
        _ file: RosterFile, school: School, staff: StaffID, expecting digest: String,
        allowRemoval: Bool = false, _ t: borrowing Transaction
    ) throws -> RosterOutcome {
        // Writing to the school's row makes a second import wait until this one has committed,
        // on PostgreSQL too, so that each compares with what the other left.
        guard try t.execute("UPDATE schools SET name = name WHERE id = \(school.id)") == 1 else {
            throw RosterRefusal.unknownSchool
        }
        try checkOrder(t)
        // Compared once, and written on the way: what turns out not to be what was shown is thrown
        // out with the transaction.
        var comparison = RosterComparison(
            file, school: school.id, writing: RosterWriting(source, school: school.id))
        try comparison.run(t)
        let difference = try RosterDifference(comparison, t)
        // Asked first: applying twice by a double click is no error.
        if difference.isEmpty { return .nothingToChange }
        guard difference.digest == digest else { throw RosterRefusal.databaseChanged }
        if difference.needsAllowance, !allowRemoval {
            throw RosterRefusal.removal(
                difference.warnings.filter(\.blocks).map(\.sentence))
        }
        try record(difference.counts, of: file, school: school.id, by: staff, t)
        return .applied(difference.counts)
    }

    /// A roster is compared in the order of bytes, which a database may have been made not to know.
    private func checkOrder(_ t: borrowing Transaction) throws {
        guard try t.number("SELECT CASE WHEN 'a' < 'B' THEN 1 ELSE 0 END AS n") == 0 else {
            throw RosterRefusal.wrongOrder
        }
    }

    private func record(
        _ counts: RosterCounts, of file: RosterFile, school: SchoolID, by staff: StaffID,
        _ t: borrowing Transaction
    ) throws {
        let id = source.newID(RosterImportID.self)
        try t.execute(
            """
            INSERT INTO roster_imports (id, school_id, at, staff_id, digest, summary)
            VALUES (\(id), \(school), \(source.now()), \(staff), \(file.digest),
                    \(jsonText(counts)))
            """)
        try Audit(source).record(
            "roster.import", by: staff, on: (kind: "roster-import", id: id.text),
            details: counts.details, t)
    }
}

/// One roster that was applied.
struct RosterImportID: EntityID {
    let text: String
    init(text: String) { self.text = text }
}

extension RosterCounts {
    /// What is not 0, for the audit trail.
    fileprivate var details: [String: String] {
        var details = ["rows": String(rows)]
        for (name, count) in byKind {
            for (word, number) in [
                ("added", count.added), ("changed", count.changed), ("removed", count.removed),
                ("returned", count.returned),
            ] where number > 0 {
                details["\(name).\(word)"] = String(number)
            }
        }
        for (name, number) in [
            ("no-contact", noContactChanges), ("custody", custodyChanges),
            ("may-receive", mayReceiveChanges), ("moved", movedContacts),
        ] where number > 0 {
            details[name] = String(number)
        }
        return details
    }
}
