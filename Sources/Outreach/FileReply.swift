import Cases
import Delivery
import Foundation
import Inbox
import Localization
import MessageFormat
import People
import Store
import Wire

/// Puts a family's words on a timeline, with what follows from them: an answer to what was asked, a
/// wish for no more notices, a first acknowledgement.
struct FileReply: Sendable {
    /// Where it goes, and how sure that is.
    struct Place: Sendable {
        let lead: Lead
        /// The message of ours that the lead names.
        let message: OutboundMessage?
        let isUnverified: Bool
        let isForeign: Bool
    }

    private let desk: Desk
    private let words: FamilyWords
    private let sent: SentTexts
    private var answers: TakeAnswer { TakeAnswer(desk, words) }

    init(_ desk: Desk, _ words: FamilyWords, _ sent: SentTexts) {
        self.desk = desk
        self.words = words
        self.sent = sent
    }

    /// `known`: Is told of what the filing changes.
    func file(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, at place: Place,
        _ known: inout Known, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let message = place.message
        if read.kind == .autoReply, !read.mayBePerson, place.lead.caseID == nil,
            try known.cases.standing(of: place.lead.family, t) == nil
        {
            // A machine's answer to a bulk notice opens no conversation.
            var result = Readings.Result(.recorded)
            (result.family, result.evidence) = (place.lead.family, place.lead.evidence)
            return result
        }
        let conversations = Conversations(desk, sent)
        guard
            let file = try conversations.file(
                of: place.lead, answering: message, &known.cases, t)
        else {
            try TriageTray(desk.source).put(
                claimed.id, because: .noOpenCase, candidates: [place.lead], t)
            return Readings.Result(.triage)
        }
        let sender = try contact(of: read, in: file.family, &known, t)
        let writers = try sender.map { [$0] } ?? Contacts().contacts(of: file.family, t)
        read.guessLanguage(of: writers)
        let given = place.isUnverified ? nil : try given(in: read, writers, file, message, t)
        var entry = entry(for: claimed, read, place, sender, message)
        if let given {
            entry.details.merge(given.answer.details) { $1 }
            entry.details["chosen"] =
                SetLanguage(desk).language(of: given.answer, to: message, from: sender)?.text
            entry.details["answerTo"] = try answers.other(
                than: given.occasion, revision: given.revision, t)
        }
        // Only of an address that the roster has too: anybody may write a From line.
        if entry.kind == .reply, sender != nil, !place.isUnverified,
            words.probablyAsksToStop(read.reply)
        {
            entry.details["asksToStop"] = read.from.flatMap { try? readAddressFolded($0.address) }
        }
        let id = try desk.timeline.add(entry, to: file, t)
        if entry.kind == .reply {
            try TranslateArrival(desk).want(id, read.reply, in: read.language, of: file, t)
        }
        if let given { try record(given, claimed, file, sender, message, t) }
        let chosen = try given.flatMap { given in
            try SetLanguage(desk).obey(given.answer, to: message, from: sender, t)
        }
        if let chosen { known.people.replace(chosen) }
        let reader = (chosen ?? sender).flatMap { writer in answered(writer, read, &known) }
        if chosen != nil, !read.isAutomatic {
            if let reader {
                try Acknowledge(desk).acknowledge(to: reader, in: file, for: claimed.id, t)
            }
        } else if !place.isUnverified {
            try consequences(claimed, read, given != nil, writers, file, reader, message, t)
        }
        var result = Readings.Result(.filed)
        (result.family, result.caseID, result.entry) = (file.family, file.id, id)
        result.evidence = place.lead.evidence
        return result
    }

    /// Who of the family writes, by the From line; a token alone says only that they have the mail.
    private func contact(
        of read: ReadMessage, in family: FamilyID, _ known: inout Known,
        _ t: borrowing Transaction
    ) throws -> Contact? {
        guard let address = read.from.flatMap({ try? readAddressFolded($0.address) }) else {
            return nil
        }
        let users = try known.people.contacts(using: address, t)
            .filter { $0.family == family }
        return users.count == 1 ? users.first : nil
    }

    private func entry(
        for claimed: ClaimedInbound, _ read: ReadMessage, _ place: Place, _ sender: Contact?,
        _ message: OutboundMessage?
    ) -> NewEntry {
        var entry = NewEntry(
            kind(of: read, place), by: sender.map { .contact($0.id) } ?? .family, read.reply,
            language: read.language)
        (entry.channel, entry.subject) = (.email, read.subject)
        (entry.inbound, entry.message) = (claimed.id, message?.id)
        entry.evidence = place.lead.evidence.rawValue
        entry.isUnverified = place.isUnverified
        if place.isForeign { entry.details["sender"] = "not an address of this family" }
        if read.hasForwarded { entry.details["forwarded"] = "yes" }
        if !read.attachments.isEmpty {
            entry.details["attachments"] = String(read.attachments.count)
        }
        return entry
    }

    private func kind(of read: ReadMessage, _ place: Place) -> EntryKind {
        switch read.kind {
        case .autoReply: read.mayBePerson ? .reply : .automatic
        case .rsvp: place.isUnverified ? .reply : .answer
        case .optOut, .optIn: place.isUnverified ? .reply : .choice
        default: .reply
        }
    }

    /// Whom an answer of the desk's own goes to: in the language that was just chosen, if one was.
    private func answered(
        _ writer: Contact, _ read: ReadMessage, _ known: inout Known
    ) -> Acknowledge.Reader? {
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        return Acknowledge.Reader(
            writer, whoWrote: read, lately: known.takeAnswers(to: from))
    }

    private func consequences(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ isAnswer: Bool, _ writers: [Contact],
        _ file: Case, _ reader: Acknowledge.Reader?, _ message: OutboundMessage?,
        _ t: borrowing Transaction
    ) throws {
        switch read.kind {
        case .optOut:
            guard let message else { return }
            let isNew = try desk.suppressions.add(
                message.address, .email, .bulk, because: .optOut, inbound: claimed.id, t)
            guard isNew, let reader, reader.address == message.address else { return }
            try Acknowledge(desk).confirm(.stopped, claimed.id, to: reader, in: file, t)
        case .optIn:
            guard let message, try desk.suppressions.lift(message.address, .email, t),
                let reader, reader.address == message.address
            else { return }
            try Acknowledge(desk).confirm(.resumed, claimed.id, to: reader, in: file, t)
        case .reply, .new, .rsvp:
            guard let reader else { return }
            if words.meaning(of: read.reply, from: writers) == .help {
                try Acknowledge(desk).help(to: reader, claimed.id, in: file, t)
            } else if isAnswer {
                try Acknowledge(desk).acknowledge(to: reader, in: file, t)
            } else {
                try Acknowledge(desk).respond(to: reader, in: file, t)
            }
        default: break
        }
    }

    /// An answer and what it is to.
    private struct Given {
        let answer: ReadAnswer
        let occasion: Occasion
        /// Of the invitation, where that is known.
        let revision: Int?
    }

    private func given(
        in read: ReadMessage, _ writers: [Contact], _ file: Case, _ message: OutboundMessage?,
        _ t: borrowing Transaction
    ) throws -> Given? {
        guard [.reply, .new, .rsvp].contains(read.kind),
            let question = try question(in: read, file, message, t),
            let answer = try answer(in: read, writers, to: question, t)
        else { return nil }
        // A calendar says which revision it answers.
        let revision = try read.rsvp?.sequence ?? answers.revision(answeredIn: message, t)
        return Given(answer: answer, occasion: question.occasion, revision: revision)
    }

    private func answer(
        in read: ReadMessage, _ writers: [Contact], to question: Question,
        _ t: borrowing Transaction
    ) throws -> ReadAnswer? {
        if let rsvp = read.rsvp {
            return Answer(participation: rsvp.partstat).map {
                ReadAnswer(answer: $0, givenBy: "calendar")
            }
        }
        if let digit = answers.digit(in: read.reply, from: writers, to: question) { return digit }
        // "OK" to a meeting that has been or was called off is no promise to come.
        guard try answers.stage(of: question.occasion, t) == .toCome else { return nil }
        return answers.word(in: read.reply, from: writers, to: question)
    }

    /// What the answer is to: the meeting of the calendar's UID if it is this family's, or what the
    /// answered message asked.
    private func question(
        in read: ReadMessage, _ file: Case, _ message: OutboundMessage?,
        _ t: borrowing Transaction
    ) throws -> Question? {
        if let uid = read.rsvp?.uid {
            let meeting = try desk.meetings.find(calendarUID: uid, t)
            return meeting.flatMap { $0.family == file.family ? Question($0.id) : nil }
        }
        return message.flatMap(Question.init)
    }

    private func record(
        _ given: Given, _ claimed: ClaimedInbound, _ file: Case, _ sender: Contact?,
        _ message: OutboundMessage?, _ t: borrowing Transaction
    ) throws {
        try desk.answers.record(
            given.answer.answer, to: given.occasion, family: file.family,
            contact: sender?.id ?? message?.contact, givenBy: given.answer.givenBy,
            sequence: given.revision, inbound: claimed.id, t)
    }
}
