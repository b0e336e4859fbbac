import Synchronization

/// Several servers that take the school's mail: the first that works gets it.
///
/// A message goes on to the next server only where the one before cannot have it: no byte of it
/// had left, or the server refused before it was offered. After ``SMTPOutcome/unclear(_:)`` it goes
/// nowhere else, or a family would get it twice. Each server keeps its own connections, TLS policy
/// and account.
public final class Smarthosts: MailSending {
    private let clients: [SMTPClient]
    private let state: Mutex<State>
    private let now: @Sendable () -> Int64

    private struct State {
        var circuit: SmarthostCircuit
        /// By which answer a server was last set aside.
        var last: [Int: SMTPOutcome] = [:]
    }

    /// As many as the server that takes most.
    public let connections: Int

    /// Opens no connection yet.
    /// - Parameters:
    ///   - endpoints: The first is used as long as it works; at least one.
    ///   - now: Milliseconds that only go forwards.
    public init(_ endpoints: [SMTPEndpoint], now: @escaping @Sendable () -> Int64) {
        clients = endpoints.map(SMTPClient.init)
        connections = endpoints.map(\.maxConnections).max() ?? 1
        state = Mutex(State(circuit: SmarthostCircuit(endpoints.count)))
        self.now = now
    }

    /// Sends one message by the first server that can be used, as ``MailSending``; the outcome is
    /// what the last server that was tried said. Where all are set aside nothing is tried, and it is
    /// the one by which the first of them was.
    public func begin(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ cancellation: Cancellation,
        ended: @escaping @Sendable (SMTPOutcome) -> Void
    ) -> SMTPOutcome? {
        // Alone, a server is tried whatever happened: there is nothing to spare the message for.
        if clients.count == 1, let only = clients.first {
            return only.begin(envelope, bytes, cancellation, ended: ended)
        }
        let waiting = state.withLock { $0.circuit.candidates(now()) }
        return go(
            Search(waiting: waiting) { [clients] index, heard in
                clients[index].begin(envelope, bytes, cancellation, ended: heard)
            } isCancelled: {
                cancellation.isCancelled
            }, ended)
    }

    /// The servers that a message may still go to, and what was heard so far.
    private struct Search: Sendable {
        typealias Heard = @Sendable (SMTPOutcome) -> Void

        var waiting: [Int]
        let begin: @Sendable (Int, @escaping Heard) -> SMTPOutcome?
        let isCancelled: @Sendable () -> Bool
        var answer: SMTPOutcome?
        var mayBeElsewhere = false
    }

    /// Goes on with the next server.
    /// - Returns: The outcome, when no server has to be waited for.
    private func go(_ search: Search, _ ended: @escaping Search.Heard) -> SMTPOutcome? {
        var search = search
        while let index = search.waiting.first {
            search.waiting.removeFirst()
            let then = search
            let known = search.begin(index) { [self] outcome in
                var search = then
                guard !hear(outcome, from: index, &search) else { return ended(finish(search)) }
                if let last = go(search, ended) { ended(last) }
            }
            guard let known else { return nil }
            if hear(known, from: index, &search) { break }
        }
        return finish(search)
    }

    /// - Returns: Whether no other server shall have it now.
    private func hear(
        _ outcome: SMTPOutcome, from index: Int, _ search: inout Search
    ) -> Bool {
        let finding = Finding(outcome, isCancelled: search.isCancelled())
        note(finding, outcome, index)
        search.answer = outcome
        search.mayBeElsewhere = finding == .notThisServer
        return finding == .taken || finding == .undecided
    }

    /// Sends nothing more, lets what is under way finish, and closes all connections.
    public func close() async {
        for client in clients { await client.close() }
    }

    /// What the caller hears: where nothing was tried, or a server that is set aside might have
    /// carried what the others can't, the words by which that one was.
    private func finish(_ search: Search) -> SMTPOutcome {
        state.withLock { state in
            for index in search.waiting { state.circuit.skipped(index) }
            let aside = clients.indices.first { index in
                !state.circuit.isUp(index) && state.last[index] != nil
            }
            let down = aside.flatMap { state.last[$0] }
            if let answer = search.answer, !search.mayBeElsewhere || down == nil { return answer }
            return down ?? .notSent("No mail server is set.")
        }
    }

    private func note(_ finding: Finding, _ outcome: SMTPOutcome, _ index: Int) {
        let time = now()
        state.withLock { state in
            switch finding {
            case .taken: state.circuit.worked(index)
            case .notThisServer, .undecided: state.circuit.skipped(index)
            case .serverDown:
                state.circuit.failed(index, time)
                state.last[index] = outcome
            }
        }
    }

    /// What an outcome says of the server.
    enum Finding: Sendable, Hashable {
        /// It dealt with the message, for better or worse: no other server shall have it now.
        case taken
        /// It could not be used, and cannot have the message.
        case serverDown
        /// It works, and cannot carry this message.
        case notThisServer
        /// It says nothing of the server, and no other shall have the message now.
        case undecided

        init(_ outcome: SMTPOutcome, isCancelled: Bool) {
            switch outcome {
            case .accepted: self = .taken
            case .unclear: self = .undecided
            case .notSent: self = isCancelled ? .undecided : .serverDown
            case .refused(let reply, let stage): self = Self.refusal(reply, stage)
            }
        }

        private static func refusal(_ reply: SMTPReply, _ stage: SMTPStage) -> Finding {
            switch stage {
            // An address that is not ASCII: another server may offer SMTPUTF8.
            case .ours: reply.enhanced == "5.6.7" ? .notThisServer : .undecided
            case .greeting, .hello, .startTLS, .auth: .serverDown
            case .mail, .recipient, .data:
                // It is closing, or has no room or no wish for any mail at the moment (RFC 3463
                // §3.4). Other refusals are about us or the message and would be the same elsewhere.
                reply.code == 421 || reply.enhanced?.hasPrefix("4.3.") == true
                    ? .serverDown : .taken
            // The message was offered: what is refused then waits for its own next try.
            case .content: .taken
            }
        }
    }
}
