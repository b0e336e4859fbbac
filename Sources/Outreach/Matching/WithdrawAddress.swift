import Cases
import Delivery
import People
import Store

/// Makes reply addresses that were handed out prove nothing any more, as when a mail was passed on to
/// somebody who has no business in the case. Whatever comes to one waits for a person.
public struct WithdrawAddress: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Which addresses are meant.
    public enum Target: Sendable {
        /// The address, its local part, or the token in it.
        case token(String)
        /// A message, as `send message` calls it: its id or Message-ID.
        case message(String)
        /// Every message of a case so far.
        case file(String)
    }

    /// Withdraws them.
    /// - Returns: How many were not withdrawn before.
    /// - Throws: ``Refusal``.
    public func withdraw(_ target: Target, by handle: String) async throws -> Int {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let messages = try messages(of: target, staff, t).filter { $0.school == staff.school }
            guard !messages.isEmpty else {
                throw Refusal("No message of this school is meant by that. \(Self.hint)")
            }
            let count = try Outbox().withdraw(
                messages.map(\.id), by: staff.id, at: desk.source.now(), t)
            for message in messages {
                try desk.audit.record(
                    "address.withdraw", by: staff.id, on: ("message", message.id.text),
                    family: message.family, t)
            }
            return count
        }
    }

    private static let hint =
        "Give the reply address as it stands in the mail, --message with an id of "
        + "`parley send message SEND`, or --case with a case's reference."

    private func messages(
        of target: Target, _ staff: StaffMember, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        switch target {
        case .token(let text):
            let local = text.split(separator: "@").first.map(String.init) ?? text
            let forms = [local] + AddressToken.Purpose.allCases.map { "\($0.rawValue)+\(local)" }
            for form in forms {
                guard case .valid(let id, _)? = desk.tokens.verdict(on: form) else { continue }
                return try Outbox().message(id, t).map { [$0] } ?? []
            }
            throw Refusal("That address is not signed by this school. \(Self.hint)")
        case .message(let name):
            let bare = name.trimmingPrefix("<").prefix { $0 != ">" }
            if let message = try Outbox().message(OutboundID(text: String(bare)), t) {
                return [message]
            }
            return try Outbox().messages(bearing: [String(bare)], t)
        case .file(let name):
            return try Outbox().messages(
                inCase: findCase(name, of: staff.school, desk, t).id, t)
        }
    }
}
