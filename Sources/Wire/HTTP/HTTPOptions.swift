/// How patient a client is, what it trusts and how much it takes.
public struct HTTPOptions: Sendable, Hashable {
    /// From the name's resolution to the end of the TLS handshake.
    public var connect: Duration = .seconds(10)
    /// For all of a request and its answer together; waiting in line for a connection is not counted.
    public var whole: Duration = .seconds(30)
    /// How long a cancelled request still waits for the answer once some of it has left.
    public var cancelGrace: Duration = .seconds(10)
    /// A connection that was unused for longer is not used again.
    ///
    /// Shorter than servers keep theirs (the shortest common default is 5 s), because a request that
    /// meets the server's closing is lost in a way that nobody can tell from one that was taken.
    public var kept: Duration = .seconds(4)
    /// With nothing to do for so long, all connections are closed.
    public var idle: Duration = .seconds(30)
    /// Bytes of an answer's body that are taken; the rest is not read.
    public var largestAnswer = 1 << 20
    /// A PEM file with the authorities to trust instead of the system's.
    public var caFile: String?
    /// Connections at the same time, 1 or more.
    public var maxConnections = 8

    /// The defaults above.
    public init() {}
}
