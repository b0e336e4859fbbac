import Store

extension Outbox {
    /// The text that the provider knows under an id of its own, compared byte for byte; the latest
    /// where several have it.
    public func text(
        providerID: String, _ t: borrowing Transaction
    ) throws -> OutboundMessage? {
        try t.row(
            OutboundMessage.columns
                + """
                 WHERE messages.provider_id = \(providerID) AND messages.channel = 'sms'
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT 1
                """
        ).map(OutboundMessage.init(row:))
    }
}
