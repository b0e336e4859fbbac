/// Puts rows together to students, contacts and families, and finds rows that contradict others.
struct RosterAssembly {
    /// The first row of each.
    private var students: [String: RosterRow] = [:]
    private var contacts: [String: RosterRow] = [:]
    private var edges: [RosterEdge.Key: Int] = [:]
    private(set) var rows: [RosterRow] = []

    private static let ofStudent: [RosterColumn] = [.studentGivenName, .studentFamilyName, .grade]
    private static let ofContact: [RosterColumn] = [
        .contactGivenName, .contactFamilyName, .homeLanguage, .email, .phone, .family,
        .interpreter, .unlisted,
    ]

    mutating func take(_ row: RosterRow, _ report: inout RosterReport) {
        rows.append(row)
        if let key = row[.studentID] {
            if let first = students[key] {
                compare(row, first, Self.ofStudent, of: .studentID, &report)
            } else {
                students[key] = row
            }
        }
        if let key = row[.contactID] {
            if let first = contacts[key] {
                compare(row, first, Self.ofContact, of: .contactID, &report)
            } else {
                contacts[key] = row
            }
        }
        guard let student = row[.studentID], let contact = row[.contactID] else { return }
        let edge = RosterEdge.Key(student: student, contact: contact)
        guard let line = edges[edge] else { return edges[edge] = row.line }
        report.add(
            RosterProblem(
                .duplicate, line: row.line, column: RosterColumn.contactID.header,
                found: "\(shown(contact)) for \(shown(student))",
                remedy: "Line \(line) has this student and this contact already. "
                    + "Take one of the two rows out."))
    }

    private func compare(
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

    /// The records, each sorted by its key.
    func file(digest: String, notes: [RosterNote]) -> RosterFile {
        let contacts = self.contacts.values.map(RosterContact.init(row:)).sorted { $0.key < $1.key }
        return RosterFile(
            digest: digest, rows: rows.count, notes: notes,
            students: students.values.map(RosterStudent.init(row:)).sorted { $0.key < $1.key },
            families: families(contacts),
            contacts: contacts,
            edges: rows.map(RosterEdge.init(row:)).sorted { $0.key < $1.key },
            addresses: self.contacts.values.flatMap(RosterAddress.all(of:))
                .sorted { $0.key < $1.key })
    }

    /// A family has no row of its own: its first contact, by id, gives it name and language.
    private func families(_ contacts: [RosterContact]) -> [RosterFamily] {
        var families: [String: RosterFamily] = [:]
        for contact in contacts where families[contact.family] == nil {
            families[contact.family] = RosterFamily(
                key: contact.family,
                name: contact.familyName.isEmpty ? contact.givenName : contact.familyName,
                homeLanguage: contact.homeLanguage)
        }
        return families.values.sorted { $0.key < $1.key }
    }
}
