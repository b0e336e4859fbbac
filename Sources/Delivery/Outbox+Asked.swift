import People
import Store

// What an address was sent, as far as it may have been read, the latest first.
extension Outbox {
    /// What it was sent since a moment that may be answered: by texts, the only thing that says what
    /// an answer is to. Our own automatic answers ask nothing.
    ///
    /// At most a hundred messages.
    public func asked(
        of address: String, _ channel: Channel, since: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let automatic = AutomaticNotice.allCases.map(\.rawValue)
        return try received(
            at: address, channel, since: since, "AND sends.notice NOT IN (\(list: automatic))", t)
    }

    /// All that it was sent since a moment, automatic answers among it. At most a hundred messages.
    public func sent(
        to address: String, _ channel: Channel, since: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try received(at: address, channel, since: since, "", t)
    }

    private func received(
        at address: String, _ channel: Channel, since: Instant, _ condition: SQL,
        _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let states = [MessageState.Word.sending, .unclear, .sent, .delivered]
        return try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.channel = \(channel) AND messages.address = \(address)
                    AND messages.created_at >= \(since) AND messages.state IN (\(list: states))
                    \(condition)
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT 100
                """
        ).map(OutboundMessage.init(row:))
    }
}
