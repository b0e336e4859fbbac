import Wire

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
        _ file: RosterFile, _ state: RosterState, _ students: Delta<RosterStudent>,
        _ contacts: Delta<RosterContact>
    ) -> [RosterWarning] {
        [
            removal(.studentsRemoved, students.removed.count, of: students.activeBefore, "student"),
            removal(.contactsRemoved, contacts.removed.count, of: contacts.activeBefore, "contact"),
            moves(contacts), addressesLost(file, state), nobodyToTell(file),
            phonesWithoutTexts(file),
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
    private static func moves(_ contacts: Delta<RosterContact>) -> RosterWarning? {
        let moved = contacts.moved.count
        guard moved >= 5, moved * 5 > contacts.activeBefore else { return nil }
        return RosterWarning(
            kind: .contactsMoved,
            sentence: "\(moved) of \(counted(contacts.activeBefore, "contact")) would move to "
                + "another family, more than 20 %, and leave its cases behind. Were the families "
                + "numbered anew? If it is right, pass `allowRemoval`.",
            blocks: true)
    }

    /// Contacts who stay and could no longer be reached. Fewer than five are told by the entries.
    private static func addressesLost(
        _ file: RosterFile, _ state: RosterState
    ) -> RosterWarning? {
        let staying = Set(file.contacts.map(\.key))
        let reachable = Set(state.addresses.map(\.record.key.contact)).intersection(staying)
        let lost = reachable.subtracting(file.addresses.map(\.key.contact)).count
        guard lost >= 5, lost * 5 > reachable.count else { return nil }
        return RosterWarning(
            kind: .addressesLost,
            sentence: "\(lost) of \(counted(reachable.count, "contact")) with an address would "
                + "have none any more, more than 20 %. If that is right, pass `allowRemoval`.",
            blocks: true)
    }

    /// Numbers that the numbering plan says no text reaches, or where one is dear. They are taken:
    /// the plan is years old, and families port their numbers.
    private static func phonesWithoutTexts(_ file: RosterFile) -> RosterWarning? {
        let numbers = Set(file.addresses.filter { $0.key.channel == .sms }.map(\.key.address))
        let types = numbers.compactMap { readPhone($0, region: "ZZ")?.type }
        let odd = types.count { Self.typesWithoutTexts.contains($0) }
        guard odd > 0 else { return nil }
        return RosterWarning(
            kind: .phonesWithoutTexts,
            sentence: "\(counted(odd, "telephone")) of a kind that mostly takes no texts: fixed "
                + "lines, premium-rate or toll-free numbers. Ask those families for a mobile number.",
            blocks: false)
    }

    private static let typesWithoutTexts: Set<String> = [
        "fixed-line", "toll-free", "premium-rate", "shared-cost", "pager", "uan", "voicemail",
    ]

    private static func nobodyToTell(_ file: RosterFile) -> RosterWarning? {
        let told = Set(file.edges.filter { $0.mayReceive && !$0.noContact }.map(\.key.student))
        let left = file.students.count { !told.contains($0.key) }
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

    /// Every change to a right on an edge that stays, and edges that come or go with a
    /// prohibition.
    static func all(of edges: Delta<RosterEdge>, _ names: RosterNames) -> [RosterCallout] {
        var found: [RosterCallout] = []
        for edge in edges.added where edge.noContact {
            found.append(RosterCallout(.noContact, edge.key, nil, "yes", names))
        }
        for change in edges.changed {
            let old = change.stored.record
            let new = change.wanted
            for (kind, from, to) in [
                (Kind.noContact, yesOrNo(old.noContact), yesOrNo(new.noContact)),
                (.custody, old.custody, new.custody),
                (.mayReceive, yesOrNo(old.mayReceive), yesOrNo(new.mayReceive)),
            ] where from != to {
                found.append(RosterCallout(kind, new.key, from, to, names))
            }
        }
        for stored in edges.removed where stored.record.noContact {
            found.append(RosterCallout(.noContact, stored.record.key, "yes", nil, names))
        }
        return found
    }

    private init(
        _ kind: Kind, _ key: RosterEdge.Key, _ from: String?, _ to: String?, _ names: RosterNames
    ) {
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
