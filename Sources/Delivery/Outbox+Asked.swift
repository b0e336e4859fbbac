import People
import Store

extension Outbox {
    /// What an address was sent since a moment, as far as it may have been read, the latest first:
    /// by texts, the only thing that says what an answer is to. Our own automatic answers ask
    /// nothing.
    ///
    /// At most a hundred messages.
    public func asked(
        of address: String, _ channel: Channel, since: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let states = [MessageState.Word.sending, .unclear, .sent, .delivered]
        return try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.channel = \(channel) AND messages.address = \(address)
                    AND messages.created_at >= \(since) AND messages.state IN (\(list: states))
                    AND sends.notice NOT IN (\(list: AutomaticNotice.allCases.map(\.rawValue)))
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT 100
                """
        ).map(OutboundMessage.init(row:))
    }

    /// All that an address was sent since a moment, as far as it may have been read, the latest
    /// first; automatic answers among it. At most a hundred messages.
    public func sent(
        to address: String, _ channel: Channel, since: Instant, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        let states = [MessageState.Word.sending, .unclear, .sent, .delivered]
        return try t.rows(
            OutboundMessage.columns + """
                 WHERE messages.channel = \(channel) AND messages.address = \(address)
                    AND messages.created_at >= \(since) AND messages.state IN (\(list: states))
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT 100
                """
        ).map(OutboundMessage.init(row:))
    }
}
