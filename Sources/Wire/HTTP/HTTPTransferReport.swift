internal import CCurl

/// How a request ended.
struct HTTPTransferReport: Sendable {
    /// Why Parley itself broke off.
    enum Break: Sendable { case cancelled, wouldRepeat, notPublic }

    /// libcurl's result code; 0 for success.
    let code: UInt32
    /// libcurl's own words for it, without the request's address.
    let problem: String
    /// Connections that were opened for it; 0 when a kept one was used.
    let newConnections: Int
    /// Bytes of the request that were written to a connection.
    let left: Int
    /// nil unless all of an answer's head came.
    let response: HTTPResponse?
    let address: HTTPAddress
    let brokenOff: Break?

    /// True when it failed on a kept connection and nothing of the request had left: the server had
    /// closed it.
    var mayBeStale: Bool {
        code != 0 && newConnections == 0 && left == 0 && brokenOff == nil
            && code != CURLE_OPERATION_TIMEDOUT.rawValue
    }

    /// What the end means. With the head of an answer something is known, whatever became of the
    /// rest: the answer then is marked as cut.
    var outcome: HTTPOutcome {
        if let response { return .answered(response) }
        return left == 0 ? .notSent(sentence) : .unclear(sentence)
    }

    /// For the operator: what happened, where, and what to check.
    var sentence: String {
        switch brokenOff {
        case .cancelled: return "The attempt was cancelled."
        case .wouldRepeat:
            return "\(address) closed the connection before it answered, when the request had left."
        case .notPublic:
            return "\(address.host) is no server of the open net: its name leads to a private "
                + "address."
        case nil: break
        }
        let end = left > 0 ? " Some of the request had left." : ""
        return "\(reason) (\(problem))\(end)"
    }

    private var reason: String {
        switch CURLcode(rawValue: code) {
        case CURLE_COULDNT_RESOLVE_HOST:
            "The name \(address.host) was not found. Check it, and DNS."
        case CURLE_COULDNT_CONNECT: "Nobody answers at \(address). Check host and port."
        case CURLE_SSL_CONNECT_ERROR:
            "TLS with \(address) failed. Check the port, and whether it speaks TLS 1.2."
        case CURLE_PEER_FAILED_VERIFICATION:
            "The certificate of \(address) is not trusted. Check the host name and the CA file."
        case CURLE_SSL_CACERT_BADFILE: "The CA file cannot be read."
        case CURLE_OPERATION_TIMEDOUT: "\(address) did not answer in time."
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            "\(address) closed the connection before it answered."
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
            "\(address) answered with something other than HTTP. Check host and port."
        default: "\(address) could not be used."
        }
    }
}
