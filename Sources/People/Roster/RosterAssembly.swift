import Store

/// Puts rows together to students, contacts and families, and finds rows that contradict others.
///
/// The rows go into tables of our own, some hundreds at a time, so that a roster may have any number.
struct RosterAssembly {
    private let tables: ScratchTables
    private var rows = 0
    private var pending: [RosterRow] = []
    private static let batch = 400

    private static let ofStudent: [RosterColumn] = [.studentGivenName, .studentFamilyName, .grade]
    private static let ofContact: [RosterColumn] = [
        .contactGivenName, .contactFamilyName, .homeLanguage, .email, .phone, .family,
        .interpreter, .unlisted,
    ]

    init() throws {
        tables = try ScratchTables(RosterTables.statements)
    }

    mutating func take(_ row: RosterRow, _ report: inout RosterReport) throws {
        rows += 1
        pending.append(row)
        if pending.count == Self.batch { try keep(&report) }
    }

    /// The whole roster.
    mutating func file(digest: String, _ report: inout RosterReport) throws -> RosterFile {
        try keep(&report)
        report.sort()
        try tables.use { t in try RosterTables().nameFamilies(t) }
        return RosterFile(digest: digest, rows: rows, notes: report.allNotes, tables: tables)
    }

    private mutating func keep(_ report: inout RosterReport) throws {
        let batch = pending
        pending = []
        guard !batch.isEmpty else { return }
        try tables.use { t in try Self.keep(batch, &report, t) }
    }

    private static func keep(
        _ batch: [RosterRow], _ report: inout RosterReport, _ t: borrowing Transaction
    ) throws {
        var first = try RosterTables().first(of: batch, t)
        var new = RosterTables.NewRows()
        for row in batch {
            if let key = row[.studentID] {
                if let known = first.students[key] {
                    compare(row, known, ofStudent, of: .studentID, &report)
                } else {
                    first.students[key] = row
                    new.students.append(row)
                }
            }
            if let key = row[.contactID] {
                if let known = first.contacts[key] {
                    compare(row, known, ofContact, of: .contactID, &report)
                } else {
                    first.contacts[key] = row
                    new.contacts.append(row)
                }
            }
            guard let student = row[.studentID], let contact = row[.contactID] else { continue }
            let edge = RosterEdge.Key(student: student, contact: contact)
            if let line = first.edges[edge] {
                report.add(duplicate(row, student, contact, of: line))
            } else {
                first.edges[edge] = row.line
                new.edges.append(row)
            }
        }
        try RosterTables().insert(new, t)
    }

    private static func duplicate(
        _ row: RosterRow, _ student: String, _ contact: String, of line: Int
    ) -> RosterProblem {
        RosterProblem(
            .duplicate, line: row.line, column: RosterColumn.contactID.header,
            found: "\(shown(contact)) for \(shown(student))",
            remedy: "Line \(line) has this student and this contact already. "
                + "Take one of the two rows out.")
    }

    private static func compare(
        _ row: RosterRow, _ first: RosterRow, _ columns: [RosterColumn], of id: RosterColumn,
        _ report: inout RosterReport
    ) {
        for column in columns {
            guard let ours = row[column], let theirs = first[column], ours != theirs else {
                continue
            }
            let found = "\(shown(ours)) for \(id.header) \(shown(row.text(id)))"
            report.add(
                RosterProblem(
                    .contradiction, line: row.line, column: column.header,
                    found: "\(found), but line \(first.line) says \(shown(theirs))",
                    remedy: "Lines \(first.line) and \(row.line) contradict each other. Make them "
                        + "say the same, or give two people two ids."))
        }
    }
}
