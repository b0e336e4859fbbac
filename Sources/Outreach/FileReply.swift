import Cases
import Delivery
import Foundation
import Inbox
import Localization
import MessageFormat
import People
import Store
import Wire

/// Puts a family's words on a timeline, with what follows from them: an answer to an invitation, a
/// wish for no more notices, a first acknowledgement.
struct FileReply: Sendable {
    /// Where it goes, and how sure that is.
    struct Place: Sendable {
        let lead: Lead
        let isUnverified: Bool
        let isForeign: Bool
    }

    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    func file(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, at place: Place,
        _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let message = try place.lead.message.flatMap { id in try Outbox().message(id, t) }
        if read.kind == .autoReply, place.lead.caseID == nil,
            try desk.caseBook.standing(of: place.lead.family, t) == nil
        {
            // A machine's answer to a bulk notice opens no conversation.
            var result = Readings.Result(.recorded)
            (result.family, result.evidence) = (place.lead.family, place.lead.evidence)
            return result
        }
        guard let file = try caseFile(place, message, t) else {
            try TriageTray(desk.source).put(
                claimed.id, because: .noOpenCase, candidates: [place.lead], t)
            return Readings.Result(.triage)
        }
        let sender = try contact(of: read, in: file.family, t)
        read.language = try language(of: read, sender, file, t)
        let given = place.isUnverified ? nil : try given(in: read, file, message, t)
        var entry = entry(for: claimed, read, place, sender, message)
        if let given { entry.details["answer"] = given.answer.rawValue }
        let id = try desk.timeline.add(entry, to: file, t)
        if let given { try record(given, claimed, read, file, sender, message, t) }
        if !place.isUnverified {
            try consequences(claimed, read, file, sender, message, t)
        }
        var result = Readings.Result(.filed)
        (result.family, result.caseID, result.entry) = (file.family, file.id, id)
        result.evidence = place.lead.evidence
        return result
    }

    /// The case that the lead names, or the family's standing conversation, which starts with the
    /// notice that is being answered.
    private func caseFile(
        _ place: Place, _ message: OutboundMessage?, _ t: borrowing Transaction
    ) throws -> Case? {
        if let id = place.lead.caseID { return try desk.caseBook.find(id, t) }
        guard let family = try Families().family(place.lead.family, t),
            let liaison = try Staff().liaison(of: family.school, t)
        else { return nil }
        let file = try desk.caseBook.standing(of: family, liaison: liaison.id, t)
        if let message { try show(message, in: file, t) }
        return file
    }

    /// A bulk notice stands on no timeline until somebody answers it.
    private func show(
        _ message: OutboundMessage, in file: Case, _ t: borrowing Transaction
    ) throws {
        let shown = try desk.timeline.entries(of: file.id, t)
            .contains { $0.message == message.id && $0.kind == .notice }
        guard !shown, let rendering = try Outbox().rendering(of: message.id, t) else { return }
        var entry = NewEntry(.notice, by: .system, rendering.text, language: rendering.language)
        (entry.channel, entry.subject) = (message.channel, rendering.subject)
        entry.message = message.id
        entry.details = ["notice": message.notice, "sent": message.createdAt.iso8601]
        try desk.timeline.add(entry, to: file, t)
    }

    /// Who of the family writes, by the From line; a token alone says only that they have the mail.
    private func contact(
        of read: ReadMessage, in family: FamilyID, _ t: borrowing Transaction
    ) throws -> Contact? {
        guard let address = read.from.flatMap({ try? readAddressFolded($0.address) }) else {
            return nil
        }
        let users = try Contacts().contacts(using: address, .email, t)
            .filter { $0.family == family }
        return users.count == 1 ? users.first : nil
    }

    /// The language of the words, with what is known of the writer as a hint.
    private func language(
        of read: ReadMessage, _ sender: Contact?, _ file: Case, _ t: borrowing Transaction
    ) throws -> String {
        let contacts = try sender.map { [$0] } ?? Contacts().contacts(of: file.family, t)
        let hints = contacts.flatMap(\.languages).map(\.text)
        return guessLanguage(read.reply, hints: hints).language
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
        if !read.attachments.isEmpty {
            entry.details["attachments"] = String(read.attachments.count)
        }
        return entry
    }

    private func kind(of read: ReadMessage, _ place: Place) -> EntryKind {
        switch read.kind {
        case .autoReply: .automatic
        case .rsvp: place.isUnverified ? .reply : .answer
        case .optOut, .optIn: place.isUnverified ? .reply : .choice
        default: .reply
        }
    }

    private func consequences(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ file: Case, _ sender: Contact?,
        _ message: OutboundMessage?, _ t: borrowing Transaction
    ) throws {
        switch read.kind {
        case .optOut:
            guard let message else { return }
            let isNew = try desk.suppressions.add(
                message.address, .email, .bulk, because: .optOut, inbound: claimed.id, t)
            if isNew, let sender {
                try Acknowledge(desk).confirm(
                    .stopped, read, from: sender, in: file, about: message, t)
            }
        case .optIn:
            guard let message else { return }
            if try desk.suppressions.lift(message.address, .email, t), let sender {
                try Acknowledge(desk).confirm(
                    .resumed, read, from: sender, in: file, about: message, t)
            }
        case .reply, .new, .rsvp:
            if let sender { try Acknowledge(desk).acknowledge(read, from: sender, in: file, t) }
        default: break
        }
    }

    /// An answer and what it is to.
    private struct Given {
        let answer: Answer
        let occasion: Occasion
    }

    private func given(
        in read: ReadMessage, _ file: Case, _ message: OutboundMessage?,
        _ t: borrowing Transaction
    ) throws -> Given? {
        guard [.reply, .new, .rsvp].contains(read.kind), let answer = answer(in: read),
            let occasion = try occasion(of: read, file, message, t)
        else { return nil }
        return Given(answer: answer, occasion: occasion)
    }

    private func record(
        _ given: Given, _ claimed: ClaimedInbound, _ read: ReadMessage, _ file: Case,
        _ sender: Contact?, _ message: OutboundMessage?, _ t: borrowing Transaction
    ) throws {
        try desk.answers.record(
            given.answer, to: given.occasion, family: file.family,
            contact: sender?.id ?? message?.contact,
            givenBy: read.rsvp == nil ? "digit" : "calendar",
            sequence: try revision(of: read, message, t), inbound: claimed.id, t)
    }

    /// The revision of the invitation that is answered. A calendar says it; a digit answers what
    /// its message told, or for a reminder what was told before.
    private func revision(
        of read: ReadMessage, _ message: OutboundMessage?, _ t: borrowing Transaction
    ) throws -> Int? {
        if let rsvp = read.rsvp { return rsvp.sequence }
        return try message.flatMap { message in try Outbox().calendar(toldBy: message, t)?.sequence
        }
    }

    /// A digit alone, in any script, or a calendar's answer.
    private func answer(in read: ReadMessage) -> Answer? {
        if let rsvp = read.rsvp { return Answer(participation: rsvp.partstat) }
        let text = read.reply.trimmingCharacters(
            in: .whitespacesAndNewlines.union(.punctuationCharacters))
        guard text.unicodeScalars.count == 1, let digit = text.first?.wholeNumberValue else {
            return nil
        }
        return Answer(digit: digit)
    }

    /// What the answer is to: the meeting of the calendar's UID if it is this family's, or what the
    /// answered message invited to.
    private func occasion(
        of read: ReadMessage, _ file: Case, _ message: OutboundMessage?,
        _ t: borrowing Transaction
    ) throws -> Occasion? {
        if let uid = read.rsvp?.uid {
            let meeting = try desk.meetings.find(calendarUID: uid, t)
            return meeting.flatMap { $0.family == file.family ? .meeting($0.id) : nil }
        }
        switch message?.about {
        case ("meeting", let id)?: return .meeting(MeetingID(text: id))
        case ("event", let id)?: return .event(SchoolEventID(text: id))
        default: return nil
        }
    }
}
