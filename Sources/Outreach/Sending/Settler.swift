import Delivery
import Logging
import People
import Store
import Wire

/// Writes down what became of attempts, in groups: while one commit is under way others gather for
/// the next, and under load a moment more is given to them. The group is the window in which a
/// crash repeats a message that the server had taken.
final class Settler: Sendable {
    private struct State {
        var waiting: [(ClaimedMessage, AttemptVerdict)] = []
        var isEnding = false
        var isOver = false
    }

    private let worker: DeliveryWorker
    private let record: RecordAttempts
    private let news: News
    private let reader: Bell
    private let bell = Bell()
    private let state = BargingMutex(State())
    private static let largestGroup = 64
    private static let most = 3 * largestGroup
    /// How long a group gathers when the one before was of some size.
    private static let gathering = Duration.milliseconds(5)

    /// `news`: Where it is noted that a group is on disk; whoever reads it is woken by `reader`.
    init(
        _ worker: DeliveryWorker, _ record: RecordAttempts, _ news: News, reader: Bell
    ) {
        self.worker = worker
        self.record = record
        self.news = news
        self.reader = reader
    }

    /// Takes an outcome; returns at once.
    /// - Returns: Whether there is room for more. Beyond it nothing should be begun: what waits here
    ///   is sent once more after a crash.
    func add(_ message: ClaimedMessage, _ verdict: AttemptVerdict) -> Bool {
        let count = state.withLock { state in
            state.waiting.append((message, verdict))
            return state.waiting.count
        }
        if count == 1 || count == Self.largestGroup { bell.ring() }
        return count < Self.most
    }

    /// Whether there is room for more.
    var hasRoom: Bool { state.withLock { $0.waiting.count < Self.most } }

    /// The messages whose outcome is not written yet: they are still this worker's.
    var unwritten: [OutboundID] { state.withLock { $0.waiting.map(\.0.message.id) } }

    /// Whether everything is written.
    var isDone: Bool { state.withLock { $0.waiting.isEmpty } }

    /// The worker is told to end: a database that stays away holds it up no longer.
    func end() {
        state.withLock { $0.isEnding = true }
        bell.ring()
    }

    /// No outcome comes any more: ``run()`` writes what is left, and returns.
    func finish() {
        state.withLock { $0.isOver = true }
        end()
    }

    private var isEnding: Bool { state.withLock { $0.isEnding } }

    /// Writes until ``finish()``.
    func run() async {
        while true {
            let isOver = state.withLock { $0.isOver }
            await write()
            if isOver { return }
            await bell.wait(upTo: .seconds(3_600), worker.pause)
        }
    }

    private func gather() async {
        guard state.withLock({ $0.waiting.count < Self.largestGroup }) else { return }
        await worker.pause(Self.gathering)
    }

    /// Whether the same can be written later: everything but what is wrong with the outcome itself.
    private static func mayPass(_ error: any Error) -> Bool {
        switch error as? StoreError {
        case .constraint, .statement, nil: false
        default: true
        }
    }

    private func write() async {
        var failures = 0
        // How many are written one by one, since one of them can't be.
        var alone = 0
        while true {
            let limit = alone > 0 ? 1 : Self.largestGroup
            let group = state.withLock { Array($0.waiting.prefix(limit)) }
            guard !group.isEmpty else { return }
            do {
                try await worker.desk.database.write { [record, times = worker.times] t in
                    try times.measure(.settle) { try record.record(group, t) }
                }
                news.note(group)
                state.withLock { $0.waiting.removeFirst(group.count) }
                reader.ring()
                (failures, alone) = (0, max(0, alone - 1))
                if group.count >= Self.largestGroup / 8, !isEnding { await gather() }
            } catch  where !Self.mayPass(error) {
                worker.log.error("an outcome could not be written", metadata: ["error": "\(error)"])
                guard group.count == 1 else {
                    alone = group.count
                    continue
                }
                // Its lease ends by itself; the others must not wait for it.
                state.withLock { $0.waiting.removeFirst(1) }
                alone = max(0, alone - 1)
            } catch {
                failures += 1
                worker.log.error("an outcome could not be written", metadata: ["error": "\(error)"])
                // While the worker lives it keeps what it knows, and the leases of it. At its end
                // the leases end by themselves; what was sent is then sent once more.
                guard failures < 10 || !isEnding else { return }
                await worker.pause(.seconds(1))
            }
        }
    }
}
