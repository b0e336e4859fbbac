import Store

/// Something about a difference that should make the reader stop and look.
public struct RosterWarning: Sendable, Hashable {
    /// What it is about.
    public enum Kind: String, Sendable, Codable {
        case studentsRemoved = "students-removed"
        case contactsRemoved = "contacts-removed"
        case contactsMoved = "contacts-moved"
        case addressesLost = "addresses-lost"
        case nobodyToTell = "nobody-to-tell"
        case phonesWithoutTexts = "phones-without-texts"
    }

    /// What it is about.
    public let kind: Kind
    /// For people; counts, no names.
    public let sentence: String
    /// Whether applying needs `allowRemoval`.
    public let blocks: Bool

    /// A shifted column or half a file looks like a school that lost its students: more than one
    /// in five gone needs a person's word.
    static func all(
        _ comparison: RosterComparison, _ t: borrowing Transaction
    ) throws -> [RosterWarning] {
        let (students, contacts) = (comparison.students, comparison.contacts)
        let (untold, odd) = try comparison.file.tables.use { t in
            (try RosterTables().studentsNobodyHearsOf(t), try RosterTables().numbersWithoutTexts(t))
        }
        return [
            removal(.studentsRemoved, students.count.removed, of: students.activeBefore, "student"),
            removal(.contactsRemoved, contacts.count.removed, of: contacts.activeBefore, "contact"),
            moves(comparison.remarks.moved.count, of: contacts.activeBefore),
            addressesLost(comparison.remarks), nobodyToTell(untold), phonesWithoutTexts(odd),
        ].compactMap { $0 }
    }

    private static func removal(
        _ kind: Kind, _ removed: Int, of before: Int, _ noun: String
    ) -> RosterWarning? {
        guard removed * 5 > before else { return nil }
        return RosterWarning(
            kind: kind,
            sentence: "\(removed) of \(counted(before, noun)) would be removed, more than 20 %. "
                + "If that is right, pass `allowRemoval`.",
            blocks: true)
    }

    /// Families numbered anew would leave their cases behind. Fewer than five moves are told one
    /// by one.
    private static func moves(_ moved: Int, of before: Int) -> RosterWarning? {
        guard moved >= 5, moved * 5 > before else { return nil }
        return RosterWarning(
            kind: .contactsMoved,
            sentence: "\(moved) of \(counted(before, "contact")) would move to "
                + "another family, more than 20 %, and leave its cases behind. Were the families "
                + "numbered anew? If it is right, pass `allowRemoval`.",
            blocks: true)
    }

    /// Contacts who stay and could no longer be reached. Fewer than five are told by the entries.
    private static func addressesLost(_ remarks: RosterRemarks) -> RosterWarning? {
        let (lost, before) = (remarks.unreachable, remarks.reachable)
        guard lost >= 5, lost * 5 > before else { return nil }
        return RosterWarning(
            kind: .addressesLost,
            sentence: "\(lost) of \(counted(before, "contact")) with an address would "
                + "have none any more, more than 20 %. If that is right, pass `allowRemoval`.",
            blocks: true)
    }

    /// Numbers that the numbering plan says no text reaches, or where one is dear. They are taken:
    /// the plan is years old, and families port their numbers.
    private static func phonesWithoutTexts(_ odd: Int) -> RosterWarning? {
        guard odd > 0 else { return nil }
        return RosterWarning(
            kind: .phonesWithoutTexts,
            sentence: "\(counted(odd, "telephone")) of a kind that mostly takes no texts: fixed "
                + "lines, premium-rate or toll-free numbers. Ask those families for a mobile number.",
            blocks: false)
    }

    private static func nobodyToTell(_ left: Int) -> RosterWarning? {
        guard left > 0 else { return nil }
        return RosterWarning(
            kind: .nobodyToTell,
            sentence: "\(counted(left, "student")) without a contact who may be told anything.",
            blocks: false)
    }
}

/// A change to who may be told about a student: never to be overlooked among the rest.
public struct RosterCallout: Sendable, Hashable, CustomStringConvertible {
    /// Which right changes.
    public enum Kind: String, Sendable, Codable {
        case noContact = "no-contact"
        case custody
        case mayReceive = "may-receive"
    }

    /// Which right changes.
    public let kind: Kind
    /// The roster's id of the student.
    public let student: String
    /// The roster's id of the contact.
    public let contact: String
    /// What Parley has; nil for a new edge.
    public let from: String?
    /// What the roster says; nil when it no longer has the edge.
    public let to: String?
    /// For people, with names.
    public let sentence: String

    /// Which right changes; no names.
    public var description: String { "\(kind.rawValue): \(from ?? "new") → \(to ?? "gone")" }

    init(_ right: RosterRemarks.Right, _ names: RosterNames) {
        let (kind, key, from, to) = (right.kind, right.edge, right.from, right.to)
        let contact = names.contact(key.contact)
        let student = names.student(key.student)
        self.kind = kind
        self.student = key.student
        self.contact = key.contact
        self.from = from
        self.to = to
        sentence =
            switch (kind, to) {
            case (.noContact, "yes"): "\(contact) must not be contacted about \(student)."
            case (.noContact, nil):
                "\(contact), who must not be contacted about \(student), is no longer "
                    + "on the student's list."
            case (.noContact, _):
                "\(contact) may be contacted about \(student) again: no_contact is no now."
            case (.custody, let to):
                "\(contact), custody of \(student): \(from ?? "unknown") → \(to ?? "unknown")."
            case (.mayReceive, "yes"): "\(contact) may now receive news about \(student)."
            case (.mayReceive, _): "\(contact) may no longer receive news about \(student)."
            }
    }
}
