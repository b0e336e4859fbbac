/// One request to a server that a provider runs.
public struct HTTPRequest: Sendable, CustomStringConvertible {
    /// `GET` or `POST`.
    public var method: String
    /// `https://…`; `http://` for a server on a private link.
    public var url: String
    /// In order; names in any case.
    public var headers: [(name: String, value: String)] = []
    /// Empty for GET.
    public var body: [UInt8] = []
    /// For Basic authentication (RFC 7617).
    public var account: (user: String, password: String)?
    /// Whether it may go to servers of the open net alone: for an address that came from outside.
    public var isPublicOnly = false
    /// For this request and its answer together, where that is less than the client's own patience.
    public var within: Duration?

    /// A request without headers or body.
    public init(_ method: String, _ url: String) {
        self.method = method
        self.url = url
    }

    /// Says nothing of what goes out: numbers, words and secrets are in all of it.
    public var description: String { "\(method) request, \(body.count) bytes" }
}

/// What a server answered.
public struct HTTPResponse: Sendable, CustomStringConvertible {
    /// RFC 9110 §15.
    public let status: Int
    /// Of the last answer, in order.
    public let headers: [(name: String, value: String)]
    /// As much of it as the client takes.
    public let body: [UInt8]
    /// Whether there was more.
    public let isCut: Bool

    /// Describes an answer.
    public init(
        status: Int, headers: [(name: String, value: String)] = [], body: [UInt8],
        isCut: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isCut = isCut
    }

    /// The status and the size.
    public var description: String { "HTTP \(status), \(body.count) bytes" }
}

/// What is known after a request.
public enum HTTPOutcome: Sendable {
    /// The server answered. A redirection is an answer, and is not followed.
    case answered(HTTPResponse)
    /// Nothing of the request has left; it may be repeated. A sentence for the operator.
    case notSent(String)
    /// Some of the request has left, and no whole answer came. A sentence for the operator.
    case unclear(String)
}
