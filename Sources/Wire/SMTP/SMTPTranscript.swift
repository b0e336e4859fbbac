/// What was said in one transaction, as far as the outcome depends on it.
///
/// Fed with the commands that left, the lines that came and the count of message bytes that were
/// handed to the socket. It keeps verbs, replies and counts; no address and no secret.
struct SMTPTranscript: Sendable {
    /// The step under way; nil after QUIT.
    private(set) var stage: SMTPStage? = .greeting
    /// The last complete reply, and the step that it answered.
    private(set) var last: (reply: SMTPReply, stage: SMTPStage)?
    /// How many bytes of the message left.
    private(set) var contentBytes = 0
    /// What the server's last EHLO reply offered, in capitals, arguments after the keyword; nil when
    /// none was heard on this connection.
    private(set) var offers: [String: String]?
    /// True once STARTTLS went out.
    private(set) var startedTLS = false
    /// True once NOOP went out: everything before it has gone well.
    private(set) var saidNoop = false

    private var reader = SMTPReplyReader()
    private var heardOffers: [String: String] = [:]

    /// The most keywords that are kept of an EHLO reply.
    private static let keptOffers = 64

    /// Takes a command that left. Lines that are no command, such as the answers to an AUTH
    /// challenge, belong to the step before.
    mutating func sent(_ command: some Collection<UInt8>) {
        let verb = String(decoding: command.prefix { $0 > 0x20 }.prefix(9), as: UTF8.self)
            .uppercased()
        switch verb {
        case "EHLO", "HELO":
            stage = .hello
            heardOffers = [:]
        case "STARTTLS":
            stage = .startTLS
            startedTLS = true
        case "AUTH": stage = .auth
        // An AUTH answer is base64 and could read "MAIL": a command never comes before its reply.
        case "MAIL" where mayBeCommand: stage = .mail
        case "RCPT" where stage == .mail || stage == .recipient: stage = .recipient
        case "DATA" where stage == .recipient: stage = .data
        case "NOOP" where mayBeCommand: saidNoop = true
        case "QUIT": stage = nil
        default: break
        }
    }

    private var mayBeCommand: Bool {
        stage != .auth || last?.stage == .auth && last?.reply.isPositive == true
    }

    /// Takes a count of message bytes that the socket took.
    mutating func contentLeft(_ count: Int) {
        guard count > 0, stage == .data || stage == .content else { return }
        contentBytes += count
        stage = .content
    }

    /// Takes one line from the server.
    /// - Returns: True when it ended a reply.
    mutating func received(_ line: some Collection<UInt8>) -> Bool {
        guard let stage else { return false }
        if stage == .hello { hearOffer(line) }
        guard let reply = reader.take(line) else { return false }
        last = (reply, stage)
        if stage == .hello, reply.isPositive { offers = heardOffers }
        return true
    }

    private mutating func hearOffer(_ line: some Collection<UInt8>) {
        guard heardOffers.count < Self.keptOffers else { return }
        let words = line.dropFirst(4).prefix(200).split { $0 <= 0x20 }
            .map { String(decoding: $0, as: UTF8.self).uppercased() }
        guard let keyword = words.first else { return }
        heardOffers[keyword] = words.dropFirst().joined(separator: " ")
    }

    /// True when the server offers AUTH by one of the mechanisms that we use.
    var offersPassword: Bool {
        let mechanisms = (offers?["AUTH"] ?? "").split(separator: " ")
        return mechanisms.contains("PLAIN") || mechanisms.contains("LOGIN")
    }
}
