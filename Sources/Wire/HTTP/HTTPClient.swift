import Synchronization

/// Sends requests to providers' servers, over a few connections that it keeps open for a moment.
///
/// RFCs: 9110 and 9112 (HTTP/1.1), 7617 (Basic authentication); TLS 1.2 or newer. libcurl speaks
/// them; this type decides what may be said, and what an answer, or none, means. It follows no
/// redirection, takes no proxy from the environment, and never lets a request leave twice.
public final class HTTPClient: Sendable {
    private let options: HTTPOptions
    private let turns: Turns
    private let loop = Mutex<TransferLoop?>(nil)

    /// How many requests it can be making at once.
    public var connections: Int { options.maxConnections }

    /// A client without a connection; the first request opens one.
    public init(_ options: HTTPOptions) {
        self.options = options
        turns = Turns(options.maxConnections)
    }

    /// Sends one request; waits for a free connection, then for the answer.
    ///
    /// Cancelling the task ends it as ``HTTPOutcome/notSent(_:)`` at once, unless some of the request
    /// has left: then the answer is waited for, at most `cancelGrace`.
    public func send(_ request: HTTPRequest) async -> HTTPOutcome {
        var transfer: HTTPTransfer
        do throws(HTTPTransfer.Fault) {
            transfer = try HTTPTransfer(request, options)
        } catch {
            return .notSent(error.sentence)
        }
        guard await turns.take() else { return .notSent(Self.turnedAway) }
        defer { turns.giveBack() }
        let first = await run(transfer)
        guard let first, first.mayBeStale, !Task.isCancelled else { return outcome(first) }
        transfer.fresh = true
        return outcome(await run(transfer))
    }

    /// Connects to a server as a request to this address would, TLS included, and sends nothing.
    ///
    /// Returns nil when that went well, else a sentence for the operator. Cancelling the task ends
    /// it at once.
    public func visit(_ url: String) async -> String? {
        let transfer: HTTPTransfer
        do throws(HTTPTransfer.Fault) {
            transfer = try HTTPTransfer(visiting: url, options)
        } catch {
            return error.sentence
        }
        guard await turns.take() else { return Self.turnedAway }
        defer { turns.giveBack() }
        guard let report = await run(transfer) else { return Self.noMemory }
        return report.code == 0 ? nil : report.sentence
    }

    /// Sends nothing more, lets what is under way finish, and closes the connections.
    public func close() async {
        await turns.close()
        let last = loop.withLock { loop in
            defer { loop = nil }
            return loop
        }
        await last?.stop()
    }

    private func run(_ transfer: HTTPTransfer) async -> HTTPTransferReport? {
        guard let loop = current(after: nil) else { return nil }
        if let report = await loop.run(transfer) { return report }
        // Idle for too long, the loop has ended and closed its connections.
        return await current(after: loop)?.run(transfer)
    }

    /// The loop, or a new one in place of none or of one that has ended.
    private func current(after ended: TransferLoop?) -> TransferLoop? {
        loop.withLock { loop in
            if let loop, loop !== ended { return loop }
            loop = TransferLoop(idle: options.idle)
            return loop
        }
    }

    private func outcome(_ report: HTTPTransferReport?) -> HTTPOutcome {
        report?.outcome ?? .notSent(Self.noMemory)
    }

    private static var turnedAway: String {
        Task.isCancelled ? "The attempt was cancelled." : "The client is closed."
    }

    private static let noMemory = "There is no memory for a connection."
}
