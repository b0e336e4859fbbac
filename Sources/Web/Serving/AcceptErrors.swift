import Foundation
import Logging
import NIOCore

/// Stands at the port and outlives the errors of accepting that pass by themselves: a client that
/// left the queue, no file descriptor free.
///
/// Without it the first such error would end the server, for Hummingbird takes it for the port's.
/// It waits a moment before it accepts again; the kernel would otherwise report the same error as
/// fast as it can be read.
final class AcceptErrors: ChannelInboundHandler, Sendable {
    typealias InboundIn = any Channel
    private let log: Logger

    init(log: Logger) {
        self.log = log
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The others close the port (`ServerSocketChannel.shouldCloseOnReadError` of SwiftNIO).
        guard let error = error as? IOError, Self.passing.contains(error.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        log.warning("a connection could not be accepted", metadata: ["errno": "\(error.errnoCode)"])
        let channel = context.channel
        channel.setOption(ChannelOptions.autoRead, value: false).whenSuccess {
            channel.eventLoop.scheduleTask(in: .milliseconds(100)) {
                channel.setOption(ChannelOptions.autoRead, value: true)
            }
        }
    }

    private static let passing: Set<CInt> = [ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM]
}
