import Foundation
import NIOCore
import NIOPosix

/// Who has a port of this machine.
enum PortState: Sendable, Hashable {
    /// Nobody: it could be opened, and was closed again.
    case free
    /// A program that says this first; empty when it says nothing.
    case greeted(String)
    /// It can't be opened here at all.
    case refused(String)

    /// Tries the port, and visits who has it.
    static func of(host: String, port: Int) async -> PortState {
        do {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port).get()
            try await channel.close()
            return .free
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            return .greeted(await greeting(host: host, port: port))
        } catch let error as IOError {
            return .refused(String(cString: strerror(error.errnoCode)))
        } catch {
            return .refused("the name \(host) was not found")
        }
    }

    /// A port of loopback that nobody has.
    static func someFreePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        return port
    }

    private static func greeting(host: String, port: Int) async -> String {
        let group = MultiThreadedEventLoopGroup.singleton
        let promise = group.next().makePromise(of: String.self)
        let limit = group.next().scheduleTask(in: .seconds(5)) { promise.succeed("") }
        let channel = try? await ClientBootstrap(group: group)
            .connectTimeout(.seconds(5))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FirstLine(promise))
                }
            }
            .connect(host: host, port: port).get()
        if channel == nil { promise.succeed("") }
        let line = try? await promise.futureResult.get()
        limit.cancel()
        try? await channel?.close()
        return line ?? ""
    }
}

/// Waits for a program's first line. Confined to its channel's event loop.
private final class FirstLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var heard = ""
    private let promise: EventLoopPromise<String>

    init(_ promise: EventLoopPromise<String>) {
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard += String(buffer: unwrapInboundIn(data))
        guard heard.utf8.count > 1_000 || heard.contains(where: \.isNewline) else { return }
        finish()
    }

    func channelInactive(context: ChannelHandlerContext) { finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish()
        context.close(promise: nil)
    }

    private func finish() {
        promise.succeed(heard.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
    }
}
