import Cases
import Delivery
import Inbox
import People
import Store

/// What words answer that a person put on a case: the case's latest question of those that it had
/// asked when they came, if that can still be answered.
struct PlacedAnswer {
    let answer: ReadAnswer
    let occasion: Occasion
    let message: OutboundMessage
    /// Which revision of a meeting it is to.
    private let sequence: Int?
    /// Who of the family may have written.
    private let writers: [Contact]

    /// Nil where the words are no number or word that answers, or nothing waits for one.
    ///
    /// `given`: The answer where it is none of words. `kind`: What alone it may be to; nil for any.
    init?(
        _ given: ReadAnswer? = nil, in words: String, at came: Instant, of file: Case,
        kind: String? = nil, _ desk: Desk, _ t: borrowing Transaction
    ) throws {
        let takeAnswer = TakeAnswer(desk, FamilyWords(desk.localizer.library))
        let writers = try Contacts().contacts(of: file.family, t)
        for message in try Outbox().messages(inCase: file.id, t).reversed()
        where message.createdAt <= came {
            guard let question = Question(message),
                kind == nil || question.occasion.kind == kind
            else { continue }
            guard try takeAnswer.stage(of: question.occasion, t) == .toCome,
                let answer = given
                    ?? takeAnswer.digit(in: words, from: writers, to: question)
                    ?? takeAnswer.word(in: words, from: writers, to: question)
            else { return nil }
            (self.answer, occasion, self.message) = (answer, question.occasion, message)
            sequence = try takeAnswer.revision(answeredIn: message, t)
            self.writers = writers
            return
        }
        return nil
    }

    /// Has it count.
    func record(
        _ inbound: InboundID, by author: Author, in file: Case, at came: Instant, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws {
        let writer = writers.first { .contact($0.id) == author }
        try desk.answers.record(
            answer.answer, to: occasion, family: file.family, contact: writer?.id,
            givenBy: answer.givenBy, sequence: sequence, inbound: inbound, at: came, t)
    }
}
