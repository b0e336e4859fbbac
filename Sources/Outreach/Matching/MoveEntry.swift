import Cases
import Delivery
import Inbox
import People
import Store

/// "Wrong case? Move it": puts an entry on the case that it belongs to, with what followed from it.
/// One transaction.
public struct MoveEntry: Sendable {
    let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What was done.
    public struct Receipt: Sendable {
        /// What staff call the entry.
        public let entry: String
        /// Where it stood.
        public let from: Case
        /// Where it stands now.
        public let to: Case
        /// Answers that count no longer where they were recorded.
        public var withdrawn: [Answer] = []
        /// The answer that is recorded for the right case now.
        public var recorded: Answer?
        /// The entry made an address be written to no more; moving it does not take that back.
        public var isStopKept = false
    }

    /// Moves an entry, named by its own name or by that under which its arrival waited in the tray.
    /// - Throws: ``Refusal``.
    public func move(
        _ name: String, to caseName: String, by handle: String
    ) async throws -> Receipt {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let entry = try find(name, of: staff.school, t)
            let file = try findCase(caseName, of: staff.school, desk, t)
            guard let old = try desk.caseBook.find(entry.caseID, t) else {
                throw Refusal("The case that \(name) stands on is gone.")
            }
            try check(entry, from: old, to: file)
            guard try desk.timeline.move(entry, to: file, by: staff.id, t) else {
                throw Refusal("Somebody has moved \(name) just now. Look again: parley case show.")
            }
            var receipt = Receipt(entry: entry.name, from: old, to: file)
            try TranslateArrival(desk).moved(entry, to: file, t)
            if let inbound = entry.inbound {
                try follow(inbound, entry, from: old, to: file, by: staff.id, t)
                try settleAnswers(inbound, entry, from: old, to: file, &receipt, t)
                receipt.isStopKept = try desk.suppressions.stands(from: inbound, t)
                try tellStaff(of: inbound, entry, in: file, t)
            }
            try desk.audit.record(
                "entry.move", by: staff.id, on: ("entry", entry.id.text), family: file.family,
                details: ["from": old.id.text, "to": file.id.text], t)
            return receipt
        }
    }

    private func find(
        _ name: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> TimelineEntry {
        let found = try desk.timeline.entries(named: name, of: school, t)
        if let entry = found.first, found.count == 1 { return entry }
        guard found.isEmpty else {
            let ids = found.map(\.id.text).joined(separator: ", ")
            throw Refusal("Two entries are called so. Give the whole id: \(ids).")
        }
        if let item = try TriageTray(desk.source).find(named: name, t),
            let entry = try desk.timeline.entry(readFrom: item.inbound, t),
            try desk.caseBook.find(entry.caseID, t)?.school == school
        {
            return entry
        }
        throw Refusal(
            "No entry is called \"\(name)\". `parley case show CASE` gives each entry's name, "
                + "six letters and digits behind a #.")
    }

    /// What went out belongs to the case that it was sent for; what happened to a case, to that case.
    private func check(_ entry: TimelineEntry, from old: Case, to file: Case) throws {
        switch entry.kind {
        case .reply, .answer, .reaction, .automatic, .choice, .note, .call, .visit: break
        case .notice, .delivery, .meeting, .referral, .state:
            throw Refusal(
                "This is a \(entry.kind.rawValue) of case \(old.reference) itself and stays there. "
                    + "What a family wrote, notes, calls and visits can be moved.")
        }
        guard old.id != file.id else {
            throw Refusal("\(entry.name) stands on case \(file.reference) already.")
        }
    }

    /// Who looks after the right case is told of it, and nobody any more of the wrong one.
    private func tellStaff(
        of inbound: InboundID, _ entry: TimelineEntry, in file: Case, _ t: borrowing Transaction
    ) throws {
        try StaffNotes().takeBack(inbound, t)
        let result = Readings.Result(filed: entry.id, in: file, by: .staff)
        try NoteForStaff(desk).note(inbound, result, t)
    }

    /// The bytes and what was read in them belong to the other family now; what the address was
    /// thought to mean was wrong.
    private func follow(
        _ inbound: InboundID, _ entry: TimelineEntry, from old: Case, to file: Case,
        by staff: StaffID, _ t: borrowing Transaction
    ) throws {
        let readings = Readings(desk.source)
        try readings.assign(inbound, to: file.id, entry: entry.id, t)
        try InboundQueue().assign(inbound, to: file.family, t)
        try TriageTray(desk.source).moved(inbound, to: file.id, t)
        guard entry.kind == .reply || entry.kind == .answer, let channel = entry.channel,
            let from = try readings.sender(of: inbound, t),
            let address = foldedAddress(from, channel)
        else { return }
        let learnt = LearntSenders(desk.source)
        if old.family != file.family {
            try learnt.forget(address, channel, of: old.family, t)
        }
        guard try !Staff().uses(address, t) else { return }
        try learnt.learn(
            address, channel, family: file.family, caseID: file.id, from: inbound, by: staff, t)
    }
}
