import Store
import Wire

/// Hands mails to staff over by SMTP.
public struct StaffMailer: Sendable {
    private let identity: MailIdentity
    private let client: any MailSending
    private let signer: DKIMSigner
    private let now: @Sendable () -> Instant

    /// `client`: The school's smarthost, or several.
    /// `signer`: Signs for the school's domain; without keys nothing is signed.
    public init(
        identity: MailIdentity, client: any MailSending, signer: DKIMSigner = DKIMSigner([]),
        now: @escaping @Sendable () -> Instant
    ) {
        self.identity = identity
        self.client = client
        self.signer = signer
        self.now = now
    }

    /// Tries once.
    public func attempt(_ mail: StaffMail) async -> AttemptVerdict {
        let bytes: [UInt8]
        do {
            bytes = try signer.signed(
                composeMail(composed(mail)), at: now().milliseconds / 1_000)
        } catch {
            return AttemptVerdict(unsendable: "could not be encoded or signed: \(error)")
        }
        // What comes back names the Message-ID, by which it is known.
        let envelope = MailEnvelope(
            reversePath: identity.from.address, recipient: mail.address)
        return AttemptVerdict(await client.send(envelope, bytes))
    }

    /// The mail as it is handed to the encoder. RFC 3834 §5: no program is to answer it.
    func composed(_ mail: StaffMail) -> OutgoingMail {
        var outgoing = OutgoingMail(
            from: Mailbox(name: "Parley", address: identity.from.address),
            to: Mailbox(address: mail.address), subject: mail.subject, date: mail.at.milliseconds,
            messageID: mail.messageID, language: "en", text: mail.words)
        outgoing.extraHeaders = [
            OutgoingField("Auto-Submitted", "auto-generated"),
            OutgoingField("X-Auto-Response-Suppress", "All"),
            OutgoingField("X-Parley-Loop", identity.domain),
        ]
        return outgoing
    }
}
