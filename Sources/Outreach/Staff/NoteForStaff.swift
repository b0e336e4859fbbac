import Cases
import Delivery
import Foundation
import Inbox
import People
import Store

/// Notes who of the staff is to be told of an arrival, in the transaction that files it: what is
/// filed and what is to be told are both there, or neither.
struct NoteForStaff {
    /// An answer to a meeting that begins within this time can't wait for a digest.
    static let near = Duration.seconds(86_400)
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Notes it where a family's words were filed, or wait for somebody to say whose they are. What
    /// a program wrote is nobody's words.
    ///
    /// `besides`: Who knows of it already.
    /// `known`: The cases that are known; nil for none.
    func note(
        _ inbound: InboundID, _ result: Readings.Result, besides knowing: StaffID? = nil,
        among known: KnownCases? = nil, _ t: borrowing Transaction
    ) throws {
        switch result.outcome {
        case .filed:
            let known = known ?? KnownCases(desk)
            guard
                let file = try result.caseID.flatMap({ id in
                    try known.find(id, of: result.family, t)
                })
            else { return }
            try note(inbound, in: file, result.entry, besides: knowing, t)
        case .triage: try noteInTray(inbound, besides: knowing, t)
        case .folded, .waiting, .recorded, .split, .loop, .ignored: return
        }
    }

    private func note(
        _ inbound: InboundID, in file: Case, _ entry: EntryID?, besides knowing: StaffID?,
        _ t: borrowing Transaction
    ) throws {
        let own = try readers(of: file, t)
        let teacher = try sharedWith(file, t)
        guard !own.isEmpty || teacher != nil, let facts = try facts(inbound, entry, t) else {
            return
        }
        let isUnverified = try entry.map { try desk.timeline.isUnverified($0, t) } ?? false
        var told = own.map { ($0, StaffNote.Place.caseOfOwn) }
        // What may be anybody's, and what concerns notices alone, is the liaison's to know.
        if let teacher, !isUnverified, !facts.isWish { told.append((teacher, .sharedCase)) }
        for (reader, place) in told where reader.member.id != knowing {
            try keep(
                StaffNote(
                    staff: reader.member.id, inbound: inbound, place: place,
                    reference: file.reference, family: file.family, entry: entry,
                    kind: facts.kind, answer: facts.answer?.rawValue, language: facts.language,
                    isUrgent: facts.isUrgent, isUnverified: isUnverified,
                    at: desk.source.now()), for: reader, t)
        }
    }

    private func noteInTray(
        _ inbound: InboundID, besides knowing: StaffID?, _ t: borrowing Transaction
    ) throws {
        // A school whose staff have no mailbox here is told nothing, and nothing is looked up.
        let all = try Staff().liaisonsWithMailbox(of: nil, t)
        // What staff wrote themselves is news to none of them.
        guard !all.isEmpty, let item = try TriageTray(desk.source).find(named: inbound.text, t),
            item.reason != .staffAnswer
        else { return }
        // What ended its reader three times has no reading.
        let isRead = try Readings(desk.source).kind(of: inbound, t) != nil
        guard
            let facts = isRead
                ? try facts(inbound, nil, t)
                : Facts(kind: MailKind.unreadable.rawValue, language: "und")
        else { return }
        for reader in try readers(of: item, among: all, t) where reader.member.id != knowing {
            try keep(
                StaffNote(
                    staff: reader.member.id, inbound: inbound, place: .tray,
                    reference: item.reference, family: nil, entry: nil, kind: facts.kind,
                    answer: nil, language: facts.language, isUrgent: false, isUnverified: false,
                    at: desk.source.now()), for: reader, t)
        }
    }

    // MARK: Who

    private struct Reader {
        let member: StaffMember
        let choice: NotifyChoice
    }

    /// The case's liaison; where mail can't reach that one, the school's others.
    private func readers(of file: Case, _ t: borrowing Transaction) throws -> [Reader] {
        if let own = try Staff().member(file.liaison, t), own.isActive, own.email != nil {
            return try reader(own, t).map { [$0] } ?? []
        }
        return try Staff().liaisonsWithMailbox(of: file.school, t).compactMap { member in
            try reader(member, t)
        }
    }

    /// The liaisons of every school that it may be for; of all where nobody knows.
    private func readers(
        of item: TriageItem, among liaisons: [StaffMember], _ t: borrowing Transaction
    ) throws -> [Reader] {
        let families = try item.candidates.compactMap { lead in
            try Families().family(lead.family, t)
        }
        let schools = Set(families.map(\.school))
        return try liaisons.filter { schools.isEmpty || schools.contains($0.school) }
            .compactMap { member in try reader(member, t) }
    }

    /// The teacher whom the liaison lets know; nil for none.
    private func sharedWith(_ file: Case, _ t: borrowing Transaction) throws -> Reader? {
        guard let id = file.referredBy, id != file.liaison,
            try desk.caseBook.isTeacherTold(of: file.id, t),
            let teacher = try Staff().member(id, t)
        else { return nil }
        return try reader(teacher, t)
    }

    /// Nil for who has no address, works here no longer, or wants no mail.
    private func reader(_ member: StaffMember, _ t: borrowing Transaction) throws -> Reader? {
        guard member.isActive, member.email != nil else { return nil }
        let choice = try Staff().notify(member.id, t)
        return choice == .never ? nil : Reader(member: member, choice: choice)
    }

    private func keep(
        _ note: StaffNote, for reader: Reader, _ t: borrowing Transaction
    ) throws {
        try StaffNotes().insert(note, due: due(note, reader, t), t)
    }

    /// What waits already takes this along; else the digest's hours begin now.
    private func due(
        _ note: StaffNote, _ reader: Reader, _ t: borrowing Transaction
    ) throws -> Instant {
        guard !note.isUrgent else { return note.at }
        if let due = try StaffNotes().nextDue(for: note.staff, t) { return due }
        return try Self.due(reader.choice, for: reader.member, desk, t) ?? note.at
    }

    /// When a mail that is begun now is due; nil for never.
    static func due(
        _ choice: NotifyChoice, for member: StaffMember, _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Instant? {
        let now = desk.source.now()
        switch choice {
        case .never: return nil
        case .each: return now
        case .digest(let hours):
            let due = now + .seconds(hours * 3_600)
            let zone = try Schools().school(member.school, t)?.timeZone
            return desk.sending.staff.hours?.next(
                from: due, in: zone.flatMap(TimeZone.init(identifier:)) ?? .gmt) ?? due
        }
    }

    // MARK: What

    private struct Facts {
        let kind: String
        let language: String
        var answer: Answer?
        var isUrgent = false

        /// It asks for no more notices, or for them again.
        var isWish: Bool { [MailKind.optOut, .optIn].map(\.rawValue).contains(kind) }
    }

    /// Whether somebody wrote it: what bears a program's mark may stand on its case as a person's words.
    private func isPersons(
        _ kind: MailKind, _ entry: EntryID?, _ t: borrowing Transaction
    ) throws -> Bool {
        switch kind {
        case .bounce, .receipt, .complaint, .reaction: false
        case .autoReply: try entry.map { try desk.timeline.kind(of: $0, t) == .reply } ?? false
        default: true
        }
    }

    /// Nil for what a program wrote, and for a reaction, which needs nobody.
    private func facts(
        _ inbound: InboundID, _ entry: EntryID?, _ t: borrowing Transaction
    ) throws -> Facts? {
        guard let read = try Readings(desk.source).kind(of: inbound, t),
            try isPersons(read.kind, entry, t)
        else { return nil }
        var facts = Facts(kind: read.kind.rawValue, language: read.language)
        guard [.reply, .new, .rsvp].contains(read.kind),
            let given = try desk.answers.given(in: inbound, t)
        else {
            return facts
        }
        facts.answer = given.answer
        let meeting = try given.meeting.flatMap { try desk.meetings.find($0, t) }
        let isNear = meeting.map { $0.startsAt < desk.source.now() + Self.near } ?? false
        facts.isUrgent = given.answer == .contactMe || isNear
        return facts
    }
}
