import Delivery
import Logging
import People
import Store

/// Raises the alarm when a send stands still: in the log and in the audit trail, once for each send
/// and hour however many workers look.
public struct StallWatch: Sendable {
    /// How often it is told of one send.
    static let silence = Duration.seconds(3_600)
    private let desk: Desk
    private let log: Logger
    private let pause: @Sendable (Duration) async -> Void

    /// Works at a desk.
    public init(
        _ desk: Desk, log: Logger, pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.log = log
        self.pause = pause
    }

    /// Looks until it is cancelled. The first look comes after a while: a worker that has just
    /// started may be the remedy.
    public func run() async {
        while !Task.isCancelled {
            await pause(rest)
            guard !Task.isCancelled else { return }
            do {
                for send in try await look() { tell(send) }
            } catch {
                log.error("no look at the sends", metadata: ["error": "\(error)"])
            }
        }
    }

    private var rest: Duration {
        min(max(desk.sending.stalledAfter / 10, .seconds(2)), .seconds(60))
    }

    /// Finds what stands still, and writes it down.
    /// - Returns: Those of which nothing has been told within the hour.
    func look() async throws -> [StalledSend] {
        let found = try await desk.stalledSends()
        guard !found.isEmpty else { return [] }
        return try await desk.database.write { [desk] t in
            let now = desk.source.now()
            return try found.filter { send in
                let subject = (kind: "send", id: send.id.text)
                if let told = try desk.audit.latest("send.stalled", on: subject, t),
                    now - told < Self.silence
                {
                    return false
                }
                try desk.audit.record(
                    "send.stalled", by: nil, on: subject, details: ["due": String(send.due)], t)
                return true
            }
        }
    }

    private func tell(_ send: StalledSend) {
        log.error(
            "a send stands still",
            metadata: [
                "send": "\(send.reference)", "due": "\(send.due)",
                "since": "\(send.since.iso8601)",
            ])
    }
}

extension Desk {
    /// The sends that stand still for longer than the school has settled.
    ///
    /// `send`: Only this one.
    public func stalledSends(_ send: SendID? = nil) async throws -> [StalledSend] {
        try await database.read { t in
            try Outbox().stalled(
                send, patience: sending.stalledAfter, now: source.now(), t)
        }
    }
}
