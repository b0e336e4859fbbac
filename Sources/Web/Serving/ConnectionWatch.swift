import HummingbirdCore
import NIOCore
import NIOHTTP1

/// Closes a connection whose time is up, as ``ConnectionClock`` says.
///
/// Hummingbird's own time-out starts anew with each byte, so that a client which drips one in a
/// while stays for ever. This one stands between the HTTP parts and Hummingbird.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPConnectionStateHandler.InboundIn
    typealias InboundOut = HTTPConnectionStateHandler.InboundIn
    typealias OutboundIn = HTTPConnectionStateHandler.OutboundIn
    typealias OutboundOut = HTTPConnectionStateHandler.OutboundIn

    private let connections: OpenConnections
    private var clock: ConnectionClock
    private var alarm: Scheduled<Void>?

    init(_ patience: ConnectionPatience, _ connections: OpenConnections) {
        self.connections = connections
        clock = ConnectionClock(patience, at: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        connections.add(context.channel)
        setAlarm(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.cancel()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What follows the last request is not even looked at.
        if clock.isDeaf { return }
        clock.broken()
        setAlarm(context)
        context.fireErrorCaught(error)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if clock.isDeaf { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            // Hummingbird knows the word in lower case and alone; RFC 9110 §7.6.1 has a list.
            let isLast = head.headerFields[values: .connection].contains {
                $0.lowercased().contains("close")
            }
            clock.headRead(isLast: isLast, at: .now())
        case .body:
            return context.fireChannelRead(data)
        case .end:
            if clock.endRead(at: .now()) { return context.close(promise: nil) }
        }
        setAlarm(context)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise()
        clock.writes(at: .now())
        written.futureResult.assumeIsolated().whenComplete { [self] _ in
            guard context.channel.isActive else { return }
            if clock.written(at: .now()) { return context.close(promise: nil) }
            setAlarm(context)
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where clock.answerBegins():
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: written)
        case .head, .body:
            context.write(data, promise: written)
        case .end:
            clock.answered(at: .now())
            context.write(data, promise: written)
        }
        setAlarm(context)
    }

    private func setAlarm(_ context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
        guard let deadline = clock.deadline else { return }
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            context.close(promise: nil)
        }
    }
}
