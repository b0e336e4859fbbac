import People
import Store

/// What became of one attempt.
public struct Settlement: Sendable {
    /// The message.
    public let message: OutboundID
    /// The attempt.
    public let attempt: Int
    /// What happened.
    public let event: MessageState.Event
    /// The provider's own id of the message, by which its receipts may name it.
    public let providerID: String?
    /// The number or name that it went out from.
    public let sender: String?

    /// Describes what became of an attempt.
    public init(
        message: OutboundID, attempt: Int, event: MessageState.Event, providerID: String? = nil,
        sender: String? = nil
    ) {
        self.message = message
        self.attempt = attempt
        self.event = event
        self.providerID = providerID
        self.sender = sender
    }
}

extension Outbox {
    /// Writes down what became of attempts, each only if nobody has tried the message since. What
    /// was taken from its worker when the lease ended, and by nobody since, is settled all the same:
    /// the worker was only slow, and knows. That its lease had ended stays on record.
    /// - Returns: The messages that had been taken over meanwhile: their attempt is recorded, and
    ///   their state left as it is.
    public func settle(
        _ settlements: [Settlement], now: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundID] {
        var lost = try settleAccepted(settlements.filter(\.isAccepted), now, t)
        let others = settlements.filter { !$0.isAccepted }
        try holdSends(of: others.map(\.message), t)
        for settlement in others {
            if try !settle(settlement, now, t) { lost.append(settlement.message) }
        }
        for settlement in settlements where lost.contains(settlement.message) {
            try keepNames(settlement, t)
        }
        return lost
    }

    /// A receipt may have been faster than the settling: from which number a text went, and what
    /// its provider calls it, is kept all the same.
    private func keepNames(
        _ settlement: Settlement, _ t: borrowing Transaction
    ) throws {
        guard settlement.sender != nil || settlement.providerID != nil else { return }
        try t.execute(
            """
            UPDATE messages SET sender = COALESCE(sender, \(settlement.sender)),
                provider_id = COALESCE(provider_id, \(settlement.providerID))
            WHERE id = \(settlement.message) AND attempts = \(settlement.attempt)
            """)
    }

    /// By far the most, so they share two statements.
    private func settleAccepted(
        _ settlements: [Settlement], _ now: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundID] {
        var lost: [OutboundID] = []
        for batch in batches(settlements) {
            let outcomes = Self.outcomes(batch)
            try t.execute(
                """
                \(outcomes) UPDATE attempts SET ended_at = \(now), reply = outcomes.reply,
                    outcome = CASE WHEN outcome = 'started' THEN 'sent' ELSE outcome END
                FROM outcomes WHERE attempts.message_id = outcomes.id
                    AND attempts.number = outcomes.attempt
                """)
            let kept = try t.rows(
                """
                \(outcomes) UPDATE messages SET state = 'sent', lease_until = NULL,
                    last_reply = outcomes.reply, changed_at = \(now), sent_at = \(now),
                    provider_id = COALESCE(outcomes.provider, provider_id),
                    sender = COALESCE(outcomes.number, sender)
                FROM outcomes WHERE messages.id = outcomes.id
                    AND state IN ('sending', 'unclear', 'cancelled')
                    AND attempts = outcomes.attempt
                RETURNING messages.id
                """)
            let own: Set<String> = try kept.reduce(into: []) { $0.insert(try $1["id"]) }
            guard own.count < batch.count else { continue }
            lost += batch.map(\.message).filter { !own.contains($0.text) }
        }
        return lost
    }

    /// The outcomes as a table; the first row tells PostgreSQL the types. Padded, so that
    /// groups of many sizes are few statements to prepare.
    private static func outcomes(_ batch: ArraySlice<Settlement>) -> SQL {
        let rows = padded(batch).map { one -> SQL in
            "(\(one.message), CAST(\(one.attempt) AS BIGINT), \(one.reply), \(one.providerID), \(one.sender))"
        }
        return "WITH outcomes (id, attempt, reply, provider, number) AS (VALUES "
            + .joined(rows, by: ", ") + ") "
    }

    private func settle(
        _ settlement: Settlement, _ now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        let sending = MessageState.sending(leaseUntil: now, attempt: settlement.attempt)
        guard let state = sending.after(settlement.event) else { return true }
        try t.execute(
            """
            UPDATE attempts SET ended_at = \(now), reply = \(state.lastReply ?? ""),
                outcome = CASE WHEN outcome = 'started' THEN \(state.word) ELSE outcome END
            WHERE message_id = \(settlement.message) AND number = \(settlement.attempt)
            """)
        return try t.execute(
            """
            UPDATE messages SET state = \(Self.word(of: state)),
                due_at = COALESCE(\(state.due), due_at),
                idempotency_key = \(Self.key(after: settlement.event)),
                lease_until = NULL, last_reply = \(state.lastReply), changed_at = \(now),
                provider_id = COALESCE(\(settlement.providerID), provider_id),
                sender = COALESCE(\(settlement.sender), sender)
            WHERE id = \(settlement.message) AND state IN ('sending', 'unclear')
                AND attempts = \(settlement.attempt)
            """) == 1
    }

    /// What is to be tried again stands where its send stands, if that was halted meanwhile.
    private static func word(of state: MessageState) -> SQL {
        switch state {
        case .deferred: whereSendStands(else: "\(state.word)")
        case .unclear(let due, _) where due < .never:
            whereSendStands(mayHaveLeft: true, else: "\(state.word)")
        default: "\(state.word)"
        }
    }

    private static func key(after event: MessageState.Event) -> SQL {
        switch event {
        case .refused, .refusedForNow: keyWhereSendStands
        default: "idempotency_key"
        }
    }

    /// Applies what a delivery report or a person says; states move only forwards.
    /// - Returns: Whether the state changed.
    public func report(
        _ event: MessageState.Event, on message: OutboundMessage, now: Instant,
        _ t: borrowing Transaction
    ) throws -> Bool {
        guard let state = MessageState(word: message.state).after(event) else { return false }
        return try t.execute(
            """
            UPDATE messages SET state = \(state.word), changed_at = \(now),
                due_at = COALESCE(\(state.due), due_at),
                sent_at = COALESCE(sent_at, \(state.wasTaken ? now : nil)),
                last_reply = COALESCE(\(state.lastReply), last_reply)
            WHERE id = \(message.id) AND state = \(message.state)
            """) == 1
    }
}

extension MessageState {
    /// Whether a server or provider has had it.
    fileprivate var wasTaken: Bool {
        switch self {
        case .sent, .delivered, .bounced: true
        default: false
        }
    }
}

extension Settlement {
    fileprivate var isAccepted: Bool {
        if case .accepted = event { true } else { false }
    }

    fileprivate var reply: String {
        if case .accepted(let reply) = event { reply } else { "" }
    }
}
