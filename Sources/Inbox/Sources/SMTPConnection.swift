import NIOCore
import NIOSSL
import Wire

/// One connection: carries bytes to a session and carries out what it wants.
///
/// Confined to its channel's event loop.
final class SMTPConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let channel: any Channel
    private let options: SMTPListenerOptions
    private let keeper: any MailKeeper
    private let ledger: PeerLedger
    private let connections: SMTPConnections
    private let now: @Sendable () -> Int64
    private let peer: String
    private var session: SMTPSession
    private var isCounted = false
    private var isClosing = false
    private var isReading = false
    private var held = 0
    private var patience = SMTPPatience()
    private var timer: (end: NIODeadline, task: Scheduled<Void>)?

    init(
        _ channel: any Channel, _ options: SMTPListenerOptions, _ keeper: any MailKeeper,
        _ ledger: PeerLedger, _ connections: SMTPConnections, _ now: @escaping @Sendable () -> Int64
    ) {
        self.channel = channel
        self.options = options
        self.keeper = keeper
        self.ledger = ledger
        self.connections = connections
        self.now = now
        peer =
            options.socket == nil
            ? channel.remoteAddress?.ipAddress ?? "unknown" : PeerLedger.thisMachine
        session = SMTPSession(options.session, peer: peer)
    }

    func channelActive(context: ChannelHandlerContext) {
        let loop = context.eventLoop
        let me = NIOLoopBound(self, eventLoop: loop)
        let member = SMTPConnections.Member(channel: channel) {
            loop.execute { me.value.shutDown() }
        } cut: {
            loop.execute { me.value.cutOff() }
        }
        guard connections.add(member) else {
            return turnAway(SMTPReply(421, "4.3.2", "\(options.session.hostName) is shutting down"))
        }
        if let reason = ledger.opened(peer, now: now()) {
            return turnAway(SMTPReply(421, "4.7.0", reason))
        }
        isCounted = true
        perform(session.greet())
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        leavePlace()
        isClosing = true
        _ = ledger.hold(-held)
        held = 0
        connections.remove(channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = false
        guard !isClosing else { return }
        perform(session.receive(unwrapInboundIn(data).readableBytesView))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        readOn()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        readOn()
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// A mail in progress is finished first.
    private func shutDown() {
        guard !isClosing else { return }
        let reply = SMTPReply(421, "4.3.2", "\(options.session.hostName) is shutting down")
        perform(session.end(reply, afterMail: true))
    }

    /// Past TLS, which would first wait for a handshake or a farewell that may never come.
    private func cutOff() {
        isClosing = true
        guard
            let tls = try? channel.pipeline.syncOperations.context(
                handlerType: NIOSSLServerHandler.self)
        else { return channel.close(promise: nil) }
        tls.close(promise: nil)
    }

    private func turnAway(_ reply: SMTPReply) {
        isClosing = true
        write(reply.bytes)
        closeAfterWrites()
    }
}

// MARK: Actions

extension SMTPConnection {
    private func perform(_ actions: [SMTPSession.Action]) {
        // What an answer leads to stands behind the actions before it: commands that came together
        // are answered together.
        var waiting = actions[...]
        while let action = waiting.popFirst() {
            switch action {
            case .write(let bytes): write(bytes)
            case .askSender: waiting += session.senderAnswered(refusalOfSender())
            case .askRecipient(let address):
                waiting += session.recipientAnswered(keeper.verdict(on: address))
            case .keep(let mail): keep(mail)
            case .beginTLS: beginTLS()
            case .close: closeAfterWrites()
            }
        }
        guard !isClosing else { return }
        channel.flush()
        countHeld()
        schedule()
        readOn()
    }

    /// The 220 has left in the open; what comes next goes through TLS, or the connection ends.
    private func beginTLS() {
        channel.flush()
        do {
            guard let certificate = options.certificate else { return closeAfterWrites() }
            let handler = NIOSSLServerHandler(context: certificate.context())
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
            perform(session.tlsBegan())
        } catch {
            channel.close(promise: nil)
        }
    }

    private func refusalOfSender() -> SMTPReply? {
        ledger.mayMail(peer, now: now())
            ? nil : SMTPReply(450, "4.7.1", "Too many messages from your address; try again later")
    }

    /// Has a mail kept in a task, and goes on here with what came of it.
    private func keep(_ mail: ReceivedMail) {
        let me = NIOLoopBound(self, eventLoop: channel.eventLoop)
        let loop = channel.eventLoop
        let keeper = keeper
        Task {
            let replies = await keeper.replies(to: mail)
            loop.execute {
                guard !me.value.isClosing else { return }
                me.value.perform(me.value.session.kept(replies))
            }
        }
    }

    private func write(_ bytes: [UInt8]) {
        channel.write(ByteBuffer(bytes: bytes), promise: nil)
    }

    private func closeAfterWrites() {
        isClosing = true
        let me = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.writeAndFlush(ByteBuffer()).whenComplete { _ in
            // First: who sees this connection end may open the next at once.
            me.value.leavePlace()
            me.value.channel.close(promise: nil)
        }
    }

    private func leavePlace() {
        if isCounted { ledger.closed(peer) }
        isCounted = false
    }

    /// Reads on when the session has room for bytes and the peer takes our replies.
    private func readOn() {
        guard !isReading, !isClosing, session.wantsBytes, channel.isWritable else { return }
        isReading = true
        channel.read()
    }

    private func countHeld() {
        let bytes = session.heldBytes
        let change = bytes - held
        held = bytes
        guard change != 0, !ledger.hold(change), session.isHandlingMail else { return }
        session.refuseContent(SMTPReply(452, "4.3.1", "No room for it now; try again later"))
        _ = ledger.hold(session.heldBytes - held)
        held = session.heldBytes
    }

    /// Restarts the time that a silence may last; that of a message runs from DATA to its end.
    private func schedule() {
        patience.goOn(
            at: channel.eventLoop.now, wantsBytes: session.wantsBytes,
            isInMail: session.isHandlingMail, options)
        wake(at: patience.end)
    }

    /// One timer a connection: it goes on when it finds that bytes have come meanwhile, so that a
    /// command costs none.
    private func wake(at end: NIODeadline?) {
        guard let end, !isClosing else { return }
        if let timer {
            guard end < timer.end else { return }
            timer.task.cancel()
        }
        let me = NIOLoopBound(self, eventLoop: channel.eventLoop)
        timer = (end, channel.eventLoop.scheduleTask(deadline: end) { me.value.lookAtTime() })
    }

    private func lookAtTime() {
        timer = nil
        guard !isClosing, let end = patience.end else { return }
        guard end <= channel.eventLoop.now else { return wake(at: end) }
        perform(session.end(SMTPReply(421, "4.4.2", "Too slow; closing"), afterMail: false))
    }
}
