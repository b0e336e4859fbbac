import Delivery
import Inbox
import People
import Store
import Wire

@testable import Outreach

/// What became of an arrival.
struct Received: Sendable {
    let id: InboundID
    let outcome: ReadingOutcome
    let evidence: String?
    let caseID: CaseID?
}

/// A mail as a family's program would write it.
struct FamilyMail: Sendable {
    var from = "asha@example.org"
    var to = DeskFixture.liaison
    var subject = "Re: Kulan"
    var words: String
    /// What is quoted below the words.
    var quoted = ""
    var inReplyTo: String?
    var headers: [OutgoingField] = []
    var calendar: CalendarPart?

    init(_ words: String) {
        self.words = words
    }

    func bytes(_ source: ClockAndChance) throws -> [UInt8] {
        let quote = quoted.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "> \($0)" }.joined(separator: "\n")
        let text =
            quoted.isEmpty ? words : "\(words)\n\nAmina <liaison@in.school.example>:\n\(quote)"
        var mail = OutgoingMail(
            from: Mailbox(address: from), to: Mailbox(address: to), subject: subject,
            date: source.now().milliseconds,
            messageID: "\(source.randomText(digits: 20))@mail.example.org", language: "so",
            text: text)
        mail.inReplyTo = inReplyTo
        mail.references = [inReplyTo].compactMap { $0 }
        mail.extraHeaders = headers
        mail.calendar = calendar
        return try composeMail(mail)
    }
}

extension DeskFixture {
    /// The address of a message's own.
    func address(_ purpose: AddressToken.Purpose, of message: OutboundMessage) -> String {
        "\(desk.tokens.localPart(purpose, for: message.id))@\(Self.domain)"
    }

    /// An answer to a message, from the contact whom it went to.
    func answer(_ words: String, to message: OutboundMessage) async throws -> FamilyMail {
        let rendering = try await database.read { t in try Outbox().rendering(of: message.id, t) }
        var mail = FamilyMail(words)
        mail.from = message.address
        mail.to = address(.reply, of: message)
        mail.inReplyTo = message.messageID
        mail.quoted = rendering?.text ?? ""
        return mail
    }

    /// Takes a mail in, reads and files it.
    @discardableResult
    func receive(_ mail: FamilyMail, by source: String = "lmtp") async throws -> Received {
        try await receive(try mail.bytes(clock.source), to: [mail.to], by: source)
    }

    @discardableResult
    func receive(
        _ bytes: [UInt8], to recipients: [String], reversePath: String = "",
        by source: String = "lmtp"
    ) async throws -> Received {
        clock.advance(.seconds(1))
        let kept = try await TakeMail(desk, mailboxes: ["liaison"]).keep(
            Arrival(
                source: source, deliveryID: nil, reversePath: reversePath, recipients: recipients,
                bytes: bytes))
        for claimed in try await claimInbound() {
            _ = try await ReceiveReply(desk).file(claimed, readMessage(claimed.bytes))
        }
        return try await result(of: kept.id)
    }

    func claimInbound() async throws -> [ClaimedInbound] {
        let now = clock.now
        return try await database.write { t in
            try InboundQueue().claim(limit: 10, lease: .seconds(60), now: now, t)
        }
    }

    func result(of id: InboundID) async throws -> Received {
        try await database.read { t in
            guard let row = try t.row("SELECT * FROM readings WHERE raw_id = \(id)") else {
                throw Missing()
            }
            return Received(
                id: id, outcome: try row["outcome"], evidence: try row["evidence"],
                caseID: try row["case_id"])
        }
    }

    /// A delivery status notification (RFC 3464) as a mail server writes it.
    func report(
        action: String, status: String, about address: String, original messageID: String? = nil
    ) -> [UInt8] {
        let original = messageID.map {
            "--r\nContent-Type: message/rfc822\n\nFrom: x@y.test\nMessage-ID: <\($0)>\n\nText\n"
        }
        let text = """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <\(clock.source.randomText(digits: 20))@mx.example.org>
            MIME-Version: 1.0
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary="r"

            --r
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.example.org.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; \(address)
            Action: \(action)
            Status: \(status)
            Diagnostic-Code: smtp; 550 \(status) said the server
            \(original ?? "")--r--
            """
        return Array(text.replacing("\n", with: "\r\n").utf8)
    }
}
