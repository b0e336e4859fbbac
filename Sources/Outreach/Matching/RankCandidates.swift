import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Puts the places where an arrival may belong in order, for the person who decides: by all that is
/// known of the sender, and by what stands in the words. None of it files anything.
struct RankCandidates: Sendable {
    private let desk: Desk
    private static let most = 10

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// `from`: The sender's address or number in the form of the roster; nil when it can't be read.
    /// `leads`: What evidence names; each of them stays.
    /// - Returns: The likeliest first.
    func rank(
        _ read: ReadMessage, _ channel: Channel, from: String?, _ leads: [Lead],
        _ t: borrowing Transaction
    ) throws -> [Candidate] {
        var places = LikelyPlaces()
        for lead in leads { places.add(lead) }
        let last = try from.flatMap { try Outbox().latest(to: $0, channel, t) }
        if let from { try addSender(from, channel, last, to: &places, t) }
        let names = NameSearch(in: "\(read.subject)\n\(read.reply)")
        try addNamed(names, read, to: &places, t)
        for index in places.found.indices {
            try weighNames(&places.found[index], names, t)
        }
        // What was sent is looked at for those alone that may come to be shown.
        places.keep(2 * Self.most)
        for index in places.found.indices {
            try weigh(&places.found[index], read, t)
        }
        if let last { places.addLast(family: last.family, caseID: last.caseID) }
        return Array(places.inOrder.prefix(Self.most))
    }

    /// The families that the sender's address leads to. `last`: What was sent there last.
    private func addSender(
        _ from: String, _ channel: Channel, _ last: OutboundMessage?,
        to places: inout LikelyPlaces, _ t: borrowing Transaction
    ) throws {
        let families = try Families().families(using: from, channel, t)
        for family in families {
            try add(family, because: .rosterAddress, to: &places, t)
        }
        for lead in try LearntSenders(desk.source).places(of: from, channel, t) {
            let isOpen = try lead.caseID.flatMap { try desk.caseBook.find($0, t) }?.state == .open
            try add(lead.family, because: .learnt, to: &places, t)
            if isOpen { places.add(lead.family, lead.caseID, .learntCase) }
        }
        guard let last, !families.contains(last.family) else { return }
        try add(last.family, because: .formerAddress, to: &places, t)
    }

    /// The families that somebody of the name belongs to.
    private func addNamed(
        _ names: NameSearch, _ read: ReadMessage, to places: inout LikelyPlaces,
        _ t: borrowing Transaction
    ) throws {
        if let name = read.from?.name {
            for contact in try NameSearch(in: name).contacts(t) {
                try add(contact.family, because: .senderName, to: &places, t)
            }
        }
        for contact in try names.contacts(t) {
            try add(contact.family, because: .contactNamed, to: &places, t)
        }
        // Of families known by other signs the child's first name suffices; it is weighed below.
        let students = try names.students(t)
        for student in students where names.contains(student.familyName) {
            for family in try Families().families(of: student.id, t) {
                try add(family.id, because: nil, to: &places, t)
            }
        }
        guard places.found.isEmpty else { return }
        for student in students {
            for family in try Families().families(of: student.id, t) {
                try add(family.id, because: .childNamed, to: &places, t)
            }
        }
    }

    /// A family with its open cases; without any, the family alone.
    private func add(
        _ family: FamilyID, because reason: CandidateReason?, to places: inout LikelyPlaces,
        _ t: borrowing Transaction
    ) throws {
        let cases = try desk.caseBook.open(of: family, t).filter { $0.kind == .concern }
        for file in cases {
            places.add(family, file.id, reason)
        }
        if places.holdsConversation(of: family) || (cases.isEmpty && !places.holds(family)) {
            places.add(family, nil, reason)
        }
    }

    /// What was sent to one place, and the language, beside the words.
    private func weigh(
        _ candidate: inout Candidate, _ read: ReadMessage, _ t: borrowing Transaction
    ) throws {
        let since = desk.source.now() - .seconds(14 * 86_400)
        let subject = baseSubject(read.subject).text.lowercased()
        for message in try Outbox().sent(to: candidate.family, nil, since: since, t)
        where message.caseID == candidate.caseID {
            candidate.add(.recent)
            guard !subject.isEmpty, message.channel == .email,
                let rendering = try Outbox().rendering(of: message.id, t),
                baseSubject(rendering.subject).text.lowercased() == subject
            else { continue }
            candidate.add(.subject)
        }
        guard read.language != "und", read.language != "en" else { return }
        let spoken = try Contacts().contacts(of: candidate.family, t)
            .flatMap(\.languages).map(\.language)
        let base = read.language.split(separator: "-").first.map(String.init)
        if let base, spoken.contains(base) { candidate.add(.language) }
    }

    /// What stands in the words for one place.
    private func weighNames(
        _ candidate: inout Candidate, _ names: NameSearch, _ t: borrowing Transaction
    ) throws {
        let file = try candidate.caseID.flatMap { try desk.caseBook.find($0, t) }
        // A case is about its child; a conversation about any of the family's.
        let children =
            try file?.student.flatMap { try Students().student($0, t) }.map { [$0] }
            ?? Students().students(of: candidate.family, t)
        let named = children.filter { names.contains($0.givenName) }
        if !named.isEmpty { candidate.add(.childNamed) }
        if named.contains(where: { names.contains($0.familyName) }) {
            candidate.add(.childFullName)
        }
    }
}
