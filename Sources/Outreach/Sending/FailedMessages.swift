import Delivery
import People
import Store

/// The messages that nobody will try again by themselves: seen with their reasons, and queued once
/// more by a person after the cause has been mended.
public struct FailedMessages: Sendable {
    private let desk: Desk
    /// How many are shown at most.
    public static let most = 1_000

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// A school's failed messages, the latest first.
    ///
    /// `send`: Only of the send that staff call so.
    /// - Throws: ``Refusal`` when there is no such send.
    public func list(of send: String?, by handle: String) async throws -> [OutboundMessage] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .readCase, t)
            return try list(send, staff, limit: Self.most, t)
        }
    }

    /// Queues messages once more: one, or all that failed of a send.
    /// - Returns: How many are queued. Of the others the time is over, their send was cancelled, or their
    ///   address is stopped.
    /// - Throws: ``Refusal`` when there is no such message or send, or nothing of it has failed.
    public func again(_ name: String, by handle: String) async throws -> (queued: Int, left: Int) {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .send, t)
            let failed = try self.failed(name, staff, t)
            let open = try failed.filter { message in
                try !desk.suppressions.stops(
                    message.address, message.channel, isBulk: message.isBulk,
                    isEmergency: desk.isEmergency(message), t)
            }
            let queued = try Outbox().requeue(open.map(\.id), now: desk.source.now(), t)
            for message in open where queued.contains(message.id) {
                try tell(of: message, "sent again", "", desk, t)
                try desk.audit.record(
                    "message.again", by: staff.id, on: ("message", message.id.text),
                    family: message.family, details: ["notice": message.notice], t)
            }
            return (queued.count, failed.count - queued.count)
        }
    }

    private func failed(
        _ name: String, _ staff: StaffMember, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        if let one = try Outbox().message(OutboundID(text: name.lowercased()), t),
            one.school == staff.school
        {
            guard one.state == .failed else {
                throw Refusal("Message \(name) is \(one.state.rawValue); it has not failed.")
            }
            return [one]
        }
        let failed = try list(name, staff, limit: .max, t)
        guard !failed.isEmpty else {
            throw Refusal("Nothing of send \(name) has failed.")
        }
        return failed
    }

    private func list(
        _ send: String?, _ staff: StaffMember, limit: Int, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let id = try send.map { name in
            guard let found = try Outbox().find(sendNamed: name, t), found.school == staff.school
            else {
                throw Refusal(
                    "There is no send or failed message \"\(name)\"; `parley send failed` shows "
                        + "what has failed.")
            }
            return found.id
        }
        return try Outbox().failed(of: staff.school, send: id, limit: limit, t)
    }
}
