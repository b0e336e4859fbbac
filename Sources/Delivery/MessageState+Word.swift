import Store

extension MessageState {
    /// A state known by its name only, for asking what may follow.
    init(word: Word) {
        let never = Instant(milliseconds: 0)
        self =
            switch word {
            case .held: .held
            case .queued: .queued(due: never)
            case .sending: .sending(leaseUntil: never, attempt: 0)
            case .sent: .sent(reply: "")
            case .delivered: .delivered
            case .deferred: .deferred(due: never, reply: "")
            case .unclear: .unclear(due: never, reply: "")
            case .failed: .failed(reply: "")
            case .bounced: .bounced(reply: "")
            case .suppressed: .suppressed(reason: "")
            case .cancelled: .cancelled
            case .expired: .expired
            }
    }
}
