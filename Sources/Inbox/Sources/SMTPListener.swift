import NIOCore
import NIOPosix
import Wire

/// Where and how a listener takes mail.
public struct SMTPListenerOptions: Sendable {
    /// The address to listen on; loopback unless configured.
    public var host = "127.0.0.1"
    /// The port; 0 takes a free one.
    public var port: Int
    /// A place in the file system instead of address and port; there no TLS is offered.
    public var socket: ListenerSocket?
    /// Protocol, name, sizes and counts of one session.
    public var session: SMTPSession.Options
    /// The certificate to begin TLS with; nil offers no STARTTLS.
    public var certificate: ListenerCertificate?
    /// What one address and all together may take up.
    public var limits = PeerLimits()
    /// Seconds without a byte until a session ends. RFC 5321 §4.5.3.2.7 wants 5 minutes.
    public var idleSeconds: Int64 = 300
    /// Seconds for one message's content, however steadily it trickles in.
    public var contentSeconds: Int64 = 1200

    /// The defaults above.
    public init(port: Int, session: SMTPSession.Options) {
        self.port = port
        self.session = session
    }
}

/// Takes mail by SMTP or LMTP and hands it to a ``MailKeeper``.
///
/// A message is acknowledged when the keeper has returned, and not before. While a question to the
/// keeper is open, nothing is read from that connection; content is held in memory up to the limits.
public final class SMTPListener: Sendable {
    /// The port that it listens on; 0 for a socket in the file system.
    public let port: Int
    private let socket: (place: ListenerSocket, inode: UInt64?)?
    private let channel: any Channel
    private let connections: SMTPConnections

    private init(
        _ channel: any Channel, _ connections: SMTPConnections, _ socket: ListenerSocket?
    ) {
        self.channel = channel
        self.socket = socket.map { ($0, $0.inode()) }
        self.connections = connections
        port = channel.localAddress?.port ?? 0
    }

    /// Opens the port.
    /// - Parameters:
    ///   - options: Where, and how much.
    ///   - keeper: Who is asked about recipients and keeps the mail.
    ///   - now: A clock in milliseconds, for the limits per minute.
    /// - Returns: The listener, which takes mail until ``shutdown(grace:)``.
    /// - Throws: What the system says when the address cannot be had; ``SourceProblem`` for a socket.
    public static func start(
        _ options: SMTPListenerOptions, keeper: some MailKeeper,
        now: @escaping @Sendable () -> Int64
    ) async throws -> SMTPListener {
        var options = options
        options.session.offersTLS = options.certificate != nil && options.socket == nil
        let settled = options
        let connections = SMTPConnections()
        let ledger = PeerLedger(options.limits)
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // Reads are asked for one by one, so that a busy keeper holds the sender up.
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let connection = SMTPConnection(
                        channel, settled, keeper, ledger, connections, now)
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
        let channel: any Channel
        if let socket = options.socket {
            channel = try await socket.bind(bootstrap)
        } else {
            channel = try await bootstrap.bind(host: options.host, port: options.port).get()
        }
        return SMTPListener(channel, connections, options.socket)
    }

    /// Takes no new connection, lets mails in progress finish, ends the other sessions with 421;
    /// what is still open after the grace is cut off, unacknowledged. Returns when all are closed.
    public func shutdown(grace: Duration) async {
        // First, so that a mail server finds nobody rather than a socket without an answer.
        socket?.place.remove(socket?.inode)
        try? await channel.close().get()
        let nanoseconds =
            grace.components.seconds * 1_000_000_000 + grace.components.attoseconds / 1_000_000_000
        let cut = channel.eventLoop.scheduleTask(in: .nanoseconds(nanoseconds)) { [connections] in
            connections.cutOff()
        }
        await connections.endAll()
        cut.cancel()
    }
}
