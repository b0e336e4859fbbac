import Dispatch
import Engines
import People
import Store
import Testing

@testable import Delivery

/// What two transactions do to each other that run at once, which only PostgreSQL lets them.
@Suite(.enabled(if: Engine.reachable.contains(.postgres), "PostgreSQL is not named"))
struct MetTransactionsTests {
    private struct Killed: Error {}

    /// Runs `first`, and `meanwhile` before it is kept, or lost when `dies`.
    private func meet(
        _ fixture: OutboxFixture, dies: Bool = false,
        _ first: @escaping @Sendable (borrowing Transaction) throws -> Void,
        meanwhile: () async throws -> Void
    ) async throws {
        let (isIn, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let holder = Task {
            try await fixture.database.write { t in
                try first(t)
                isIn.signal()
                _ = mayEnd.wait(timeout: .now() + 30)
                if dies { throw Killed() }
            }
        }
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                _ = isIn.wait(timeout: .now() + 30)
                done.resume()
            }
        }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await meanwhile()) } catch { outcome = .failure(error) }
        mayEnd.signal()
        _ = await holder.result
        try outcome.get()
    }

    @Test func `a worker that dies at the last of a release leaves none behind`() async throws {
        let steering = try await Steering(.postgres)
        let fixture = steering.fixture
        let now = fixture.clock.now
        let send = try await fixture.decide(SendID(text: "many"), release: now)
        try await fixture.enqueue(
            (0..<3).map { fixture.message("m\($0)", isHeld: true, of: send) })
        try await meet(fixture, dies: true) { t in
            _ = try Outbox().release(now: now, t)
        } meanwhile: {
            let (released, next) = (
                try await steering.release(), try await steering.nextRelease()
            )
            #expect(released == 0 && next == now)
        }
        #expect(try await steering.release() == 3)
        #expect(try await steering.release() == 0)
        #expect(try await steering.nextRelease() == nil)
    }

    @Test func `a send that is paused while it is released does not leave`() async throws {
        let steering = try await Steering(.postgres)
        let fixture = steering.fixture
        let now = fixture.clock.now
        let send = try await fixture.decide(SendID(text: "many"), release: now)
        try await fixture.enqueue(
            (0..<3).map { fixture.message("m\($0)", isHeld: true, of: send) })
        try await meet(fixture) { t in
            _ = try Outbox().release(now: now, t)
        } meanwhile: {
            _ = try await steering.pause(send)
        }
        #expect(try await fixture.claim().isEmpty)
        _ = try await steering.resume(send)
        #expect(try await fixture.claim().count == 3)
    }

    @Test func `a send that is cancelled while an outcome is written does not leave later`()
        async throws
    {
        let steering = try await Steering(.postgres)
        let fixture = steering.fixture
        try await fixture.enqueue([fixture.message("one"), fixture.message("two")])
        let claimed = try await fixture.claim(2)
        let now = fixture.clock.now
        let later = Settlement(
            message: claimed[0].message.id, attempt: 1,
            event: .refusedForNow(reply: "451", next: now))
        var cancelling: Task<[Int]?, any Error>?
        try await meet(fixture) { t in
            _ = try Outbox().settle([later], now: now, t)
            try Outbox().giveBack([claimed[1]], now: now, t)
        } meanwhile: {
            // It waits for the outcome to be kept, so it is not waited for here.
            cancelling = Task { try await steering.cancel() }
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await cancelling?.value == [2, 0])
        #expect(try await steering.count(.cancelled) == 2)
        #expect(try await fixture.claim().isEmpty)
    }
}
