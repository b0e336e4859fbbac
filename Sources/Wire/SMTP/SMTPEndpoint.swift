/// Whether and how a connection is encrypted. What is asked for is had, or nothing is sent.
public enum TLSPolicy: String, Sendable, Hashable, CaseIterable {
    /// Plain text, even if the server offers STARTTLS: for loopback and trusted networks.
    case never
    /// STARTTLS, usually on port 587; the attempt ends when the server does not offer it.
    case required
    /// TLS from the first byte, usually on port 465 (RFC 8314 §3.3).
    case implicit
}

/// How long the steps of sending may take. Source of the defaults: RFC 5321 §4.5.3.2, with the
/// time before MAIL shortened, since a repeat costs nothing there.
public struct SMTPTimeouts: Sendable, Hashable {
    /// From the name's resolution to the end of AUTH.
    public var connect: Duration = .seconds(60)
    /// For the reply to one command.
    public var command: Duration = .seconds(120)
    /// For the reply to the final dot. Giving up early makes duplicates.
    public var finalDot: Duration = .seconds(600)
    /// For all of it together.
    public var whole: Duration = .seconds(900)
    /// How long a cancelled attempt still waits for the answer to a message that has begun to leave.
    public var cancelGrace: Duration = .seconds(5)
    /// How long the server may take to answer QUIT.
    public var quit: Duration = .seconds(2)
    /// How long an unused connection is kept.
    public var idle: Duration = .seconds(30)

    /// The defaults above.
    public init() {}
}

/// A server that takes mail for delivery: where it is, and on which terms.
public struct SMTPEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// A host name or an address; an IPv6 address stands without brackets.
    public var host: String
    /// Usually 25, 465 or 587.
    public var port: Int
    /// The name given in EHLO: this machine's full name.
    public var ehloName: String
    /// See ``TLSPolicy``.
    public var tls: TLSPolicy
    /// The account; nil sends without AUTH. With it, a server that offers no AUTH gets no mail.
    public var user: String?
    /// The account's password.
    public var password: String?
    /// A PEM file with the authorities to trust instead of the system's.
    public var caFile: String?
    /// See ``SMTPTimeouts``.
    public var timeouts = SMTPTimeouts()
    /// Connections at the same time, 1 or more.
    public var maxConnections = 4

    /// An endpoint without account, trusting the system's authorities.
    public init(host: String, port: Int, ehloName: String, tls: TLSPolicy) {
        self.host = host
        self.port = port
        self.ehloName = ehloName
        self.tls = tls
    }

    /// Host, port and policy, without the account.
    public var description: String { "\(host):\(port) (TLS \(tls.rawValue))" }

    /// The URL that libcurl takes, whose path is the EHLO name; nil when a part does not fit in one.
    package var url: String? {
        guard (1...65535).contains(port), Self.isHostName(ehloName, also: "[]:") else { return nil }
        let literal = host.contains(":")
        guard Self.isHostName(host, also: literal ? ":%" : "") else { return nil }
        let scheme = tls == .implicit ? "smtps" : "smtp"
        return "\(scheme)://\(literal ? "[\(host)]" : host):\(port)/\(ehloName)"
    }

    private static func isHostName(_ text: String, also more: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255
            && text.allSatisfy { c in
                c.isASCII && (c.isLetter || c.isNumber || "-._".contains(c) || more.contains(c))
            }
    }
}
