import Cases
import Delivery
import Inbox
import People
import Store

// An answer goes along to what the right case asked, or counts no longer.
extension MoveEntry {
    func settleAnswers(
        _ inbound: InboundID, _ entry: TimelineEntry, from old: Case, to file: Case,
        _ receipt: inout Receipt, _ t: borrowing Transaction
    ) throws {
        let answers = try desk.answers.answers(readFrom: inbound, t)
        if answers.isEmpty, entry.kind == .reply {
            // It was no answer where it stood, or to nothing that could be told.
            let placed = try PlacedAnswer(in: entry.words, at: entry.at, of: file, desk, t)
            try placed?.record(inbound, by: entry.author, in: file, at: entry.at, desk, t)
            receipt.recorded = placed?.answer.answer
        }
        for answer in answers {
            guard try !stays(answer, entry, from: old, to: file, t) else { continue }
            try desk.answers.withdraw(answer, t)
            receipt.withdrawn.append(answer.given.answer)
            let recorded = try record(answer, inbound, entry, in: file, t)
            receipt.recorded = receipt.recorded ?? recorded
        }
    }

    /// Whether an answer was to something of the right case, or of the same family as a whole.
    private func stays(
        _ answer: ReadFromArrival, _ entry: TimelineEntry, from old: Case, to file: Case,
        _ t: borrowing Transaction
    ) throws -> Bool {
        switch answer.occasion {
        case .meeting(let id): try desk.meetings.find(id, t)?.caseID == file.id
        case .event: old.family == file.family
        case .send: try staysWithFamily(entry, from: old, to: file, t)
        }
    }

    /// An offer to an audience is the family's whole; one in a case is that case's.
    private func staysWithFamily(
        _ entry: TimelineEntry, from old: Case, to file: Case, _ t: borrowing Transaction
    ) throws -> Bool {
        let message = try entry.message.flatMap { try Outbox().message($0, t) }
        guard let asked = message?.caseID else { return old.family == file.family }
        return asked == file.id
    }

    /// Records an answer with what the right case asked last of the same kind, if it can still be
    /// answered: a sign-up for a ride is no promise to come to a meeting.
    private func record(
        _ was: ReadFromArrival, _ inbound: InboundID, _ entry: TimelineEntry, in file: Case,
        _ t: borrowing Transaction
    ) throws -> Answer? {
        // A calendar's answer has no words of its own to be read again.
        let calendar =
            was.given.givenBy == "calendar"
            ? ReadAnswer(answer: was.given.answer, givenBy: "calendar") : nil
        let placed = try PlacedAnswer(
            calendar, in: entry.words, at: entry.at, of: file, kind: was.occasion.kind, desk, t)
        try placed?.record(inbound, by: entry.author, in: file, at: entry.at, desk, t)
        return placed?.answer.answer
    }
}
