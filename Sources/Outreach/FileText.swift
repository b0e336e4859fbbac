import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Puts a family's text on a timeline, with what follows from it: an answer to what was asked of its
/// number, a first acknowledgement.
struct FileText: Sendable {
    private let desk: Desk
    private let words: FamilyWords
    private let answers: TakeAnswer

    init(_ desk: Desk, _ words: FamilyWords) {
        self.desk = desk
        self.words = words
        answers = TakeAnswer(desk, words)
    }

    /// Files a text where its lead says. One that rests on its number alone has no consequences.
    func file(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, at lead: Lead, isUnverified: Bool,
        from sender: TextSender, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let given = isUnverified ? nil : try given(in: read, at: lead, from: sender, t)
        let message = sender.asked.first { $0.id == (given?.message.id ?? lead.message) }
        guard let file = try Conversations(desk).file(of: lead, answering: message, t) else {
            try TriageTray(desk.source).put(
                claimed.id, because: .noOpenCase, candidates: [lead], t)
            return Readings.Result(.triage)
        }
        read.guessLanguage(of: sender.writers(of: file.family))
        var entry = NewEntry(text: read, of: claimed, from: sender)
        if given != nil { (read.kind, entry.kind) = (.rsvp, .answer) }
        if let given {
            entry.details.merge(given.answer.details) { $1 }
            entry.details["chosen"] =
                SetLanguage(desk).language(
                    of: given.answer, to: given.message, from: sender.writer)?.text
            entry.details["answerTo"] = try answers.other(
                than: given.occasion,
                revision: answers.revision(answeredIn: given.message, t), t)
        }
        if given == nil, words.probablyAsksToStop(read.reply) {
            entry.details["asksToStop"] = sender.number
        }
        entry.message = message?.id
        entry.evidence = lead.evidence.rawValue
        entry.isUnverified = isUnverified
        let id = try desk.timeline.add(entry, to: file, t)
        if given == nil {
            try TranslateArrival(desk).want(id, read.reply, in: read.language, of: file, t)
        }
        if let given { try record(given, claimed, file, sender, t) }
        let chosen = try given.flatMap { given in
            try SetLanguage(desk).obey(given.answer, to: given.message, from: sender.writer, t)
        }
        if let chosen {
            let reader = Acknowledge.Reader(chosen, atNumber: sender.number)
            try Acknowledge(desk).acknowledge(to: reader, in: file, for: claimed.id, t)
        } else if !isUnverified, let reader = reader(of: lead, sender) {
            // An answer to a question is complete; words of the family's own wait for a person.
            if given == nil {
                try Acknowledge(desk).respond(to: reader, in: file, t)
            } else {
                try Acknowledge(desk).acknowledge(to: reader, in: file, t)
            }
        }
        return Readings.Result(filed: id, in: file, by: lead.evidence)
    }

    /// An answer, and what it is to.
    private struct Given {
        let answer: ReadAnswer
        let occasion: Occasion
        let message: OutboundMessage
    }

    /// A digit or a word alone answers the latest message of its conversation that asks. A meeting
    /// that was called off asks nothing, nor does what was asked before count then: the word may
    /// well be about the end.
    private func given(
        in read: ReadMessage, at lead: Lead, from sender: TextSender, _ t: borrowing Transaction
    ) throws -> Given? {
        let writers = sender.writers(of: lead.family)
        for message in sender.asked(in: lead) {
            guard !sender.isOver(message), let question = Question(message) else { continue }
            switch try answers.stage(of: question.occasion, t) {
            case .toCome:
                let answer =
                    answers.digit(in: read.reply, from: writers, to: question)
                    ?? answers.word(in: read.reply, from: writers, to: question)
                return answer.map {
                    Given(answer: $0, occasion: question.occasion, message: message)
                }
            case .past: continue
            case .calledOff: return nil
            }
        }
        return nil
    }

    private func record(
        _ given: Given, _ claimed: ClaimedInbound, _ file: Case, _ sender: TextSender,
        _ t: borrowing Transaction
    ) throws {
        try desk.answers.record(
            given.answer.answer, to: given.occasion, family: file.family,
            contact: sender.writer?.id, givenBy: given.answer.givenBy,
            sequence: try answers.revision(answeredIn: given.message, t), inbound: claimed.id, t)
    }

    /// The one of the family who was asked, where several share the number.
    private func reader(of lead: Lead, _ sender: TextSender) -> Acknowledge.Reader? {
        let writers = sender.writers(of: lead.family)
        let contact = writers.first { $0.id == lead.contact } ?? writers.first
        return contact.map { Acknowledge.Reader($0, atNumber: sender.number) }
    }
}

extension ReadMessage {
    /// Guesses the language of the words, with what is known of who may have written them.
    mutating func guessLanguage(of writers: [Contact]) {
        if languageIsSure { return }
        let hints = writers.flatMap(\.languages).map(\.text)
        language = Wire.guessLanguage(reply, hints: hints).language
    }
}

extension NewEntry {
    /// A family's text. Who wrote it is known only where one contact alone uses the number.
    init(text read: ReadMessage, of claimed: ClaimedInbound, from sender: TextSender) {
        self.init(
            .reply, by: sender.writer.map { .contact($0.id) } ?? .family, read.reply,
            language: read.language)
        channel = .sms
        inbound = claimed.id
        if sender.users.count > 1 {
            let isShared = sender.facts.senderFamilies.count > 1
            details["sender"] =
                isShared
                ? "from a phone that other families use too"
                : "from a phone that \(sender.users.count) contacts of the family use"
        }
        if read.mediaCount > 0 { details["attachments"] = String(read.mediaCount) }
    }
}

extension Readings.Result {
    /// Stands on a timeline.
    init(filed entry: EntryID, in file: Case, by evidence: Evidence) {
        self.init(.filed)
        (family, caseID, self.entry) = (file.family, file.id, entry)
        self.evidence = evidence
    }
}
