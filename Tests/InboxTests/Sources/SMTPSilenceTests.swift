import NIOCore
import NIOEmbedded
import Testing
import Wire

@testable import Inbox

/// The listener's connection on an event loop whose clock the test moves: how busy the machine is
/// plays no part. A real socket's silence is in SMTPListenerTests.
@Suite struct SMTPSilenceTests {
    private static let tooSlow = "421 4.4.2 Too slow; closing\r\n"

    @Test func `whoever speaks now and then is not silent, and later is`() async throws {
        let line = try await ScriptedLine(idleSeconds: 300, contentSeconds: 600)
        try await line.says("EHLO c\r\n")
        // Past the time of the first word, more than once.
        for _ in 0..<5 {
            await line.waits(.seconds(299))
            try await line.says("NOOP\r\n")
            #expect(try await line.hears().last?.hasPrefix("250 ") == true)
        }
        await line.waits(.seconds(299))
        #expect(try await line.hears().isEmpty)
        #expect(line.isOpen)
        await line.waits(.seconds(1))
        #expect(try await line.hears() == [Self.tooSlow])
        #expect(!line.isOpen)
    }

    @Test func `while a mail is kept the time of silence does not run`() async throws {
        let gate = Gate()
        let keeper = MemoryKeeper { _ in
            await gate.pass()
            return .kept("id7")
        }
        let line = try await ScriptedLine(keeper, idleSeconds: 60, contentSeconds: 600)
        try await line.says("EHLO c\r\nMAIL FROM:<s@x.test>\r\nRCPT TO:<r@in.test>\r\nDATA\r\n")
        try await line.says("words\r\n.\r\n")
        #expect(try await line.hears().last?.hasPrefix("354") == true)
        await line.waits(.hours(1))
        #expect(try await line.hears().isEmpty)
        gate.open()
        #expect(try await line.next() == "250 2.0.0 Kept as id7\r\n")
        await line.waits(.seconds(59))
        #expect(line.isOpen)
        await line.waits(.seconds(1))
        #expect(try await line.hears() == [Self.tooSlow])
        #expect(!line.isOpen)
    }

    @Test func `a message that trickles has its own time`() async throws {
        let keeper = MemoryKeeper()
        let line = try await ScriptedLine(keeper, idleSeconds: 60, contentSeconds: 600)
        try await line.says("EHLO c\r\nMAIL FROM:<s@x.test>\r\nRCPT TO:<r@in.test>\r\nDATA\r\n")
        for _ in 0..<11 {
            await line.waits(.seconds(50))
            try await line.says("x\r\n")
        }
        #expect(line.isOpen)
        #expect(try await line.hears().last?.hasPrefix("354") == true)
        await line.waits(.seconds(50))
        #expect(try await line.hears() == [Self.tooSlow])
        #expect(!line.isOpen)
        #expect(keeper.mails.isEmpty)
    }
}

/// A peer that speaks to a connection, and whose clock stands still unless it waits.
private struct ScriptedLine {
    private let channel: NIOAsyncTestingChannel

    init(
        _ keeper: MemoryKeeper = MemoryKeeper(), idleSeconds: Int64, contentSeconds: Int64
    ) async throws {
        var options = SMTPListenerOptions(port: 0, session: .init(hostName: "in.test"))
        (options.idleSeconds, options.contentSeconds) = (idleSeconds, contentSeconds)
        let settled = options
        channel = try await NIOAsyncTestingChannel { channel in
            try channel.pipeline.syncOperations.addHandler(
                SMTPConnection(
                    channel, settled, keeper, PeerLedger(settled.limits), SMTPConnections(), { 0 }))
        }
        try await channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 25))
    }

    var isOpen: Bool { channel.isActive }

    func says(_ words: String) async throws {
        try await channel.writeInbound(ByteBuffer(string: words))
    }

    func waits(_ time: TimeAmount) async {
        await channel.testingEventLoop.advanceTime(by: time)
    }

    /// What has been said to it and not been heard yet.
    func hears() async throws -> [String] {
        var heard: [String] = []
        while let words = try await channel.readOutbound(as: ByteBuffer.self) {
            if words.readableBytes > 0 { heard.append(String(buffer: words)) }
        }
        return heard
    }

    /// The next answer, however long it takes to come.
    func next() async throws -> String {
        String(buffer: try await channel.waitForOutboundWrite(as: ByteBuffer.self))
    }
}
