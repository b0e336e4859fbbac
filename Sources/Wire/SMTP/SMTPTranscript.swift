/// What was said in one transaction, as far as the outcome depends on it.
///
/// Fed with the commands that left, the lines that came and the count of message bytes that were
/// handed to the socket. It keeps verbs, replies and counts; no address and no secret.
struct SMTPTranscript: Sendable {
    /// The step under way; nil after QUIT.
    private(set) var stage: SMTPStage? = .greeting
    /// The last complete reply, and the step that it answered.
    var last: (reply: SMTPReply, stage: SMTPStage)? { heard.map { ($0.lines.reply, $0.stage) } }
    /// The code of the last complete reply.
    var lastCode: Int? { heard?.lines.code }
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
    /// The last complete reply as it came: few of them are ever looked at.
    private var heard: (lines: SMTPReplyLines, stage: SMTPStage)?
    private var heardOffers: [String: String] = [:]

    /// The most keywords that are kept of an EHLO reply.
    private static let keptOffers = 64

    /// Takes a command that left. Lines that are no command, such as the answers to an AUTH
    /// challenge, belong to the step before.
    mutating func sent(_ command: some Collection<UInt8>) {
        switch Verb(command) {
        case .ehlo, .helo:
            stage = .hello
            heardOffers = [:]
        case .startTLS:
            stage = .startTLS
            startedTLS = true
        case .auth: stage = .auth
        // An AUTH answer is base64 and could read "MAIL": a command never comes before its reply.
        case .mail where mayBeCommand: stage = .mail
        case .rcpt where stage == .mail || stage == .recipient: stage = .recipient
        case .data where stage == .recipient: stage = .data
        case .noop where mayBeCommand: saidNoop = true
        case .quit: stage = nil
        default: break
        }
    }

    /// A command's first word, as a number of its capitals: said four times for each mail.
    private struct Verb: Equatable {
        private let letters: UInt64

        init(_ command: some Collection<UInt8>) {
            var letters: UInt64 = 0
            for (place, byte) in command.prefix(9).enumerated() {
                guard byte > 0x20 else { break }
                // Longer than any: it must not pass for what its last eight letters say.
                guard place < 8 else {
                    letters = 0
                    break
                }
                letters = letters << 8 | UInt64((0x61...0x7A) ~= byte ? byte & 0xDF : byte)
            }
            self.letters = letters
        }

        static func ~= (pattern: Verb, verb: Verb) -> Bool { pattern == verb }

        static let ehlo = Verb("EHLO".utf8)
        static let helo = Verb("HELO".utf8)
        static let startTLS = Verb("STARTTLS".utf8)
        static let auth = Verb("AUTH".utf8)
        static let mail = Verb("MAIL".utf8)
        static let rcpt = Verb("RCPT".utf8)
        static let data = Verb("DATA".utf8)
        static let noop = Verb("NOOP".utf8)
        static let quit = Verb("QUIT".utf8)
    }

    private var mayBeCommand: Bool {
        stage != .auth || heard?.stage == .auth && heard?.lines.isPositive == true
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
        guard let lines = reader.take(line) else { return false }
        heard = (lines, stage)
        if stage == .hello, lines.isPositive { offers = heardOffers }
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
