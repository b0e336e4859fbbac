import Dispatch
import Synchronization

/// Connections of one kind, each on a thread of its own: database calls block, and must not block
/// the threads that Swift's tasks share.
final class ConnectionPool: Sendable {
    typealias Opener = @Sendable () throws(StoreError) -> any Connection

    private let lanes: [Lane]
    private let turns: Turns

    init(size: Int, label: String, open: @escaping Opener) {
        lanes = (0..<size).map { Lane(label: "\(label)-\($0)", open: open) }
        turns = Turns(size)
    }

    /// Runs a transaction on the next free connection.
    func transact<Value: Sendable>(
        writing: Bool, _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        let index = await turns.take()
        defer { turns.give(index) }
        return try await lanes[index].transact(writing: writing, body)
    }

    func close() async {
        for lane in lanes { await lane.close() }
    }
}

/// Hands out the numbers of free connections in the order of asking.
private final class Turns: Sendable {
    private struct State {
        var free: [Int]
        var waiting: [CheckedContinuation<Int, Never>] = []
    }
    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: Array((0..<count).reversed())))
    }

    func take() async -> Int {
        await withCheckedContinuation { continuation in
            let index = state.withLock { state -> Int? in
                if let index = state.free.popLast() { return index }
                state.waiting.append(continuation)
                return nil
            }
            if let index { continuation.resume(returning: index) }
        }
    }

    func give(_ index: Int) {
        let next = state.withLock { state -> CheckedContinuation<Int, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free.append(index)
            return nil
        }
        next?.resume(returning: index)
    }
}

/// One connection with its queue; it is opened when first needed, and anew after it broke.
///
/// Unchecked because `connection` is touched only on `queue`.
private final class Lane: @unchecked Sendable {
    private let queue: DispatchQueue
    private let open: ConnectionPool.Opener
    private var connection: (any Connection)?
    private var isClosed = false

    init(label: String, open: @escaping ConnectionPool.Opener) {
        queue = DispatchQueue(label: label)
        self.open = open
    }

    func transact<Value: Sendable>(
        writing: Bool, _ body: @escaping @Sendable (borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try self.attempt(writing, body) })
            }
        }
    }

    func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.connection?.close()
                self.connection = nil
                self.isClosed = true
                continuation.resume()
            }
        }
    }

    /// Tries a whole transaction again after a conflict, and once more on a new connection when
    /// the old one turned out dead before anything was done on it.
    private func attempt<Value>(
        _ writing: Bool, _ body: (borrowing Transaction) throws -> Value
    ) throws -> Value {
        var conflicts = 0
        var reopened = false
        while true {
            let connection = try opened()
            do {
                return try connection.transact(writing: writing, body)
            } catch StoreError.conflict(let why) {
                conflicts += 1
                guard conflicts < 5 else { throw StoreError.conflict(why) }
            } catch let error as StoreError {
                guard connection.isBroken else { throw error }
                discard()
                guard case .disconnected(_, committing: false) = error, !reopened else {
                    throw error
                }
                reopened = true
            }
        }
    }

    private func opened() throws(StoreError) -> any Connection {
        if isClosed { throw StoreError.unreachable("it was closed.") }
        if let connection, !connection.isBroken { return connection }
        discard()
        let fresh = try open()
        connection = fresh
        return fresh
    }

    private func discard() {
        connection?.close()
        connection = nil
    }
}
