import Cases
import Delivery
import People
import Store

/// A person says what became of a text whose answer was lost, where no receipt told.
public struct SettleUnclear: Sendable {
    /// What the person found out, or wants.
    public enum Finding: Sendable, Hashable {
        /// The family has it.
        case arrived
        /// Send it once more; the family may then have it twice.
        case sendAgain
    }

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// The texts of a school that wait for a person, the oldest first.
    public func list(by handle: String) async throws -> [OutboundMessage] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .readCase, t)
            return try Outbox().unclear(of: staff.school, t)
        }
    }

    /// Settles one.
    /// - Throws: ``Refusal`` when there is no such message, or it waits no more.
    public func settle(
        _ name: String, _ finding: Finding, by handle: String
    ) async throws -> OutboundMessage {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .send, t)
            guard let message = try Outbox().message(OutboundID(text: name.lowercased()), t),
                message.school == staff.school
            else {
                throw Refusal(
                    "There is no message \"\(name)\". `parley send unclear` shows what waits.")
            }
            if finding == .sendAgain {
                guard try Outbox().halted(among: [message.send], t).isEmpty else {
                    throw Refusal(
                        "Its send was paused or cancelled, so it is not sent again. Resume the "
                            + "send first, or send the notice anew.")
                }
            }
            guard try Outbox().report(event(finding), on: message, now: desk.source.now(), t) else {
                throw Refusal("Message \(name) is \(message.state.rawValue) and waits for nobody.")
            }
            let outcome = finding == .arrived ? "arrived, as staff say" : "sent again"
            try tell(of: message, outcome, "", desk, t)
            try desk.audit.record(
                "message.settle", by: staff.id, on: ("message", message.id.text),
                family: message.family, details: ["outcome": outcome], t)
            return message
        }
    }

    private func event(_ finding: Finding) -> MessageState.Event {
        switch finding {
        case .arrived: .reportedSent(reply: "staff say that it arrived")
        case .sendAgain: .sentAgain(at: desk.source.now())
        }
    }
}
