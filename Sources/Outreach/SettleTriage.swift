import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// A person says where an arrival belongs, or that it is not ours.
public struct SettleTriage: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What waits.
    public func list(by handle: String) async throws -> [TriageItem] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .readCase, t)
            return try TriageTray(desk.source).open(t)
                .filter { item in try isOwn(item, staff.school, desk, t) }
                .map { try own($0, staff.school, t) }
        }
    }

    /// What came of an arrival that was put on a case.
    public struct Receipt: Sendable {
        /// Where it stands.
        public let file: Case
        /// The answer that is recorded for what the case had asked.
        public let recorded: Answer?
    }

    /// Puts an arrival on a case's timeline. A number or word that answers what the case had asked when
    /// it came counts.
    public func assign(
        _ name: String, to caseName: String, by handle: String
    ) async throws -> Receipt {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let item = try item(name, of: staff.school, t)
            let file = try findCase(caseName, of: staff.school, desk, t)
            guard
                try TriageTray(desk.source).settle(item.inbound, into: file.id, by: staff.id, t)
            else { throw Refusal("\(name) has been settled already.") }
            var entry = NewEntry(
                kind(of: item), by: .family, item.words, language: item.language)
            let answer =
                entry.kind == .reply
                ? try PlacedAnswer(in: item.words, at: item.receivedAt, of: file, desk, t) : nil
            if let answer {
                (entry.kind, entry.message) = (.answer, answer.message.id)
                entry.details = answer.answer.details
            }
            (entry.channel, entry.inbound) = (item.channel, item.inbound)
            entry.subject = item.subject.isEmpty ? nil : item.subject
            entry.evidence = Evidence.staff.rawValue
            if let from = item.fromAddress { entry.details["sender"] = "written from \(from)" }
            if item.attachments > 0 { entry.details["attachments"] = String(item.attachments) }
            let id = try desk.timeline.add(entry, to: file, t)
            try answer?.record(item.inbound, by: .family, in: file, at: item.receivedAt, desk, t)
            try Readings(desk.source).assign(item.inbound, to: file.id, entry: id, t)
            try InboundQueue().assign(item.inbound, to: file.family, t)
            try learn(item, file, by: staff.id, t)
            // Nobody need look for it in the tray; whoever put it on the case knows of it.
            try StaffNotes().takeBack(item.inbound, t)
            try NoteForStaff(desk).note(
                item.inbound, Readings.Result(filed: id, in: file, by: .staff), besides: staff.id, t
            )
            try desk.audit.record(
                "triage.assign", by: staff.id, on: ("inbound", item.inbound.text),
                family: file.family, details: ["case": file.id.text], t)
            return Receipt(file: file, recorded: answer?.answer.answer)
        }
    }

    /// Remembers for the next time with whom a person placed this sender.
    private func learn(
        _ item: TriageItem, _ file: Case, by staff: StaffID, _ t: borrowing Transaction
    ) throws {
        // What a program wrote, or somebody passed on, says nothing about its sender's family; and a
        // colleague writes about every family.
        let isForward = baseSubject(item.subject).isForward
        guard kind(of: item) == .reply, !isForward, let from = item.fromAddress,
            let address = foldedAddress(from, item.channel),
            try !Staff().uses(address, t)
        else { return }
        try LearntSenders(desk.source).learn(
            address, item.channel, family: file.family, caseID: file.id, from: item.inbound,
            by: staff, t)
    }

    /// One arrival, waiting or settled, with everything that it says.
    public func show(_ name: String, by handle: String) async throws -> TriageItem {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .readCase, t)
            let item = try item(name, of: staff.school, t)
            // Who looked at what a family wrote is on record.
            try desk.audit.record(
                "triage.show", by: staff.id, on: ("inbound", item.inbound.text), t)
            return try own(item, staff.school, t)
        }
    }

    /// The arrival with the places at one school: another school's families are none of hers.
    private func own(
        _ item: TriageItem, _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> TriageItem {
        var item = item
        item.candidates = try item.candidates.filter { candidate in
            try Families().family(candidate.family, t)?.school == school
        }
        return item
    }

    /// Takes an arrival out of the tray as not ours. Its bytes stay.
    /// `why`: For colleagues; empty when there is nothing to say.
    public func dismiss(_ name: String, why: String = "", by handle: String) async throws {
        let why = try TypedWords(why, "The reason", limit: 500, mayBeEmpty: true).text
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let item = try item(name, of: staff.school, t)
            guard
                try TriageTray(desk.source).settle(
                    item.inbound, into: nil, by: staff.id, note: why.isEmpty ? nil : why, t)
            else { throw Refusal("\(name) has been settled already.") }
            try StaffNotes().takeBack(item.inbound, t)
            try desk.audit.record(
                "triage.dismiss", by: staff.id, on: ("inbound", item.inbound.text), t)
        }
    }

    /// Takes back that an arrival is not ours: it waits again.
    public func reopen(_ name: String, by handle: String) async throws {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let item = try item(name, of: staff.school, t)
            guard try TriageTray(desk.source).reopen(item.inbound, t) else {
                throw Refusal(
                    item.state == "open"
                        ? "\(name) waits already."
                        : "\(name) is on a case. If it is the wrong one: parley case move \(name) "
                            + "CASE.")
            }
            try NoteForStaff(desk).note(
                item.inbound, Readings.Result(.triage), besides: staff.id, t)
            try desk.audit.record(
                "triage.reopen", by: staff.id, on: ("inbound", item.inbound.text), t)
        }
    }

    /// Puts waiting arrivals back to be read and matched anew by today's reader: one by name, or for
    /// nil all that an older reader read. What a person has decided stays.
    /// - Returns: How many.
    public func readAgain(_ name: String?, by handle: String) async throws -> Int {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let tray = TriageTray(desk.source)
            let wanted =
                try name.map { [try item($0, of: staff.school, t).inbound] }
                ?? tray.readByOlder(t)
            var count = 0
            for id in wanted where try tray.readAgain(id, t) {
                count += 1
                try desk.audit.record(
                    "triage.reread", by: staff.id, on: ("inbound", id.text), t)
            }
            if let name, count == 0 {
                throw Refusal("\(name) has been settled already, and stays as it is.")
            }
            return count
        }
    }

    /// What a program wrote is no answer of the family, whoever puts it on the case.
    private func kind(of item: TriageItem) -> EntryKind {
        switch MailKind(rawValue: item.kind) {
        case .autoReply, .bounce, .receipt, .complaint: .automatic
        default: .reply
        }
    }

    private func item(
        _ name: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> TriageItem {
        try waiting(name, of: school, desk, t)
    }
}

/// An arrival by the name that staff type, if it is this school's: an open one unless all that it may
/// belong to is another's, one that stands on a case or was taken out where that was done.
/// - Throws: ``Refusal``, the same as for a name that nothing has.
func waiting(
    _ name: String, of school: SchoolID, _ desk: Desk, _ t: borrowing Transaction
) throws -> TriageItem {
    guard let item = try TriageTray(desk.source).find(named: name, t),
        try isOwn(item, school, desk, t)
    else {
        throw Refusal("Nothing called \"\(name)\" waits. `parley triage list` shows what does.")
    }
    return item
}

private func isOwn(
    _ item: TriageItem, _ school: SchoolID, _ desk: Desk, _ t: borrowing Transaction
) throws -> Bool {
    if let staff = item.settledBy {
        return try Staff().member(staff, t)?.school == school
    }
    if let entry = try desk.timeline.entry(readFrom: item.inbound, t) {
        return try desk.caseBook.find(entry.caseID, t)?.school == school
    }
    let schools = try item.candidates.map { try Families().family($0.family, t)?.school }
    return schools.isEmpty || schools.contains(school)
}
