import Cases
import Delivery
import Foundation
import Inbox
import MessageFormat
import People
import Store
import Wire

@testable import Outreach

/// The phones of the school's parents; all are numbers kept for fiction.
enum Phone {
    static let asha = "+12125550101"
    static let yusuf = "+12125550102"
    static let rosa = "+12125550103"
    static let stranger = "+12125550199"
}

extension DeskFixture {
    /// Gives a contact a phone.
    func phone(_ number: String, for contact: String) async throws {
        try await database.write { t in
            try t.execute(
                """
                INSERT INTO addresses (id, channel, address, created_at)
                VALUES (\(number), 'sms', \(number), 0) ON CONFLICT DO NOTHING
                """)
            try t.execute(
                """
                INSERT INTO contact_addresses (contact_id, address_id, original, position, unlisted)
                VALUES (\(contact), \(number), \(number), 0, \(false))
                """)
        }
    }

    /// A desk whose parents Asha (Somali), Yusuf (Arabic) and Rosa (Spanish) have a phone each.
    func givePhones() async throws {
        try await phone(Phone.asha, for: "asha")
        try await phone(Phone.yusuf, for: "yusuf")
        try await phone(Phone.rosa, for: "rosa")
    }

    // MARK: Texts out

    /// Sends a notice by text, as if the provider had taken it.
    func text(
        _ order: NoticeOrder, to number: String, of contact: String
    ) async throws -> OutboundMessage {
        clock.advance(.seconds(1))
        let receipt = try await database.write { t in
            guard let reader = try Contacts().contact(ContactID(text: contact), t),
                let amina = try Staff().member(handle: "amina", t)
            else { throw Missing() }
            var recipients = Recipients()
            recipients.recipients = [
                .init(contact: reader, channel: .sms, address: number)
            ]
            let sender = SendNotice(desk)
            return try sender.commit(try sender.plan(order, for: recipients), by: amina, t)
        }
        guard let message = try await messages(of: receipt).first else { throw Missing() }
        try await school.change("UPDATE messages SET state = 'sent' WHERE id = \(message.id)")
        return message
    }

    /// Sets a meeting and invites to it by text.
    func inviteByText(
        _ file: Case, at: String = "2026-12-03 17:30", number: String = Phone.asha,
        of contact: String = "asha"
    ) async throws -> (meeting: Meeting, message: OutboundMessage) {
        let meeting = try await ArrangeMeeting(desk).set(
            Self.request(at: at), for: file.reference, by: "amina")
        let order = try await database.write { t in
            try desk.meetings.markInvited(meeting.id, t)
            return try MeetingNotice(desk).order(
                .invitation, for: meeting, by: .first([.sms]), t
            ).0
        }
        return (meeting, try await text(order, to: number, of: contact))
    }

    /// Announces an event by text.
    func announceByText(
        to number: String = Phone.asha, of contact: String = "asha"
    ) async throws -> (event: SchoolEvent, message: OutboundMessage) {
        let event = try await event()
        let order = try await AnnounceEvent(desk).plan(
            event.reference, to: Audience(), by: "amina"
        ).order
        return (event, try await text(order, to: number, of: contact))
    }

    /// Writes about a concern by text, which asks nothing that a digit answers.
    func concernByText(
        _ file: Case, number: String = Phone.asha, of contact: String = "asha"
    ) async throws -> OutboundMessage {
        let order = try await SendWords(desk).concern(
            about: file.reference, reason: nil, note: nil, by: "amina"
        ).order
        return try await text(order, to: number, of: contact)
    }

    func close(_ file: Case) async throws {
        try await database.write { t in _ = try desk.caseBook.close(file.id, t) }
    }

    // MARK: Texts in

    /// Takes a text in, as a provider brings it, and files it.
    @discardableResult
    func receiveText(
        _ words: String, from number: String, id: String? = nil, media: Int = 0
    ) async throws -> Received {
        clock.advance(.seconds(1))
        let id = id ?? clock.source.randomText(digits: 12)
        let kept = try await TakeText(desk).keep(
            text: Array("\(number) \(words)".utf8), deliveryID: id, from: "test")
        for claimed in try await claimInbound() {
            _ = try await ReceiveText(desk).file(
                claimed,
                InboundText(
                    id: id, from: number, to: "+12125550100", text: words, mediaCount: media))
        }
        return try await result(of: kept.id)
    }

    /// Takes in what a provider reports about a text of ours.
    @discardableResult
    func receiveReceipt(
        _ state: TextReceipt.State, of message: OutboundMessage, because refusal: SMSRefusal? = nil,
        reply: String = ""
    ) async throws -> Received {
        clock.advance(.seconds(1))
        let token = desk.tokens.pathToken(.receipt, for: message.id)
        let kept = try await TakeText(desk).keep(
            receipt: Array("\(state) \(reply)".utf8), to: token,
            deliveryID: clock.source.randomText(digits: 12), from: "test")
        guard let kept else { throw Missing() }
        for claimed in try await claimInbound() {
            _ = try await RecordTextReceipt(desk).record(
                claimed,
                TextReceipt(
                    providerID: nil, reference: nil, state: state, refusal: refusal, reply: reply))
        }
        return try await result(of: kept.id)
    }

    // MARK: What is there afterwards

    /// The automatic answers by text, oldest first.
    func automaticTexts() async throws -> [OutboundMessage] {
        try await database.read { t in
            try t.rows(
                """
                SELECT messages.id FROM messages JOIN sends ON sends.id = messages.send_id
                WHERE messages.channel = 'sms'
                    AND sends.notice IN ('stopped', 'resumed', 'help', 'reply-received')
                ORDER BY messages.created_at, messages.id
                """
            ).compactMap { row in try Outbox().message(row["id"], t) }
        }
    }

    /// Whether a number gets no texts.
    func isStoppedNumber(_ number: String) async throws -> Bool {
        try await database.read { t in
            try Suppressions(clock.source).stops(number, .sms, isBulk: false, t)
        }
    }

    /// What an answer was recorded as.
    struct Recorded: Sendable, Hashable {
        let about: String, family: String, contact: String?, answer: String, by: String
        let sequence: Int?
    }

    func recordedAnswers() async throws -> [Recorded] {
        try await database.read { t in
            try t.rows("SELECT * FROM answers ORDER BY at, id").map { row in
                Recorded(
                    about: try row["about_id"], family: try row["family_id"],
                    contact: try row["contact_id"], answer: try row["answer"],
                    by: try row["given_by"], sequence: try row["sequence"])
            }
        }
    }
}
