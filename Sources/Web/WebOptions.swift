/// Where the program's own HTTP port is, and how much it takes.
public struct WebOptions: Sendable, Hashable {
    /// The address to listen on; loopback unless configured, since a proxy does the TLS.
    public var host = "127.0.0.1"
    /// The port; 0 takes a free one.
    public var port: Int
    /// Connections at once; more wait in the system's queue.
    public var connections = 256
    /// How long it waits for a client.
    public var patience = ConnectionPatience()

    /// The defaults above.
    public init(port: Int) {
        self.port = port
    }
}

/// How long a connection is waited for, so that one that sends nothing, drips, or takes no answer
/// does not hold a place for ever.
public struct ConnectionPatience: Sendable, Hashable {
    /// From the connection's beginning to the end of the first request's head.
    public var firstHead: Duration = .seconds(15)
    /// From a request's head to the end of its body.
    public var wholeRequest: Duration = .seconds(30)
    /// From an answer to the end of the next request's head.
    public var idle: Duration = .seconds(60)
    /// For the client to take some more of an answer.
    public var stalledAnswer: Duration = .seconds(30)
    /// For a client to hear an answer that came before it had sent everything.
    public var lingering: Duration = .seconds(5)

    /// The defaults above.
    public init() {}
}
