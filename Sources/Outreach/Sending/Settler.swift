import Delivery
import Logging
import People
import Store

/// Writes down what became of attempts. While one commit is under way others gather for the next:
/// groups grow with the load and never wait for a clock. The group is the window in which a crash
/// repeats a message that the server had taken.
actor Settler {
    private let desk: Desk
    private let record: RecordAttempts
    private let log: Logger
    private let pause: @Sendable (Duration) async -> Void
    private var waiting: [(ClaimedMessage, AttemptVerdict)] = []
    private var isWriting = false
    private var isEnding = false
    private static let largestGroup = 50

    init(
        _ desk: Desk, _ record: RecordAttempts, log: Logger,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.record = record
        self.log = log
        self.pause = pause
    }

    func add(_ message: ClaimedMessage, _ verdict: AttemptVerdict) async {
        waiting.append((message, verdict))
        await write()
    }

    /// The messages whose outcome is not written yet: they are still this worker's.
    var unwritten: [OutboundID] { waiting.map(\.0.message.id) }

    /// The worker is told to end: a database that stays away holds it up no longer.
    func end() {
        isEnding = true
    }

    /// Writes what is left.
    func finish() async {
        isEnding = true
        await write()
    }

    /// Whether the same can be written later: everything but what is wrong with the outcome itself.
    private static func mayPass(_ error: any Error) -> Bool {
        switch error as? StoreError {
        case .constraint, .statement, nil: false
        default: true
        }
    }

    private func write() async {
        guard !isWriting else { return }
        isWriting = true
        defer { isWriting = false }
        var failures = 0
        // How many are written one by one, since one of them can't be.
        var alone = 0
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(alone > 0 ? 1 : Self.largestGroup))
            do {
                try await desk.database.write { [record] t in try record.record(group, t) }
                waiting.removeFirst(group.count)
                (failures, alone) = (0, max(0, alone - 1))
            } catch  where !Self.mayPass(error) {
                log.error("an outcome could not be written", metadata: ["error": "\(error)"])
                guard group.count == 1 else {
                    alone = group.count
                    continue
                }
                // Its lease ends by itself; the others must not wait for it.
                waiting.removeFirst()
                alone = max(0, alone - 1)
            } catch {
                failures += 1
                log.error("an outcome could not be written", metadata: ["error": "\(error)"])
                // While the worker lives it keeps what it knows, and the leases of it. At its end
                // the leases end by themselves; what was sent is then sent once more.
                guard failures < 10 || !isEnding else { return }
                await pause(.seconds(1))
            }
        }
    }
}
