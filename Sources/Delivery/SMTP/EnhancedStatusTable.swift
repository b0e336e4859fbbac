import Wire

/// What says that an address takes no mail any more, in an answer to RCPT or a report: no such
/// mailbox, moved without a forwarding address, a domain that takes no mail (RFC 7505).
public let deadAddressCodes: Set<String> = ["5.1.1", "5.1.6", "5.1.10"]

/// What a refusal means: enhanced status code × basic code × step, the first row that fits.
///
/// Sources: RFC 3463 §3 and the IANA registry of RFC 5248 for the codes; RFC 7505 (null MX), 7372
/// (failed DKIM and SPF), 4954 §6 (AUTH), 3207 §4 (STARTTLS), 5321 §4.2.2 and §4.5.3.1.10. A code of
/// class 5.7 is about us or the content, so no row of it makes an address dead.
enum EnhancedStatusTable {
    static let rules: [StatusRule] =
        ownChecks + tooMuch + forNow + aboutUs + aboutTheAddress + forGood

    /// The row that decides; the last one of the table fits every refusal.
    static func rule(for reply: SMTPReply, at stage: SMTPStage) -> StatusRule? {
        rules.first { $0.matches(reply, at: stage) }
    }

    /// Parley's own checks, before it spoke to a server.
    private static let ownChecks = [
        // Host, port or EHLO name can't be used: settings.
        StatusRule(.permanent, ["5.3.5"], at: .ours, .later(.ours)),
        // An address or a content that can't go out never will.
        StatusRule(400...599, at: .ours, .never),
    ]

    /// Rates and numbers. Large receivers say so with 421 4.7.0 or in words.
    private static let tooMuch = [
        StatusRule(.only(421), ["4.7.0"], .later(.throttled)),
        // Mail flood detected; Exchange Online's "server busy".
        StatusRule(.temporary, ["4.7.28", "4.7.500"], .later(.throttled)),
        // Congestion; too many recipients.
        StatusRule(.temporary, ["4.4.5", "4.5.3"], .later(.throttled)),
        // QUIRK: RFC 5321 §4.5.3.1.10 has 552 for too many recipients taken as temporary.
        StatusRule(.only(552), ["5.5.3"], at: .recipientOrContent, .later(.throttled)),
        StatusRule(
            .temporary,
            saying: [
                "too many", "rate limit", "rate-limit", "ratelimit", "throttl", "too fast",
                "too quickly", "unusual rate",
            ], .later(.throttled)),
    ]

    /// 4yz: it may succeed later as it stands.
    private static let forNow = [
        StatusRule(
            .temporary,
            saying: ["greylist", "graylist", "grey-list", "gray-list", "grey list", "gray list"],
            .later(.transient)),
        // The server's own trouble with TLS or with its list of passwords.
        StatusRule(.only(454), at: [.startTLS, .auth], .later(.transient)),
        // Log-in and encryption, also where the server believes that it will pass.
        StatusRule(
            .temporary, ["4.7.8", "4.7.9", "4.7.10", "4.7.11", "4.7.12", "4.7.13", "4.7.14"],
            .later(.ours)),
        StatusRule(.temporary, ["4.7.*"], .later(.policy)),
        StatusRule(.temporary, [], .later(.transient)),
    ]

    /// 5yz about our settings, which staff can mend while the message waits.
    private static let aboutUs = [
        StatusRule(.permanent, at: .beforeRecipient, .later(.ours)),
        // Authentication or encryption is wanted (530, 534, 535, 538).
        StatusRule(530...538, at: .recipientOrContent, .later(.ours)),
        StatusRule(
            .permanent, ["5.7.8", "5.7.9", "5.7.10", "5.7.11", "5.7.12", "5.7.13", "5.7.14"],
            at: .recipientOrContent, .later(.ours)),
        // The smarthost does not know us: an account or an address list is missing.
        StatusRule(
            .permanent, at: .recipient,
            saying: [
                "relay access denied", "relaying denied", "not permitted to relay",
                "unable to relay", "relay not permitted", "relaying not allowed",
            ],
            .later(.ours)),
    ]

    /// 5yz about the mailbox. Only the answer to RCPT can make an address dead: later ones may be
    /// about the content, whatever their code.
    private static let aboutTheAddress = [
        // A full mailbox is a 5yz that passes (RFC 3463 §3.3).
        StatusRule(.permanent, ["5.2.2"], at: .recipientOrContent, .later(.transient)),
        StatusRule(.permanent, deadAddressCodes.sorted(), at: .recipient, .dead),
        // A wrong domain or no route may be a slip of DNS, and a mailbox may be enabled again:
        // this message fails, the next one is tried.
        StatusRule(
            .permanent, ["5.1.2", "5.1.3", "5.2.1", "5.4.4"], at: .recipientOrContent, .never),
    ]

    /// 5yz: it will not succeed as it stands.
    private static let forGood = [
        // Policy, authentication of the domain, reputation: never the address's fault.
        StatusRule(.permanent, ["5.7.*"], at: .recipientOrContent, .never),
        // Too large; a loop or too late; protocol; content or conversion.
        StatusRule(.permanent, ["5.2.3", "5.3.4"], at: .recipientOrContent, .never),
        StatusRule(.permanent, ["5.4.*"], at: .recipientOrContent, .never),
        StatusRule(.permanent, ["5.5.*", "5.6.*"], at: .recipientOrContent, .never),
        // Without a code that we know nobody says that the mailbox is gone.
        StatusRule(.permanent, [], .never),
    ]
}
