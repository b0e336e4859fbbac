import Cases
import Delivery
import Inbox
import People
import Store

/// Obeys STOP, START and HELP by text. They concern the number, whoever writes and whatever was
/// asked of it: nobody has to decide first whose words they are (47 CFR 64.1200(a)(10)).
///
/// Each family that uses the number finds the word on a timeline of its own, so that its liaison
/// knows that a text will not reach it.
struct ObeyWord: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Where the word stands: the families' files, with the entry on each.
    private typealias Kept = [(file: Case, entry: EntryID, evidence: Evidence)]

    /// Ends texts to the number, and says so once.
    ///
    /// `scope`: All, or all but emergencies from a number of their own.
    func stop(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, from sender: TextSender,
        _ scope: SuppressionScope, _ placement: Placement, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        read.kind = .optOut
        let isStopped = try desk.suppressions.stops(
            sender.number, .sms, isBulk: false, isEmergency: scope == .all, t)
        let isNew =
            try desk.suppressions.add(
                sender.number, .sms, scope, because: .optOut, inbound: claimed.id, t) && !isStopped
        let kept = try keep(.choice, claimed, read, sender, placement, t)
        if isNew { try confirm(.stopped, claimed, sender, kept, t) }
        return try result(kept, claimed, sender, placement, t)
    }

    /// Lets texts go to the number again.
    ///
    /// `isLifted`: Whether they had been stopped; only then is anything confirmed.
    func resume(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, from sender: TextSender,
        _ placement: Placement, isLifted: Bool, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        read.kind = .optIn
        let kept = try keep(.choice, claimed, read, sender, placement, t)
        if isLifted { try confirm(.resumed, claimed, sender, kept, t) }
        return try result(kept, claimed, sender, placement, t)
    }

    /// Says who we are and how to reach a person. The word stands where any text from the number
    /// would, and on each family's timeline only where that can't be told.
    func help(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, from sender: TextSender,
        _ placement: Placement, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let kept = try keep(.reply, claimed, read, sender, placement, t)
        if let (reader, file) = reader(sender, kept) {
            try Acknowledge(desk).help(to: reader, claimed.id, in: file, t)
        }
        return try result(kept, claimed, sender, placement, t)
    }

    private func keep(
        _ kind: EntryKind, _ claimed: ClaimedInbound, _ read: ReadMessage, _ sender: TextSender,
        _ placement: Placement, _ t: borrowing Transaction
    ) throws -> Kept {
        var families = sender.facts.senderFamilies
        if kind == .reply, case .file(let lead, _, _) = placement { families = [lead.family] }
        var kept: Kept = []
        for family in families {
            var lead = Lead(.sender, family: family, contact: nil, caseID: nil)
            var isUnverified = true
            if case .file(let found, let byNumberAlone, _) = placement, found.family == family {
                (lead, isUnverified) = (found, byNumberAlone)
            }
            let message = sender.asked.first { $0.id == lead.message }
            guard let file = try Conversations(desk).file(of: lead, answering: message, t) else {
                continue
            }
            var entry = NewEntry(text: read, of: claimed, from: sender)
            entry.kind = kind
            entry.message = message?.id
            entry.evidence = lead.evidence.rawValue
            entry.isUnverified = isUnverified
            kept.append((file, try desk.timeline.add(entry, to: file, t), lead.evidence))
        }
        return kept
    }

    /// In the language of whoever was asked last on this number, and on that family's timeline.
    private func reader(
        _ sender: TextSender, _ kept: Kept
    ) -> (reader: Acknowledge.Reader, file: Case)? {
        let users = [sender.reader].compactMap { $0 } + sender.users
        for contact in users {
            guard let place = kept.first(where: { $0.file.family == contact.family }) else {
                continue
            }
            return (Acknowledge.Reader(contact, atNumber: sender.number), place.file)
        }
        return nil
    }

    private func confirm(
        _ notice: AutomaticNotice, _ claimed: ClaimedInbound, _ sender: TextSender, _ kept: Kept,
        _ t: borrowing Transaction
    ) throws {
        guard let (reader, file) = reader(sender, kept) else { return }
        try Acknowledge(desk).confirm(notice, claimed.id, to: reader, in: file, t)
    }

    /// A number that no family has, or whose families have no liaison, is for a person to see.
    private func result(
        _ kept: Kept, _ claimed: ClaimedInbound, _ sender: TextSender, _ placement: Placement,
        _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let place = reader(sender, kept).flatMap { reader in
            kept.first { $0.file.id == reader.file.id }
        }
        // Nobody to answer is no reason to have it stand in the tray as well.
        if let place = place ?? kept.first {
            return Readings.Result(filed: place.entry, in: place.file, by: place.evidence)
        }
        var candidates: [Lead] = []
        if case .triage(_, let found) = placement { candidates = found }
        try TriageTray(desk.source).put(
            claimed.id, because: sender.users.isEmpty ? .unknownSender : .noOpenCase,
            candidates: candidates, t)
        return Readings.Result(.triage)
    }
}
