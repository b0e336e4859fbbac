import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Brings a message of ours up to date with what a delivery report, bounce or complaint says.
///
/// A report moves a message only when it comes to the reverse-path that we signed, without a sender
/// of its own, as delivery reports do: forged bounces would otherwise silence parents. One that only
/// names a Message-ID of ours, which anyone has who was forwarded the mail, is shown and no more.
struct RecordReport: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Records a report.
    /// - Returns: Nil when it is about no message of ours.
    func record(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ t: borrowing Transaction
    ) throws -> Readings.Result? {
        guard let (message, evidence) = try message(of: claimed, read, t) else { return nil }
        guard evidence == .token else { return try show(claimed, read, message, t) }
        if read.kind == .complaint {
            try desk.suppressions.add(
                message.address, .email, .bulk, because: .complaint, inbound: claimed.id, t)
            try tell(of: message, "reported as junk", read.subject, desk, inbound: claimed.id, t)
        }
        for bounce in read.bounces { try apply(bounce, to: message, claimed.id, t) }
        var result = Readings.Result(.recorded)
        (result.family, result.caseID) = (message.family, message.caseID)
        result.evidence = evidence
        return result
    }

    private func message(
        of claimed: ClaimedInbound, _ read: ReadMessage, _ t: borrowing Transaction
    ) throws -> (OutboundMessage, Evidence)? {
        for address in claimed.recipients where claimed.reversePath.isEmpty {
            guard let local = localPart(of: address, at: desk.identity.domain),
                case .valid(let id, .bounce)? = desk.tokens.verdict(on: local),
                let message = try Outbox().message(id, t)
            else { continue }
            return (message, .token)
        }
        let named = read.bounces.compactMap(\.originalMessageID) + read.inReplyTo + read.references
        let found = try Outbox().messages(bearing: Array(named.prefix(100)), t)
        return found.first.map { ($0, .reference) }
    }

    /// Puts a report that nothing proves on the timeline, and changes nothing.
    private func show(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ message: OutboundMessage,
        _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let words = read.bounces.first.map { "\($0.status) \($0.reason)" } ?? read.subject
        try tell(of: message, "reported, not proven", words, desk, inbound: claimed.id, t)
        var result = Readings.Result(.recorded)
        (result.family, result.caseID) = (message.family, message.caseID)
        result.evidence = .reference
        return result
    }

    private func apply(
        _ bounce: Bounce, to message: OutboundMessage, _ inbound: InboundID,
        _ t: borrowing Transaction
    ) throws {
        let words = [bounce.status, bounce.reason].filter { !$0.isEmpty }.joined(separator: " ")
        let event: MessageState.Event
        switch (bounce.action, bounce.kind) {
        case ("delivered", _): event = .reportedDelivered
        case (_, .permanent): event = .reportedBounced(reply: words)
        default: return
        }
        let changed = try Outbox().report(event, on: message, now: desk.source.now(), t)
        guard changed, event != .reportedDelivered else { return }
        // A report about another address was for a mailbox that this one forwards to.
        let isOwn = bounce.recipient.lowercased() == message.address
        if deadAddressCodes.contains(bounce.status), isOwn {
            try desk.suppressions.add(
                message.address, message.channel, .all, because: .deadAddress, inbound: inbound, t)
        }
        try tell(of: message, "bounced", words, desk, inbound: inbound, t)
    }
}
