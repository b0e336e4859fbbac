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
    func note(
        _ inbound: InboundID, _ result: Readings.Result, _ t: borrowing Transaction
    ) throws {
        switch result.outcome {
        case .filed:
            guard let file = try result.caseID.flatMap({ try desk.caseBook.find($0, t) }) else {
                return
            }
            try note(inbound, in: file, result.entry, t)
        case .triage: try noteInTray(inbound, t)
        case .folded, .waiting, .recorded, .split, .ignored: return
        }
    }

    private func note(
        _ inbound: InboundID, in file: Case, _ entry: EntryID?, _ t: borrowing Transaction
    ) throws {
        var readers = try reader(file.liaison, t).map { [($0, StaffNote.Place.caseOfOwn)] } ?? []
        if let teacher = file.referredBy, teacher != file.liaison,
            try desk.caseBook.isTeacherTold(of: file.id, t), let reader = try reader(teacher, t)
        {
            readers.append((reader, .sharedCase))
        }
        guard !readers.isEmpty, let facts = try facts(inbound, t) else { return }
        for (reader, place) in readers {
            try keep(
                StaffNote(
                    staff: reader.member.id, inbound: inbound, place: place,
                    reference: file.reference, family: file.family, entry: entry,
                    kind: facts.kind, answer: facts.answer?.rawValue, language: facts.language,
                    isUrgent: facts.isUrgent, at: desk.source.now()), for: reader, t)
        }
    }

    private func noteInTray(_ inbound: InboundID, _ t: borrowing Transaction) throws {
        guard let item = try TriageTray(desk.source).find(named: inbound.text, t) else { return }
        // What ended its reader three times has no reading.
        let isRead = try Readings(desk.source).kind(of: inbound, t) != nil
        guard
            let facts = isRead
                ? try facts(inbound, t) : Facts(kind: MailKind.unreadable.rawValue, language: "und")
        else { return }
        let family = try item.candidates.first.flatMap { try Families().family($0.family, t) }
        for liaison in try Staff().liaisons(of: family?.school, t) {
            guard let reader = try reader(liaison.id, t) else { continue }
            try keep(
                StaffNote(
                    staff: liaison.id, inbound: inbound, place: .tray, reference: item.reference,
                    family: nil, entry: nil, kind: facts.kind, answer: nil,
                    language: facts.language, isUrgent: false, at: desk.source.now()),
                for: reader, t)
        }
    }

    // MARK: Who

    private struct Reader {
        let member: StaffMember
        let choice: NotifyChoice
    }

    /// Nil for who has no address, works here no longer, or wants no mail.
    private func reader(_ id: StaffID, _ t: borrowing Transaction) throws -> Reader? {
        guard let member = try Staff().member(id, t), member.isActive, member.email != nil else {
            return nil
        }
        let choice = try Staff().notify(id, t)
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
        guard case .digest(let hours) = reader.choice, !note.isUrgent else { return note.at }
        if let due = try StaffNotes().nextDue(for: note.staff, t) { return due }
        let due = note.at + .seconds(hours * 3_600)
        let zone = try Schools().school(reader.member.school, t)?.timeZone
        return desk.sending.staff.hours?.next(
            from: due, in: zone.flatMap(TimeZone.init(identifier:)) ?? .gmt) ?? due
    }

    // MARK: What

    private struct Facts {
        let kind: String
        let language: String
        var answer: Answer?
        var isUrgent = false
    }

    /// Nil for what a program wrote, and for a reaction, which needs nobody.
    private func facts(_ inbound: InboundID, _ t: borrowing Transaction) throws -> Facts? {
        guard let read = try Readings(desk.source).kind(of: inbound, t),
            ![.autoReply, .bounce, .receipt, .complaint, .reaction].contains(read.kind)
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
