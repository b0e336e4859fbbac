import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Outreach
import ServiceLifecycle

/// The program's own HTTP port: what providers and proxies reach.
///
/// It knows connections, limits and routes; what a request means, the routes say. TLS is the work of
/// a proxy in front of it. It installs no signal handler: whoever starts it ends it.
public final class WebServer: Sendable {
    /// The port that it listens on.
    public let port: Int
    let channel: any Channel
    private let connections: OpenConnections
    private let group: ServiceGroup
    private let running: Task<Void, Never>
    private let ended: AsyncStream<Never>
    private let end: AsyncStream<Never>.Continuation

    /// Opens the port for Parley's own routes.
    ///
    /// `counters`: Where it counts what webhooks bring. `log`: Requests at `info`, what is refused
    /// at `notice`; never a path, a query or an address.
    /// - Throws: What the system says when the address cannot be had.
    public static func start(
        _ options: WebOptions, desk: Desk, counters: HookCounters = HookCounters(), log: Logger
    ) async throws -> WebServer {
        try await start(options, routes: routes(desk, counters, log), log: log)
    }

    /// Opens the port for any routes, within the same limits.
    /// - Throws: What the system says when the address cannot be had.
    public static func start(
        _ options: WebOptions, routes: Router<BasicRequestContext>, log: Logger
    ) async throws -> WebServer {
        let connections = OpenConnections()
        let (opened, open) = AsyncThrowingStream<any Channel, any Error>.makeStream()
        let (ended, end) = AsyncStream<Never>.makeStream()
        let application = application(options, routes, connections, log) { open.yield($0) }
        // Without signals: the program that runs beside it has handlers of its own.
        let group = ServiceGroup(
            configuration: .init(services: [application], logger: application.logger))
        let running = Task {
            do {
                try await group.run()
                open.finish()
            } catch {
                open.finish(throwing: error)
            }
            end.finish()
        }
        for try await channel in opened {
            return WebServer(channel, connections, group, running, (ended, end))
        }
        throw CancellationError()
    }

    private init(
        _ channel: any Channel, _ connections: OpenConnections, _ group: ServiceGroup,
        _ running: Task<Void, Never>,
        _ ending: (AsyncStream<Never>, AsyncStream<Never>.Continuation)
    ) {
        port = channel.localAddress?.port ?? 0
        self.channel = channel
        self.connections = connections
        self.group = group
        self.running = running
        (ended, end) = ending
    }

    /// Takes no new connection and closes idle ones, lets requests in progress finish; what is
    /// still open after the grace is cut off. Returns when all are closed. To be called once.
    public func shutdown(grace: Duration) async {
        await group.triggerGracefulShutdown()
        let cut = channel.eventLoop.scheduleTask(in: TimeAmount(grace)) { [self] in
            connections.cutOff()
            running.cancel()
            end.finish()
        }
        for await _ in ended {}
        cut.cancel()
    }

    static func routes(
        _ desk: Desk, _ counters: HookCounters, _ log: Logger
    ) -> Router<BasicRequestContext> {
        let router = router(log: log)
        HealthRoutes(desk).add(to: router)
        SMSHooks(desk, counters, log).add(to: router)
        NewsRoutes(desk, log).add(to: router)
        return router
    }

    /// A router whose answers all bear the common header fields, and which logs as little as
    /// Parley's own does.
    public static func router(log: Logger) -> Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: AccessLog(log: log))
        router.add(middleware: PlainAnswers(log: log))
        return router
    }

    private static func application(
        _ options: WebOptions, _ routes: Router<BasicRequestContext>,
        _ connections: OpenConnections, _ log: Logger,
        opened: @escaping @Sendable (any Channel) async -> Void
    ) -> Application<RouterResponder<BasicRequestContext>> {
        // Of Hummingbird itself only what is wrong: it might name what a request held.
        var quiet = log
        quiet.logLevel = max(log.logLevel, .error)
        let patience = options.patience
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionWatch(patience, connections)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))
        return Application(
            router: routes, server: .http1(configuration: http),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), serverName: nil,
                availableConnectionsDelegate: .maximum(options.connections, logger: quiet)),
            onServerRunning: opened, logger: quiet)
    }
}
