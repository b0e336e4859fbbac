/// What takes a mail and says what became of it: one server, or several of which one is used.
public protocol MailSending: Sendable {
    /// How many mails it can have under way at once.
    var connections: Int { get }

    /// Begins to send one message to one recipient; waits for a free connection, then for the
    /// answer.
    ///
    /// Cancelling ends it as ``SMTPOutcome/notSent(_:)`` at once, unless bytes of the message have
    /// left: then the answer is waited for, at most `cancelGrace`.
    /// - Parameters:
    ///   - envelope: Return path and recipient.
    ///   - bytes: The message with CRLF line ends; ASCII, unless an address needs SMTPUTF8.
    ///   - cancellation: The caller's.
    ///   - ended: Called once with what is known about the message afterwards, on the connection's
    ///     own thread, which then carries the next mail: it must not wait for anything.
    /// - Returns: The outcome, when it is known without asking a server; then `ended` isn't called.
    func begin(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ cancellation: Cancellation,
        ended: @escaping @Sendable (SMTPOutcome) -> Void
    ) -> SMTPOutcome?
}

extension MailSending {
    /// Sends one message to one recipient, as ``begin(_:_:_:ended:)``; cancelling the task cancels.
    public func send(_ envelope: MailEnvelope, _ bytes: [UInt8]) async -> SMTPOutcome {
        let cancellation = Cancellation()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { done in
                let known = begin(envelope, bytes, cancellation) { done.resume(returning: $0) }
                if let known { done.resume(returning: known) }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }
}
