import Store
import Synchronization

/// A database that is closed after its last use, and that waits until others have been: tests run
/// all at once, and a server takes only so many connections.
final class BorrowedDatabase: Database {
    private let lent: any Database
    /// As the database has it.
    let dialect: Dialect

    /// Waits for a turn, then makes the database.
    init(_ make: () async throws -> any Database) async throws {
        await BorrowedTurns.shared.take()
        do {
            lent = try await make()
        } catch {
            BorrowedTurns.shared.give()
            throw error
        }
        dialect = lent.dialect
    }

    deinit {
        let lent = lent
        Task {
            await lent.close()
            BorrowedTurns.shared.give()
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await lent.read(body)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await lent.write(body)
    }

    func changes() -> ChangeFeed { lent.changes() }

    func freeBytes() -> Int? { lent.freeBytes() }

    func close() async {
        await lent.close()
    }
}

/// Ten databases at a time, of six connections each.
private final class BorrowedTurns: Sendable {
    static let shared = BorrowedTurns()

    private struct State {
        var free = 10
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
