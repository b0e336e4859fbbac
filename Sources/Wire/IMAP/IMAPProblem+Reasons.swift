internal import CCurl

// What to say of each fault of a connection.
extension IMAPProblem {
    static func lost(_ endpoint: IMAPEndpoint, _ what: String) -> IMAPProblem {
        IMAPProblem(
            .lost,
            "\(endpoint.place) \(what). Parley connects again by itself; if it goes on, ask who "
                + "runs that server.")
    }

    static func nonsense(_ endpoint: IMAPEndpoint) -> IMAPProblem {
        IMAPProblem(
            .nonsense, "\(endpoint.place) sends what is no IMAP. Check host, port and TLS.")
    }

    static func refused(_ endpoint: IMAPEndpoint, _ code: String?) -> IMAPProblem {
        IMAPProblem(
            .refused(code: code),
            "\(endpoint.place) refuses a command\(code.map { " (\($0))" } ?? ""). Look into its "
                + "log.")
    }

    /// `code`: With what libcurl gave up connecting or logging in.
    static func unconnected(_ endpoint: IMAPEndpoint, _ code: CURLcode) -> IMAPProblem {
        switch code {
        // Where a server offers neither way to send a token, libcurl denies it by itself.
        case CURLE_LOGIN_DENIED where endpoint.token != nil:
            IMAPProblem(
                .token,
                "\(endpoint.place) does not take the access token. Have it renewed, and check that "
                    + "it is for this mailbox and for IMAP.")
        case CURLE_LOGIN_DENIED:
            IMAPProblem(
                .login,
                "\(endpoint.place) does not take the account. Check user and password; some "
                    + "providers want a password made for one program.")
        case CURLE_ABORTED_BY_CALLBACK: IMAPProblem(.cancelled, "It was cancelled.")
        default: IMAPProblem(.unreachable, reason(endpoint, code))
        }
    }

    private static func reason(_ endpoint: IMAPEndpoint, _ code: CURLcode) -> String {
        let place = endpoint.place
        return switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            "The name \(endpoint.host) was not found. Check it, and DNS."
        case CURLE_COULDNT_CONNECT: "Nobody answers at \(place). Check host and port."
        case CURLE_USE_SSL_FAILED:
            "\(place) does not offer STARTTLS. Try port 993 with TLS implicit."
        case CURLE_PEER_FAILED_VERIFICATION:
            "The certificate of \(place) is not trusted. Check the host name and the CA file."
        case CURLE_SSL_CONNECT_ERROR: "TLS with \(place) failed. Check port and TLS policy."
        case CURLE_SSL_CACERT_BADFILE: "The CA file can't be read. Check its path."
        case CURLE_OPERATION_TIMEDOUT:
            "\(place) did not answer in time. Check host, port and TLS policy."
        default:
            "\(place) could not be used: \(TransferErrorText.usual(code)). Check host, port and "
                + "TLS policy."
        }
    }
}
