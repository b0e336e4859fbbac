/// A receiving SMTP or LMTP session: bytes in, actions out, no I/O and no clock.
///
/// RFCs: 5321 (SMTP), 2033 (LMTP), 1870 (SIZE), 2920 (PIPELINING), 6152 (8BITMIME), 6531 (SMTPUTF8),
/// 2034 (ENHANCEDSTATUSCODES), 3207 (STARTTLS). No AUTH, no relaying: who may be written to is asked.
///
/// The driver writes replies in order, answers each question by the method that it names, and reads
/// on only while ``wantsBytes``. How the bytes are cut into pieces makes no difference.
///
/// Smuggling: only CR LF `.` CR LF ends a message. A bare LF or CR is content like any other byte,
/// kept as it came, since the mail is stored and never passed on; in a command it is an error.
public struct SMTPSession: Sendable {
    /// Which of the two protocols is spoken.
    public enum Mode: String, Sendable, Hashable {
        /// RFC 5321: one reply to a message.
        case smtp
        /// RFC 2033: LHLO, and one reply for each recipient.
        case lmtp
    }

    /// What a session allows.
    public struct Options: Sendable, Hashable {
        /// The protocol.
        public var mode = Mode.smtp
        /// Our name, in greeting and replies.
        public var hostName: String
        /// Bytes of one message at most.
        public var maxMessageBytes = 25 * 1024 * 1024
        /// Recipients of one message at most; RFC 5321 §4.5.3.1.8 wants 100 or more.
        public var maxRecipients = 100
        /// Refused commands until the session is ended.
        public var maxErrors = 20
        /// Messages in one session at most.
        public var maxMails = 1000
        /// Octets of a command line with its CRLF. RFC 5321 §4.5.3.1.4 wants 512, extensions more.
        public var maxCommandBytes = 2048
        /// True where the driver can begin TLS.
        public var offersTLS = false

        /// The defaults above.
        public init(mode: Mode = .smtp, hostName: String) {
            self.mode = mode
            self.hostName = hostName
        }
    }

    /// What the driver is to do, in this order.
    public enum Action: Sendable, Hashable {
        /// Send these bytes.
        case write([UInt8])
        /// Ask whether mail from this reverse-path may come now; answer by ``senderAnswered(_:)``.
        case askSender(String)
        /// Ask about this recipient; answer by ``recipientAnswered(_:)``.
        case askRecipient(String)
        /// Keep this mail; answer by ``kept(_:)``.
        case keep(ReceivedMail)
        /// Begin TLS once what is written has left; answer by ``tlsBegan()``.
        case beginTLS
        /// Close the connection once everything is written.
        case close
    }

    enum Phase: Sendable, Hashable {
        case command
        /// A line that is too long is dropped to its end.
        case longCommand
        case content
        case waitingForSender, waitingForRecipient, waitingForKeeper, waitingForTLS
        case closed
    }

    struct Transaction: Sendable {
        var reversePath: String
        var smtpUTF8: Bool
        var recipients: [String] = []
        var refusedRecipients = 0
    }

    let options: Options
    let peer: String
    var phase = Phase.command
    var transaction: Transaction?
    var hasGreeted = false
    /// True once TLS began.
    public private(set) var isSecure = false
    /// The recipient that is being asked about.
    var asked: String?
    var content = SMTPContent(limit: 0)
    private var errors = 0
    private var mails = 0
    private var isEnding = false
    /// Size of the mail that the driver is keeping.
    private var keeping = 0
    /// What came and was not yet read; `start` is how far it was.
    private var pending: [UInt8] = []
    private var start = 0

    /// A session that has said nothing yet.
    /// - Parameters:
    ///   - options: What it allows.
    ///   - peer: The other side's address, for ``ReceivedMail/peer``.
    public init(_ options: Options, peer: String) {
        self.options = options
        self.peer = peer
    }

    /// False while an answer of the driver's is awaited, and after the end.
    public var wantsBytes: Bool {
        switch phase {
        case .command, .longCommand, .content: true
        case .waitingForSender, .waitingForRecipient, .waitingForKeeper, .waitingForTLS,
            .closed:
            false
        }
    }

    /// True from DATA until the message is answered for.
    public var isHandlingMail: Bool { phase == .content || phase == .waitingForKeeper }

    /// Bytes that the session, or a mail that it gave to be kept, holds in memory.
    public var heldBytes: Int { pending.count - start + content.bytes.count + keeping }

    /// The greeting.
    public mutating func greet() -> [Action] {
        let name = options.mode == .lmtp ? "LMTP" : "ESMTP"
        return [.write(SMTPReply(220, nil, "\(options.hostName) \(name) Parley").bytes)]
    }

    /// Takes bytes as they come.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [Action] {
        guard phase != .closed else { return [] }
        pending.append(contentsOf: bytes)
        return advance([])
    }

    /// Answers ``Action/askSender(_:)``: nil to go on, else the refusal.
    public mutating func senderAnswered(_ refusal: SMTPReply?) -> [Action] {
        guard phase == .waitingForSender else { return [] }
        phase = .command
        guard let refusal else { return advance([say(250, "2.1.0", "Sender ok")]) }
        transaction = nil
        return advance([.write(refusal.bytes)])
    }

    /// Answers ``Action/askRecipient(_:)``.
    public mutating func recipientAnswered(_ verdict: RecipientVerdict) -> [Action] {
        guard phase == .waitingForRecipient else { return [] }
        phase = .command
        switch verdict {
        case .accept:
            if let asked { transaction?.recipients.append(asked) }
            return advance([say(250, "2.1.5", "Recipient ok")])
        case .unknown(let reply):
            transaction?.refusedRecipients += 1
            // Guessing addresses is an error like others, so that it ends.
            return advance(mistake(reply))
        case .later(let reply):
            transaction?.refusedRecipients += 1
            return advance([.write(reply.bytes)])
        }
    }

    /// Answers ``Action/keep(_:)``: one reply for SMTP, for LMTP one for each recipient, in order;
    /// a missing one is a temporary failure.
    public mutating func kept(_ replies: [SMTPReply]) -> [Action] {
        guard phase == .waitingForKeeper else { return [] }
        phase = .command
        keeping = 0
        let count = options.mode == .lmtp ? transaction?.recipients.count ?? 1 : 1
        return advance(
            endMail((0..<count).map { replies.indices.contains($0) ? replies[$0] : nil }))
    }

    /// Answers ``Action/beginTLS``: whatever comes from now on comes through TLS.
    public mutating func tlsBegan() -> [Action] {
        guard phase == .waitingForTLS else { return [] }
        isSecure = true
        return restart()
    }

    /// Drops the content that is coming in and answers it with this reply when it has ended.
    public mutating func refuseContent(_ reply: SMTPReply) {
        content.refuse(reply)
    }

    /// Ends the session with a last reply: at once, or after the mail in progress.
    public mutating func end(_ reply: SMTPReply, afterMail: Bool) -> [Action] {
        guard phase != .closed else { return [] }
        if afterMail, isHandlingMail {
            isEnding = true
            return []
        }
        return finish(reply)
    }
}

// MARK: The loop

extension SMTPSession {
    private mutating func advance(_ before: [Action]) -> [Action] {
        var actions = before
        if actions.last == .close { return actions }
        while wantsBytes, start < pending.count, !isEnding || phase == .content {
            if phase == .content {
                actions += readContent()
            } else {
                guard let line = nextLine() else { break }
                actions += line.map { command($0) } ?? tooLong()
            }
        }
        if isEnding, !isHandlingMail, phase != .closed {
            actions += finish(SMTPReply(421, "4.3.2", "\(options.hostName) is shutting down"))
        }
        compact()
        return actions
    }

    /// The next line without its end; the inner nil stands for one that was too long. The outer nil
    /// means that no line has ended yet.
    private mutating func nextLine() -> ArraySlice<UInt8>?? {
        guard let end = pending[start...].firstIndex(of: 0x0A) else {
            if phase == .longCommand || pending.count - start > options.maxCommandBytes {
                phase = .longCommand
                start = pending.count
            }
            return nil
        }
        let line = pending[start...end]
        start = end + 1
        if phase == .longCommand || line.count > options.maxCommandBytes {
            phase = .command
            return .some(nil)
        }
        return .some(line)
    }

    private mutating func readContent() -> [Action] {
        start += content.take(pending[start...])
        guard content.hasEnded else {
            guard content.isHopeless else { return [] }
            return finish(SMTPReply(552, "5.3.4", "Message far too big"))
        }
        phase = .command
        mails += 1
        guard let transaction, content.refusal == nil else {
            let count = options.mode == .lmtp ? transaction?.recipients.count ?? 1 : 1
            return endMail(Array(repeating: content.refusal, count: count))
        }
        let mail = ReceivedMail(
            reversePath: transaction.reversePath, recipients: transaction.recipients,
            bytes: content.bytes, peer: peer, mode: options.mode, smtpUTF8: transaction.smtpUTF8)
        keeping = content.bytes.count
        content = SMTPContent(limit: 0)
        phase = .waitingForKeeper
        return [.keep(mail)]
    }

    private mutating func endMail(_ replies: [SMTPReply?]) -> [Action] {
        transaction = nil
        content = SMTPContent(limit: 0)
        let fallback = SMTPReply(451, "4.3.0", "Not kept; try again later")
        return replies.map { .write(($0 ?? fallback).bytes) }
    }

    private mutating func tooLong() -> [Action] {
        mistake(SMTPReply(500, "5.5.2", "Line too long"))
    }

    /// Gives back memory once a good part of it has been read.
    private mutating func compact() {
        if start == pending.count {
            pending.removeAll(keepingCapacity: pending.capacity <= 65_536)
            start = 0
        } else if start > 65_536 {
            pending.removeFirst(start)
            start = 0
        }
    }

    /// Forgets all that was said in the open, commands that came with STARTTLS included: anybody on
    /// the way may have written them (RFC 3207 §4.2, CVE-2011-0411).
    private mutating func restart() -> [Action] {
        phase = .command
        hasGreeted = false
        transaction = nil
        asked = nil
        content = SMTPContent(limit: 0)
        pending = []
        start = 0
        return []
    }

    mutating func finish(_ reply: SMTPReply) -> [Action] {
        phase = .closed
        transaction = nil
        content = SMTPContent(limit: 0)
        pending = []
        start = 0
        return [.write(reply.bytes), .close]
    }

    /// A refusal that counts; too many end the session.
    mutating func mistake(_ reply: SMTPReply) -> [Action] {
        errors += 1
        guard errors < options.maxErrors else {
            return [.write(reply.bytes)] + finish(SMTPReply(421, "4.7.0", "Too many errors"))
        }
        return [.write(reply.bytes)]
    }

    func say(_ code: Int, _ enhanced: String?, _ text: String) -> Action {
        .write(SMTPReply(code, enhanced, text).bytes)
    }

    var hasSentEnough: Bool { mails >= options.maxMails }
}
