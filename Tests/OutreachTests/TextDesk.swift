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
    static let school = "+12125550100"
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
            return try MeetingNotice(desk).order(.invitation, for: meeting, by: .first([.sms]), t).0
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

    /// The same desk with a text provider: any gateway that takes Standard Webhooks.
    ///
    /// `asksWhichChild`: Whether a family is asked which child its text is about.
    func lineDesk(asksWhichChild: Bool = false) throws -> Desk {
        let provider = try SMSProvider.named(Self.provider, folder: nil)
        let account = try provider.account([
            "url": "https://gateway.example/send",
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ])
        return Desk(
            database: desk.database, source: desk.source, localizer: desk.localizer,
            tokens: desk.tokens, identity: desk.identity, phone: desk.phone,
            acknowledgeWithin: desk.acknowledgeWithin, staffHours: desk.staffHours,
            texts: TextLine(
                account: account, senders: SenderPool(ordinary: [Phone.school]),
                publicURL: nil, asksWhichChild: asksWhichChild))
    }

    static let provider = "standard-webhooks"

    /// Takes a text in as a provider brings it, and has it read.
    @discardableResult
    func receiveText(
        _ words: String, from number: String, id: String? = nil, media: Int = 0,
        asksWhichChild: Bool = false
    ) async throws -> Received {
        let line = try lineDesk(asksWhichChild: asksWhichChild)
        let kept = try await keepText(words, from: number, id: id, media: media)
        await ReadingWorker(line, log: silentLog, pause: realPause).run(drain: true)
        return try await result(of: kept)
    }

    /// Takes a text in, and has nobody read it.
    func keepText(
        _ words: String, from number: String, id: String? = nil, media: Int = 0
    ) async throws -> InboundID {
        clock.advance(.seconds(1))
        let id = id ?? clock.source.randomText(digits: 12)
        let pictures = (0..<media).map { "https://gateway.example/picture/\($0)" }
        let bytes = try JSONSerialization.data(
            withJSONObject: [
                "type": "sms.received", "timestamp": "2026-11-23T15:00:00Z",
                "data": [
                    "id": id, "from": number, "to": Phone.school, "text": words, "media": pictures,
                ],
            ] as [String: Any])
        return try await TakeText(try lineDesk()).keep(
            text: Array(bytes), deliveryID: id, from: Self.provider
        ).id
    }

    /// Takes in what a provider reports about a text of ours, and has it read.
    @discardableResult
    func receiveReceipt(
        _ status: String, of message: OutboundMessage, code: String? = nil, reason: String = ""
    ) async throws -> Received {
        clock.advance(.seconds(1))
        let line = try lineDesk()
        var data = ["id": "p1", "reference": message.id.text, "status": status, "reason": reason]
        data["code"] = code
        let bytes = try JSONSerialization.data(
            withJSONObject: ["type": "sms.status", "data": data] as [String: Any])
        let kept = try await TakeText(line).keep(
            receipt: Array(bytes), to: line.tokens.pathToken(.receipt, for: message.id),
            deliveryID: clock.source.randomText(digits: 12), from: Self.provider)
        guard let kept else { throw Missing() }
        await ReadingWorker(line, log: silentLog, pause: realPause).run(drain: true)
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
