import Dispatch
import Inbox
import Wire

/// Takes any mail by SMTP and puts it into a Maildir, for trying things out. It never passes
/// anything on and never touches the intake.
struct MailCatcher: Sendable {
    /// Where it listens, where it writes, how slow it is.
    struct Options: Sendable {
        /// Loopback unless another address is given.
        var host = "127.0.0.1"
        /// 0 takes a free port.
        var port: Int
        /// Made when it is not there.
        var maildir: String
        /// Its name in greetings and file names.
        var hostName = "catch.localhost"
        /// How long each message waits before it is written and acknowledged.
        var delay: Duration = .zero
    }

    private let listener: SMTPListener

    /// The port that it listens on.
    var port: Int { listener.port }

    /// Makes the Maildir and opens the port.
    /// - Parameters:
    ///   - options: Where it listens and writes.
    ///   - now: Milliseconds since 1970 UTC.
    ///   - caught: Hears of each mail after it is on disk: the names of its files, the mail.
    /// - Returns: The catcher, which takes mail until ``stop(grace:)``.
    /// - Throws: ``MaildirError``, or what the system says when the port cannot be had.
    static func start(
        _ options: Options, now: @escaping @Sendable () -> Int64,
        caught: @escaping @Sendable ([String], ReceivedMail) -> Void = { _, _ in }
    ) async throws -> MailCatcher {
        let writer = try MaildirWriter(folder: options.maildir, host: options.hostName)
        let keeper = CatchingKeeper(
            writer: writer, delay: options.delay, now: now, caught: caught)
        var listening = SMTPListenerOptions(
            port: options.port, session: SMTPSession.Options(hostName: options.hostName))
        listening.host = options.host
        let listener = try await SMTPListener.start(listening, keeper: keeper, now: now)
        return MailCatcher(listener: listener)
    }

    /// Finishes the mails in progress, for at most this long, and closes the port.
    func stop(grace: Duration = .seconds(5)) async {
        await listener.shutdown(grace: grace)
    }
}

/// Accepts everybody and writes one file for each recipient, as a mail server would deliver it.
private struct CatchingKeeper: MailKeeper {
    let writer: MaildirWriter
    let delay: Duration
    let now: @Sendable () -> Int64
    let caught: @Sendable ([String], ReceivedMail) -> Void
    /// Syncing blocks, so it has a queue of its own.
    private let queue = DispatchQueue(label: "parley.catch", attributes: .concurrent)

    init(
        writer: MaildirWriter, delay: Duration, now: @escaping @Sendable () -> Int64,
        caught: @escaping @Sendable ([String], ReceivedMail) -> Void
    ) {
        self.writer = writer
        self.delay = delay
        self.now = now
        self.caught = caught
    }

    func verdict(on recipient: String) -> RecipientVerdict { .accept }

    func keep(_ mail: ReceivedMail) async throws -> KeepAnswer {
        if delay > .zero { try await Task.sleep(for: delay) }
        let names = try await withCheckedThrowingContinuation { done in
            queue.async { done.resume(with: Result { try write(mail) }) }
        }
        caught(names, mail)
        return .kept(names.first ?? "")
    }

    private func write(_ mail: ReceivedMail) throws -> [String] {
        try mail.recipients.map { recipient in
            let trace = "Return-Path: <\(mail.reversePath)>\r\nDelivered-To: \(recipient)\r\n"
            return try writer.deliver([Array(trace.utf8), mail.bytes], at: now())
        }
    }
}
