import Inbox
import Store
import Synchronization

/// Keeps arrivals of many connections in common transactions: while one commit is under way, others
/// gather for the next. Each is acknowledged only after its own commit, and nothing waits for more
/// to come: an arrival alone is a group of one.
final class KeepTogether: Sendable {
    private struct Waiting {
        let arrival: Arrival
        let done: CheckedContinuation<Keeping, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
    }

    private let desk: Desk
    private let state = Mutex(State())
    /// A transaction's bounds: readers of what came in wait for it.
    private static let largestGroup = 64
    private static let largestBytes = 8 << 20

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Keeps an arrival; returns only after it is on disk.
    /// - Throws: ``StorageFull`` when there is no room.
    func keep(_ arrival: Arrival) async throws -> Keeping {
        try await withCheckedThrowingContinuation { done in
            let isFirst = state.withLock { state in
                state.waiting.append(Waiting(arrival: arrival, done: done))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { Task { await write() } }
        }
    }

    /// Writes until nothing waits.
    private func write() async {
        while true {
            let group = next()
            guard !group.isEmpty else { return }
            await write(group)
        }
    }

    /// Takes the next group; the writing ends where there is none.
    private func next() -> [Waiting] {
        state.withLock { state in
            var bytes = 0
            let group = state.waiting.prefix(Self.largestGroup).prefix { one in
                defer { bytes += one.arrival.bytes.count }
                return bytes == 0 || bytes + one.arrival.bytes.count <= Self.largestBytes
            }
            state.waiting.removeFirst(group.count)
            state.isWriting = !group.isEmpty
            return Array(group)
        }
    }

    /// Whether it may be about one of them alone: what can't be kept, or what there is no room for.
    /// A database that is away would be away for each, one long wait after another.
    private static func mayBeOnes(_ error: any Error) -> Bool {
        (error as? StoreError)?.isTheDatabases != true
    }

    private func write(_ group: [Waiting]) async {
        let arrivals = group.map(\.arrival)
        do {
            let kept = try await desk.keep(arrivals)
            for (one, keeping) in zip(group, kept) { one.done.resume(returning: keeping) }
        } catch  where group.count > 1 && Self.mayBeOnes(error) {
            for one in group { await write([one]) }
        } catch {
            for one in group { one.done.resume(throwing: error) }
        }
    }
}
