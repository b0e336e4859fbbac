import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Brings a text of ours up to date with what its provider reports.
///
/// Receipts come late, twice and out of order, so a message moves only forwards; that it could not
/// be delivered stands, whatever else is reported: then a person calls.
struct RecordTextReceipt: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Records one receipt.
    /// - Throws: ``StoreError``, or ``ReceiptTooEarly``; the arrival then waits to be read again.
    func record(_ claimed: ClaimedInbound, _ receipt: TextReceipt) async throws -> ReadingOutcome {
        let digest = Readings.bodyDigest(claimed.bytes)
        return try await desk.finish(claimed) { t in
            var result = Readings.Result(.ignored)
            if let (message, evidence) = try message(of: claimed, receipt, t) {
                result = Readings.Result(.recorded)
                (result.family, result.caseID) = (message.family, message.caseID)
                result.evidence = evidence
                try apply(receipt, to: message, claimed.id, t)
            }
            try Readings(desk.source).insert(
                ReadMessage(receipt), of: claimed.id, bodyDigest: digest, result, t)
            return result
        }
    }

    /// The message that the receipt is of: the one whose address it came to. Where a provider brings
    /// all of them to one address, or several at once, our own reference says it, else the provider's
    /// id of the message.
    ///
    /// A receipt can be here before the answer to the request that it is about has been written down.
    private func message(
        of claimed: ClaimedInbound, _ receipt: TextReceipt, _ t: borrowing Transaction
    ) throws -> (OutboundMessage, Evidence)? {
        for recipient in claimed.recipients {
            guard case .valid(let id, .receipt)? = desk.tokens.verdict(on: recipient) else {
                continue
            }
            if let message = try Outbox().message(id, t) { return (message, .token) }
        }
        guard claimed.recipients.isEmpty else { return nil }
        if let reference = receipt.reference,
            let message = try Outbox().message(OutboundID(text: reference), t),
            message.channel == .sms
        {
            return (message, .receipt)
        }
        if let id = receipt.providerID, let message = try Outbox().text(providerID: id, t) {
            return (message, .receipt)
        }
        guard claimed.claim >= InboundQueue.maximumClaims else { throw ReceiptTooEarly() }
        return nil
    }

    private func apply(
        _ receipt: TextReceipt, to message: OutboundMessage, _ inbound: InboundID,
        _ t: borrowing Transaction
    ) throws {
        let event: MessageState.Event
        switch receipt.state {
        case .underway: event = .reportedSent(reply: receipt.reply)
        case .delivered: event = .reportedDelivered
        case .failed: event = .reportedBounced(reply: receipt.reply)
        case .unknown: return
        }
        let hasChanged = try Outbox().report(event, on: message, now: desk.source.now(), t)
        guard hasChanged, receipt.state == .failed else { return }
        switch receipt.refusal {
        case .deadNumber:
            try desk.suppressions.add(
                message.address, .sms, .all, because: .deadAddress, inbound: inbound, t)
        case .optedOut:
            let sender = try Outbox().sender(of: message.id, t)
            try ProviderStop(desk).record(
                message, from: sender, inbound: inbound, receipt.reply, t)
        default: break
        }
        try tell(of: message, "bounced", receipt.reply, desk, inbound: inbound, t)
    }
}

/// Nothing that is known is what a receipt names, and it may be before its time.
struct ReceiptTooEarly: Error {}
