import Cases
import Delivery
import Inbox
import People
import Store

/// Finds what a message asks, and keeps what is answered.
struct TakeAnswer: Sendable {
    private let desk: Desk
    private let words: FamilyWords

    init(_ desk: Desk, _ words: FamilyWords) {
        self.desk = desk
        self.words = words
    }

    /// Whether an occasion can still be answered.
    enum Stage: Sendable { case toCome, past, calledOff }

    /// Whether an occasion can still be answered; what is gone from the database is past.
    func stage(of occasion: Occasion, _ t: borrowing Transaction) throws -> Stage {
        switch occasion {
        case .meeting(let id):
            guard let meeting = try desk.meetings.find(id, t) else { return .past }
            if meeting.state == .cancelled { return .calledOff }
            return meeting.startsAt > desk.source.now() ? .toCome : .past
        case .event(let id):
            guard let event = try desk.events.find(id, t) else { return .past }
            return event.startsAt > desk.source.now() ? .toCome : .past
        // An offer has no moment of its own; how long it may be answered by text, TextSender says.
        case .send: return .toCome
        }
    }

    /// A digit alone, in any script.
    func digit(in body: String, to question: Question) -> ReadAnswer? {
        bareDigit(in: body).flatMap(question.answer(number:))
    }

    /// A word for yes or no alone, in a language that one of some contacts reads.
    func word(in body: String, from contacts: [Contact], to question: Question) -> ReadAnswer? {
        switch words.meaning(of: body, from: contacts) {
        case .yes: question.answer(word: .yes)
        case .no: question.answer(word: .no)
        default: nil
        }
    }

    /// What an answer was given to, where that is no longer what the meeting is: it is kept, and
    /// does not count.
    func other(
        than occasion: Occasion, revision: Int?, _ t: borrowing Transaction
    ) throws -> String? {
        guard case .meeting(let id) = occasion, let meeting = try desk.meetings.find(id, t) else {
            return nil
        }
        if meeting.state == .cancelled { return "a meeting that was called off" }
        let isEarlier = revision.map { $0 < meeting.sequence } ?? false
        return isEarlier ? "an earlier time or place" : nil
    }

    /// The revision of the invitation that is answered: what the message told, or for a reminder
    /// what was told before.
    func revision(
        answeredIn message: OutboundMessage?, _ t: borrowing Transaction
    ) throws -> Int? {
        try message.flatMap { try Outbox().calendar(toldBy: $0, t)?.sequence }
    }
}
