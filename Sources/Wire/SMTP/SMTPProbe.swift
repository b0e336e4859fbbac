/// What a visit to a server found; no mail was sent.
public enum SMTPProbe: Sendable, Hashable {
    /// Mail could leave. The keywords of its last EHLO reply, with their arguments, in capitals.
    case ready(offers: [String: String])
    /// The server said no at a step.
    case refused(SMTPReply, SMTPStage)
    /// It did not come to that; the sentence says what stood in the way and what to check.
    case unreachable(String)
}

extension SMTPTransferReport {
    /// What a visit's end means. A server that is there and only dislikes NOOP would take mail.
    func probe(_ endpoint: SMTPEndpoint) -> SMTPProbe {
        if let refusal, !transcript.saidNoop { return .refused(refusal.reply, refusal.stage) }
        if code == 0 || transcript.saidNoop && transcript.last?.reply.isPermanent == true {
            return .ready(offers: transcript.offers ?? [:])
        }
        return .unreachable(sentence(endpoint))
    }
}
