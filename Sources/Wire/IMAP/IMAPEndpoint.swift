/// How long the steps of fetching mail may take.
public struct IMAPTimeouts: Sendable, Hashable {
    /// From the name's resolution to the end of the log-in.
    public var connect: Duration = .seconds(30)
    /// Without a byte from the server, while an answer is awaited.
    public var silence: Duration = .seconds(60)
    /// For one command with its whole answer, a large mail included.
    public var command: Duration = .seconds(900)

    /// The defaults above.
    public init() {}
}

/// A server that holds mail for us: where it is, and on which terms.
public struct IMAPEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// A host name or an address; an IPv6 address stands without brackets.
    public var host: String
    /// Usually 993 or 143.
    public var port: Int
    /// See ``TLSPolicy``: implicit usually on 993, required (STARTTLS) on 143.
    public var tls: TLSPolicy
    /// The account.
    public var user: String
    /// The account's password.
    public var password: String
    /// An access token in the password's place; nil for the password.
    public var token: IMAPToken?
    /// A PEM file with the authorities to trust instead of the system's.
    public var caFile: String?
    /// See ``IMAPTimeouts``.
    public var timeouts = IMAPTimeouts()

    /// An endpoint that trusts the system's authorities.
    public init(host: String, port: Int, tls: TLSPolicy, user: String, password: String) {
        self.host = host
        self.port = port
        self.tls = tls
        self.user = user
        self.password = password
    }

    /// Host and port, without the account.
    public var place: String { "\(host):\(port)" }

    /// Host, port and policy, without the account.
    public var description: String { "\(place) (TLS \(tls.rawValue))" }

    /// The URL that libcurl takes; nil when a part does not fit in one.
    var url: String? {
        let literal = host.contains(":")
        let allowed = literal ? "-._:%" : "-._"
        guard (1...65_535).contains(port), !host.isEmpty, host.utf8.count <= 255,
            host.allSatisfy({
                $0.isASCII && ($0.isLetter || $0.isNumber || allowed.contains($0))
            })
        else { return nil }
        let scheme = tls == .implicit ? "imaps" : "imap"
        return "\(scheme)://\(literal ? "[\(host)]" : host):\(port)/"
    }
}
