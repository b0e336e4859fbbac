import Delivery
import People
import Store

/// Halts a send while it runs, lets it go on, or ends it.
public struct SteerSend: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Holds what has not left.
    /// - Returns: How many messages are held.
    /// - Throws: ``Refusal`` when there is no such send, or it is halted or ended already.
    public func pause(_ name: String, by handle: String) async throws -> Int {
        try await steer(name, "send.pause", by: handle) { send, now, t in
            guard let held = try Outbox().pause(send.id, now: now, t) else {
                throw Refusal(
                    "Send \(send.reference) is \(send.course.rawValue) already; "
                        + "`parley send status \(send.reference)` shows it.")
            }
            return held
        }
    }

    /// Lets a halted send go on.
    /// - Returns: How many messages wait again.
    /// - Throws: ``Refusal`` when there is no such send, or it is not halted.
    public func resume(_ name: String, by handle: String) async throws -> Int {
        try await steer(name, "send.resume", by: handle) { send, now, t in
            guard let waiting = try Outbox().resume(send.id, now: now, t) else {
                throw Refusal(
                    "Send \(send.reference) is not paused; it is \(send.course.rawValue).")
            }
            return waiting
        }
    }

    /// Ends a send: nothing more of it leaves. Families that it has not reached can be written to
    /// anew.
    /// - Returns: How many messages are kept from leaving, and how many a worker has: of those,
    ///   what is not on the wire yet is stopped as well.
    /// - Throws: ``Refusal`` when there is no such send, it has ended, or nothing is left to stop.
    public func cancel(
        _ name: String, by handle: String
    ) async throws -> (cancelled: Int, leaving: Int) {
        try await steer(name, "send.cancel", by: handle) { send, now, t in
            guard let ended = try Outbox().cancel(send.id, now: now, t) else {
                throw Refusal("Send \(send.reference) was cancelled before.")
            }
            let waited = try desk.waitingSends.withdraw(of: send.id, t)
            guard ended.cancelled > 0 || ended.leaving > 0 || waited > 0 else {
                throw Refusal(
                    "Nothing of send \(send.reference) is left to stop; "
                        + "`parley send status \(send.reference)` shows what became of it.")
            }
            return ended
        }
    }

    private func steer<Value: Sendable>(
        _ name: String, _ action: String, by handle: String,
        _ work: @escaping @Sendable (KnownSend, Instant, borrowing Transaction) throws -> Value
    ) async throws -> Value {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let send = try findSend(name, of: staff.school, t)
            let value = try work(send, desk.source.now(), t)
            try desk.audit.record(
                action, by: staff.id, on: ("send", send.id.text), family: nil,
                details: ["notice": send.notice], t)
            return value
        }
    }
}

/// The send of a school that staff call so.
/// - Throws: ``Refusal`` when there is none.
func findSend(
    _ name: String, of school: SchoolID, _ t: borrowing Transaction
) throws -> KnownSend {
    guard let send = try Outbox().find(sendNamed: name, t), send.school == school else {
        throw Refusal("There is no send \"\(name)\"; see `parley send list`.")
    }
    return send
}
