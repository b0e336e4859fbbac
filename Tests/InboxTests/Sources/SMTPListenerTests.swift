import Engines
import Foundation
import Synchronization
import Testing
import Wire

@testable import Inbox

/// A clock that stands still until it is moved.
private final class TestClock: Sendable {
    private let milliseconds = Mutex<Int64>(0)
    var now: Int64 { milliseconds.withLock { $0 } }
    func advance(_ by: Int64) { milliseconds.withLock { $0 += by } }
}

private let dialogue = "EHLO c\r\nMAIL FROM:<s@x.test>\r\nRCPT TO:<r@in.test>\r\nDATA\r\n"

private func withListener(
    _ mode: SMTPSession.Mode = .smtp, _ keeper: MemoryKeeper = MemoryKeeper(),
    clock: TestClock = TestClock(),
    _ change: (inout SMTPListenerOptions) -> Void = { _ in },
    _ body: (SMTPListener, MemoryKeeper) async throws -> Void
) async throws {
    var options = SMTPListenerOptions(port: 0, session: .init(mode: mode, hostName: "in.test"))
    change(&options)
    let listener = try await SMTPListener.start(options, keeper: keeper) { clock.now }
    do {
        try await body(listener, keeper)
        await listener.shutdown(grace: .milliseconds(200))
    } catch {
        await listener.shutdown(grace: .zero)
        throw error
    }
}

private func soon(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<12_000 {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

@Suite struct SMTPListenerTests {
    @Test func `A mail reaches the keeper with its envelope, and the sender hears the id`()
        async throws
    {
        try await withListener { listener, keeper in
            let client = try RawSocket(port: listener.port)
            await client.send(dialogue + "A: b\r\n\r\n..\r\n.\r\nQUIT\r\n")
            let replies = await client.replies(7)
            #expect(replies.suffix(2) == ["250 2.0.0 Kept as id7", "221 2.0.0 Goodbye"])
            #expect(await client.isClosed())
            client.close()
            #expect(
                keeper.mails == [
                    ReceivedMail(
                        reversePath: "s@x.test", recipients: ["r@in.test"],
                        bytes: Array("A: b\r\n\r\n.\r\n".utf8), peer: "127.0.0.1", mode: .smtp,
                        smtpUTF8: false)
                ])
        }
    }

    @Test func `Our client and our listener understand each other, megabytes at a time`()
        async throws
    {
        var mail = Array("Subject: big\r\n\r\n".utf8)
        let line = Array("..dots.and.text.\r\n.\r\n".utf8)
        while mail.count < 4_000_000 { mail += line }
        try await withListener { listener, keeper in
            let client = SMTPClient(
                SMTPEndpoint(
                    host: "127.0.0.1", port: listener.port, ehloName: "c.test", tls: .never))
            let good = MailEnvelope(reversePath: "", recipient: "олена@in.test")
            guard
                case .refused(let refusal, .ours) = await client.send(
                    MailEnvelope(reversePath: "", recipient: "a b@in.test"), mail)
            else { return #expect(Bool(false)) }
            #expect(refusal.code == 553)
            let outcome = await client.send(good, mail)
            #expect(outcome == .accepted(SMTPReply(250, "2.0.0", "Kept as id7")))
            for (recipient, code) in [("no@in.test", "5.1.1"), ("r@else.test", "5.7.1")] {
                let refused = await client.send(
                    MailEnvelope(reversePath: "s@x.test", recipient: recipient), mail)
                guard case .refused(let reply, .recipient) = refused else {
                    return #expect(Bool(false), "\(refused)")
                }
                #expect(reply.enhanced == code)
            }
            await client.close()
            #expect(keeper.mails.map(\.bytes) == [mail])
            #expect(keeper.mails.first?.smtpUTF8 == true)
        }
    }

    @Test func `Hundreds of mails over many connections all arrive, once each`() async throws {
        try await withListener { listener, keeper in
            var endpoint = SMTPEndpoint(
                host: "127.0.0.1", port: listener.port, ehloName: "c.test", tls: .never)
            endpoint.maxConnections = 10
            let client = SMTPClient(endpoint)
            await withTaskGroup(of: Bool.self) { group in
                for number in 0..<300 {
                    group.addTask {
                        let envelope = MailEnvelope(
                            reversePath: "", recipient: "r\(number)@in.test")
                        let outcome = await client.send(
                            envelope, Array("N: \(number)\r\n\r\n".utf8))
                        return outcome == .accepted(SMTPReply(250, "2.0.0", "Kept as id7"))
                    }
                }
                for await accepted in group { #expect(accepted) }
            }
            await client.close()
            #expect(Set(keeper.mails.flatMap(\.recipients)).count == 300)
            #expect(keeper.mails.count == 300)
        }
    }

    @Test func `LMTP answers for each recipient`() async throws {
        let keeper = MemoryKeeper { _ in
            .perRecipient([SMTPReply(250, "2.1.5", "a"), SMTPReply(452, "4.2.2", "b")])
        }
        try await withListener(.lmtp, keeper) { listener, _ in
            let client = try RawSocket(port: listener.port)
            await client.send(
                "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@in.test>\r\nRCPT TO:<b@in.test>\r\n")
            await client.send("DATA\r\nx\r\n.\r\n")
            #expect(await client.replies(8).suffix(2) == ["250 2.1.5 a", "452 4.2.2 b"])
            client.close()
        }
    }

    @Test func `SMTP, which can answer once, says later when one recipient must wait`() async throws
    {
        let keeper = MemoryKeeper { _ in
            .perRecipient([SMTPReply(250, "2.1.5", "a"), SMTPReply(452, "4.2.2", "b")])
        }
        try await withListener(.smtp, keeper) { listener, _ in
            let client = try RawSocket(port: listener.port)
            await client.send(dialogue + "x\r\n.\r\n")
            #expect(await client.replies(6).last == "452 4.2.2 b")
            client.close()
        }
    }

    @Test func `Nothing is acknowledged before the keeper has returned`() async throws {
        let gate = Gate()
        let keeper = MemoryKeeper { _ in
            await gate.pass()
            return .kept("late")
        }
        try await withListener(.smtp, keeper) { listener, _ in
            let client = try RawSocket(port: listener.port)
            await client.send(dialogue + "x\r\n.\r\nNOOP\r\n")
            #expect(await client.replies(5).last?.hasPrefix("354") == true)
            #expect(try await soon { gate.count == 1 })
            gate.open()
            #expect(await client.replies(2) == ["250 2.0.0 Kept as late", "250 2.0.0 Still here"])
            client.close()
        }
    }

    @Test func `A keeper that fails makes the sender try again`() async throws {
        struct Broken: Error {}
        for (error, code) in [(StorageFull() as any Error, "452 4.3.1"), (Broken(), "451 4.3.0")] {
            let keeper = MemoryKeeper { _ in throw error }
            try await withListener(.lmtp, keeper) { listener, keeper in
                let client = try RawSocket(port: listener.port)
                await client.send("LHLO c\r\nMAIL FROM:<>\r\n")
                await client.send(
                    "RCPT TO:<a@in.test>\r\nRCPT TO:<b@in.test>\r\nDATA\r\nx\r\n.\r\n")
                let last = await client.replies(8).suffix(2)
                #expect(last.allSatisfy { $0.hasPrefix(code) })
                #expect(keeper.mails.isEmpty)
                client.close()
            }
        }
    }

    @Test func `One address gets so many connections, and a new one when it closes one`()
        async throws
    {
        try await withListener {
            $0.limits.sparesLoopback = false
            $0.limits.connectionsPerPeer = 2
        } _: { listener, _ in
            let first = try RawSocket(port: listener.port)
            let second = try RawSocket(port: listener.port)
            #expect(await first.replies(1).first?.hasPrefix("220") == true)
            #expect(await second.replies(1).first?.hasPrefix("220") == true)
            let third = try RawSocket(port: listener.port)
            #expect(
                await third.replies(1) == ["421 4.7.0 Too many connections from your address"])
            #expect(await third.isClosed())
            await first.send("QUIT\r\n")
            #expect(await first.isClosed())
            first.close()
            third.close()
            let fourth = try RawSocket(port: listener.port)
            #expect(await fourth.replies(1).first?.hasPrefix("220") == true)
            fourth.close()
            second.close()
        }
    }

    @Test func `All together get so many connections`() async throws {
        try await withListener {
            $0.limits.connections = 1
        } _: { listener, _ in
            let first = try RawSocket(port: listener.port)
            #expect(await first.replies(1).first?.hasPrefix("220") == true)
            let second = try RawSocket(port: listener.port)
            #expect(await second.replies(1) == ["421 4.7.0 Too many connections"])
            first.close()
            second.close()
        }
    }

    @Test func `An address that sends too often waits for the clock`() async throws {
        let clock = TestClock()
        try await withListener(clock: clock) {
            $0.limits.sparesLoopback = false
            $0.limits.mailsPerMinute = 2
        } _: { listener, _ in
            let client = try RawSocket(port: listener.port)
            await client.send("EHLO c\r\n")
            _ = await client.replies(2)
            var codes: [Substring] = []
            for _ in 0..<3 {
                await client.send("MAIL FROM:<>\r\nRSET\r\n")
                codes.append(contentsOf: await client.replies(2).prefix(1).map { $0.prefix(9) })
            }
            clock.advance(30_000)
            await client.send("MAIL FROM:<>\r\nRSET\r\n")
            codes.append(contentsOf: await client.replies(2).prefix(1).map { $0.prefix(9) })
            #expect(codes == ["250 2.1.0", "250 2.1.0", "450 4.7.1", "250 2.1.0"])
            client.close()
        }
    }

    @Test func `Silence ends a session, and so does a message that trickles`() async throws {
        try await withListener {
            $0.idleSeconds = 1
        } _: { listener, _ in
            let client = try RawSocket(port: listener.port)
            #expect(await client.replies(2).last == "421 4.4.2 Too slow; closing")
            #expect(await client.isClosed())
            client.close()
        }
        try await withListener {
            $0.contentSeconds = 1
        } _: { listener, keeper in
            let client = try RawSocket(port: listener.port)
            await client.send(dialogue)
            for _ in 0..<30 {
                if await client.send("x\r\n") == 0 { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(await client.replies(6).last == "421 4.4.2 Too slow; closing")
            #expect(keeper.mails.isEmpty)
            client.close()
        }
    }

    @Test func `More than memory allows is put off, and what fits is kept`() async throws {
        let gate = Gate()
        let keeper = MemoryKeeper { _ in
            await gate.pass()
            return .kept("id7")
        }
        try await withListener(.smtp, keeper) {
            $0.limits.heldBytes = 1_000_000
        } _: { listener, keeper in
            let first = try RawSocket(port: listener.port)
            let second = try RawSocket(port: listener.port)
            let much = [UInt8](repeating: 0x61, count: 700_000) + Array("\r\n.\r\n".utf8)
            await first.send(Array(dialogue.utf8) + much)
            #expect(try await soon { gate.count == 1 })
            // The first is still in memory while it is being kept.
            await second.send(Array(dialogue.utf8) + much)
            #expect(await second.replies(6).last == "452 4.3.1 No room for it now; try again later")
            gate.open()
            #expect(await first.replies(6).last == "250 2.0.0 Kept as id7")
            await second.send(Array(dialogue.utf8) + much)
            #expect(await second.replies(5).last == "250 2.0.0 Kept as id7")
            #expect(keeper.mails.map(\.bytes.count) == [700_002, 700_002])
            first.close()
            second.close()
        }
    }

    @Test func `A client that never reads its replies is not read from for ever`() async throws {
        try await withListener { listener, _ in
            let client = try RawSocket(port: listener.port, wait: 2)
            let noops = Array(String(repeating: "NOOP\r\n", count: 100_000).utf8)
            var sent = 0
            for _ in 0..<200 {
                let count = await client.send(noops)
                sent += count
                if count < noops.count { break }
            }
            #expect(sent < 100_000_000)
            client.close()
        }
    }

    @Test func `Shutting down finishes a mail in progress, and nothing new begins`() async throws {
        let gate = Gate()
        let keeper = MemoryKeeper { _ in
            await gate.pass()
            return .kept("last")
        }
        let options = SMTPListenerOptions(port: 0, session: .init(hostName: "in.test"))
        let listener = try await SMTPListener.start(options, keeper: keeper) { 0 }
        let idle = try RawSocket(port: listener.port)
        let busy = try RawSocket(port: listener.port)
        #expect(await idle.replies(1).count == 1)
        await busy.send(dialogue + "x\r\n.\r\n")
        #expect(try await soon { gate.count == 1 })
        async let end: Void = listener.shutdown(grace: .seconds(20))
        #expect(await idle.replies(1) == ["421 4.3.2 in.test is shutting down"])
        #expect(throws: RawSocket.Failure.self) { try RawSocket(port: listener.port) }
        gate.open()
        #expect(
            await busy.replies(7).suffix(2)
                == ["250 2.0.0 Kept as last", "421 4.3.2 in.test is shutting down"])
        await end
        #expect(keeper.mails.count == 1)
        idle.close()
        busy.close()
    }

    @Test func `After the grace what is still open is cut off, unacknowledged`() async throws {
        let options = SMTPListenerOptions(port: 0, session: .init(hostName: "in.test"))
        let keeper = MemoryKeeper()
        let listener = try await SMTPListener.start(options, keeper: keeper) { 0 }
        let client = try RawSocket(port: listener.port)
        await client.send(dialogue + "never ended")
        #expect(await client.replies(5).count == 5)
        await listener.shutdown(grace: .milliseconds(100))
        #expect(await client.isClosed())
        #expect(keeper.mails.isEmpty)
        client.close()
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["PARLEY_INBOUND_PORT"] != nil,
            "PARLEY_INBOUND_PORT is not set"))
    func `Postfix hands over by LMTP what it got by SMTP`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let inbound = try #require(environment["PARLEY_INBOUND_PORT"].flatMap(Int.init))
        let smtp = try #require(environment["PARLEY_SMTP_PORT"].flatMap(Int.init))
        let keeper = MemoryKeeper()
        struct Anybody: MailKeeper {
            let inner: MemoryKeeper
            func verdict(on recipient: String) -> RecipientVerdict { .accept }
            func keep(_ mail: ReceivedMail) async throws -> KeepAnswer {
                try await inner.keep(mail)
            }
        }
        let options = SMTPListenerOptions(
            port: inbound, session: .init(mode: .lmtp, hostName: "inbound.test"))
        let listener = try await SMTPListener.start(options, keeper: Anybody(inner: keeper)) { 0 }
        let client = SMTPClient(
            SMTPEndpoint(host: "127.0.0.1", port: smtp, ehloName: "c.test", tls: .never))
        let outcome = await client.send(
            MailEnvelope(reversePath: "s@parley.test", recipient: "reply+k7@inbound.test"),
            Array("Subject: back\r\n\r\n.dot\r\n".utf8))
        guard case .accepted = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(try await soon { !keeper.mails.isEmpty })
        await client.close()
        await listener.shutdown(grace: .seconds(1))
        let mail = try #require(keeper.mails.first)
        #expect(mail.recipients == ["reply+k7@inbound.test"])
        #expect(mail.reversePath == "s@parley.test")
        #expect(String(decoding: mail.bytes, as: UTF8.self).hasSuffix("\r\n\r\n.dot\r\n"))
    }
}
