/// Why mail could not be fetched, moved or marked, and what to do. It names no account and quotes
/// no words of the server's, which may hold addresses: it is fit for a log.
public struct IMAPProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is, as far as the next step depends on it.
    public enum Kind: Sendable, Hashable {
        /// No connection came about, TLS included.
        case unreachable
        /// The server does not take the account.
        case login
        /// The server does not take the access token, or there is none that could be sent.
        case token
        /// The connection broke, or the server went silent, in the middle of something.
        case lost
        /// The server said NO or BAD to a command; its response code in capitals, such as
        /// `TRYCREATE` (RFC 5530), when it gave one.
        case refused(code: String?)
        /// What came is no IMAP, or more than is allowed.
        case nonsense
        /// The task was cancelled.
        case cancelled
    }

    /// The kind.
    public let kind: Kind
    /// What, where, and what to do next.
    public let description: String

    init(_ kind: Kind, _ sentence: String) {
        self.kind = kind
        description = sentence
    }

    /// True when the connection can't be used any more.
    public var endsConnection: Bool {
        if case .refused = kind { false } else { true }
    }
}
