import Crypto
import Foundation
import MessageFormat
import People
import Store
import Wire

/// Who a school's mails come from.
public struct MailIdentity: Sendable {
    /// The domain that answers come to; it stands in every Message-ID and token address.
    public let domain: String
    /// The From address: the liaison's, the same every time.
    public let from: Mailbox

    /// Describes the sender.
    public init(domain: String, from: Mailbox) {
        self.domain = domain
        self.from = from
    }
}

/// Notices by SMTP: MIME from the stored rendering, with a reply address and a reverse-path of the
/// message's own.
public struct EmailChannel: OutboundChannel {
    /// E-mail.
    public let channel = Channel.email
    /// The Message-ID stays the same, so that a repetition is known as such.
    public let repeatsSafely = true
    /// A few more than connections, so that mails are encoded while others are sent.
    public var places: Int { client.connections + max(2, client.connections / 2) }
    private let identity: MailIdentity
    private let tokens: AddressToken
    private let client: any MailSending
    private let signer: DKIMSigner
    private let stopURL: @Sendable (OutboundID) -> String?
    private let senderID: String
    private let now: @Sendable () -> Instant
    private let times: StageTimes?
    private let bodies = EncodedBodies()

    /// `tokens`: Signs reply addresses (RFC 5322 Reply-To) and reverse-paths (VERP).
    /// `client`: The school's smarthost, or several.
    /// `signer`: Signs for the school's domain; without keys nothing is signed.
    /// `times`: Where it is counted what encoding costs.
    /// `stopURL`: The page that ends bulk notices to a message's reader; nil where there is none.
    public init(
        identity: MailIdentity, tokens: AddressToken, client: any MailSending,
        signer: DKIMSigner = DKIMSigner([]),
        stopURL: @escaping @Sendable (OutboundID) -> String? = { _ in nil },
        times: StageTimes? = nil, now: @escaping @Sendable () -> Instant
    ) {
        self.times = times
        self.identity = identity
        self.tokens = tokens
        self.client = client
        self.signer = signer
        self.stopURL = stopURL
        senderID = Self.senderID(identity.domain)
        self.now = now
    }

    /// One SMTP transaction with one recipient.
    public func begin(
        _ claimed: ClaimedMessage, _ cancellation: Cancellation,
        ended: @escaping @Sendable (AttemptVerdict) -> Void
    ) -> AttemptVerdict? {
        let bytes: [UInt8]
        do {
            bytes = try times.measure(.encode) {
                try signer.signed(composed(claimed), at: now().milliseconds / 1_000)
            }
        } catch let error as ComposeError {
            return AttemptVerdict(unsendable: "could not be encoded: \(error.sentence)")
        } catch {
            return AttemptVerdict(unsendable: "could not be signed: \(error)")
        }
        let envelope = MailEnvelope(
            reversePath: address(.bounce, claimed), recipient: claimed.message.address)
        return client.begin(envelope, bytes, cancellation) { ended(AttemptVerdict($0)) }
            .map { AttemptVerdict($0) }
    }

    /// The readers of one notice in one language share its encoded words.
    private func composed(_ claimed: ClaimedMessage) throws(ComposeError) -> [UInt8] {
        let mail = mail(for: claimed)
        guard mail.calendar == nil else { return try composeMail(mail) }
        if let body = bodies.body(claimed.rendering.id) {
            return try composeMail(mail, body: body)
        }
        let body = try encodeBody(of: mail)
        bodies.keep(body, claimed.rendering.id)
        return try composeMail(mail, body: body)
    }

    /// The mail as it is handed to the encoder.
    func mail(for claimed: ClaimedMessage) -> OutgoingMail {
        let (message, rendering) = (claimed.message, claimed.rendering)
        var mail = OutgoingMail(
            from: identity.from, to: Mailbox(address: message.address),
            subject: rendering.subject, date: message.createdAt.milliseconds,
            messageID: message.messageID, language: rendering.language, text: rendering.text,
            html: rendering.html)
        mail.replyTo = Mailbox(name: identity.from.name, address: address(.reply, claimed))
        mail.inReplyTo = message.inReplyTo
        mail.references = [message.inReplyTo].compactMap { $0 }
        mail.extraHeaders = headers(for: claimed)
        mail.calendar = calendar(for: claimed)
        return mail
    }

    /// The invitation for this reader alone, answered to an address that stays the same over its
    /// changes. A mail whose calendar part can't be written goes without it: its words say the same.
    private func calendar(for claimed: ClaimedMessage) -> CalendarPart? {
        guard let invitation = claimed.rendering.calendar else { return nil }
        let text = try? writeInvitation(
            invitation,
            organizer: Mailbox(
                name: identity.from.name, address: address(.reply, claimed.organizer)),
            attendee: Mailbox(address: claimed.message.address))
        return text.map { CalendarPart(method: invitation.method.rawValue, text: $0) }
    }

    /// RFC 3834 §5.2: a mail that a person decided on for one family bears no Auto-Submitted.
    private func headers(for claimed: ClaimedMessage) -> [OutgoingField] {
        let message = claimed.message
        var headers = [OutgoingField("X-Parley-Loop", identity.domain)]
        if AutomaticNotice(rawValue: message.notice) != nil {
            headers.append(OutgoingField("Auto-Submitted", "auto-replied"))
        }
        if message.isBulk { headers += bulkHeaders(for: claimed) }
        return headers
    }

    private func bulkHeaders(for claimed: ClaimedMessage) -> [OutgoingField] {
        let mail = "<mailto:\(address(.stop, claimed))?subject=STOP>"
        let page = stopURL(claimed.message.id)
        var headers = [
            OutgoingField("Auto-Submitted", "auto-generated"),
            OutgoingField("Precedence", "bulk"),
            OutgoingField("List-Unsubscribe", page.map { "<\($0)>, \(mail)" } ?? mail),
        ]
        // RFC 8058 §3.1: one click at the page alone; a mail address can't be clicked.
        if page != nil {
            headers.append(OutgoingField("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
        }
        return headers + [
            OutgoingField("Feedback-ID", feedbackID(claimed.message)),
            OutgoingField("X-Auto-Response-Suppress", "All"),
        ]
    }

    /// Three words that a receiver counts complaints by, and who sends: the send, the school, the
    /// notice. None of them names a person.
    private func feedbackID(_ message: OutboundMessage) -> String {
        let letters = message.notice.unicodeScalars.filter {
            switch $0 {
            case "a"..."z", "A"..."Z", "-": true
            default: false
            }
        }
        let notice = String(String.UnicodeScalarView(letters))
        return "\(message.send.text):\(message.school.text):\(notice):\(senderID)"
    }

    /// Of 5 to 15 letters, the same for all that a domain sends, as Gmail asks for it.
    private static func senderID(_ domain: String) -> String {
        let digest = SHA256.hash(data: Array(domain.lowercased().utf8))
        return "parley"
            + digest.prefix(4).map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined()
    }

    private func address(_ purpose: AddressToken.Purpose, _ claimed: ClaimedMessage) -> String {
        address(purpose, claimed.message.id)
    }

    private func address(_ purpose: AddressToken.Purpose, _ message: OutboundID) -> String {
        "\(tokens.localPart(purpose, for: message))@\(identity.domain)"
    }
}

/// The notices that go out without a person's decision, each in answer to a family.
public enum AutomaticNotice: String, Sendable, CaseIterable {
    case replyReceived = "reply-received"
    case outsideHours = "outside-hours"
    case whichChild = "which-child"
    case stopped, resumed, help
}
