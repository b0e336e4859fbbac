internal import CCurl

extension SMTPJob.End {
    /// What it means for the message.
    func outcome(_ endpoint: SMTPEndpoint) -> SMTPOutcome {
        switch self {
        case .report(let report): report.outcome(endpoint)
        case .turnedAway(let sentence): .notSent(sentence)
        }
    }

    /// What it means for a visit.
    func probe(_ endpoint: SMTPEndpoint) -> SMTPProbe {
        switch self {
        case .report(let report): report.probe(endpoint)
        case .turnedAway(let sentence): .unreachable(sentence)
        }
    }
}

extension SMTPTransferReport {
    /// True when it failed on a kept connection before a byte of the message left, in a way that
    /// says nothing about the message: the server had closed it, or closed it now (421).
    var mayBeStale: Bool {
        guard code != 0, newConnections == 0, brokenOff == nil, transcript.contentBytes == 0 else {
            return false
        }
        guard let reply = refusal?.reply else { return code != CURLE_OPERATION_TIMEDOUT.rawValue }
        return reply.code == 421
    }

    /// The refusing reply; nil when the last one was no refusal. A later QUIT does not hide it.
    var refusal: (reply: SMTPReply, stage: SMTPStage)? {
        guard let code = transcript.lastCode, code >= 400 else { return nil }
        return transcript.last
    }

    /// What the transfer's end means for the message.
    func outcome(_ endpoint: SMTPEndpoint) -> SMTPOutcome {
        if let refusal { return .refused(refusal.reply, refusal.stage) }
        // The answer counts, whatever happened to the connection after it.
        if let last = transcript.last, last.stage == .content, last.reply.isPositive {
            return .accepted(last.reply)
        }
        if brokenOff == .noSMTPUTF8 {
            return .refused(
                SMTPReply(553, "5.6.7", "\(endpoint.host) takes no address that is not ASCII."),
                .ours)
        }
        if transcript.contentBytes > 0 {
            return .unclear("\(sentence(endpoint)) The message had begun to leave.")
        }
        return .notSent(sentence(endpoint))
    }

    func sentence(_ endpoint: SMTPEndpoint) -> String {
        let place = "\(endpoint.host):\(endpoint.port)"
        switch brokenOff {
        case .cancelled: return "The attempt was cancelled."
        case .noAuth:
            return "\(place) offers neither AUTH PLAIN nor AUTH LOGIN, but an account is set. "
                + "Check port and TLS, or remove the account."
        case .noSMTPUTF8, nil: break
        }
        return "\(reason(place, endpoint)) (\(problem))"
    }

    private func reason(_ place: String, _ endpoint: SMTPEndpoint) -> String {
        switch CURLcode(rawValue: code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            "The name \(endpoint.host) was not found. Check it, and DNS."
        case CURLE_COULDNT_CONNECT: "Nobody answers at \(place). Check host and port."
        case CURLE_USE_SSL_FAILED:
            "\(place) does not offer STARTTLS. Try port 465 with TLS implicit."
        case CURLE_SSL_CONNECT_ERROR: "TLS with \(place) failed. Check port and TLS policy."
        case CURLE_PEER_FAILED_VERIFICATION:
            "The certificate of \(place) is not trusted. Check the host name and the CA file."
        case CURLE_SSL_CACERT_BADFILE: "The CA file cannot be read."
        case CURLE_OPERATION_TIMEDOUT: "\(place) did not answer in time\(step)."
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            "\(place) closed the connection\(step)."
        default: "\(place) could not be used\(step)."
        }
    }

    /// After which step, as the end of a sentence.
    private var step: String {
        switch transcript.last?.stage {
        case nil, .ours: ""
        case .greeting: " after its greeting"
        case .hello: " after EHLO"
        case .startTLS: " after STARTTLS"
        case .auth: " after AUTH"
        case .mail: " after MAIL"
        case .recipient: " after RCPT"
        case .data, .content: " after DATA"
        }
    }
}
