import Foundation
import Synchronization
import Testing

@testable import Wire

/// A clock that a test moves.
private final class Hand: Sendable {
    private let time = Mutex<Int64>(0)
    var now: Int64 { time.withLock { $0 } }
    func advance(_ seconds: Int64) { time.withLock { $0 += seconds * 1_000 } }
}

private func endpoint(_ port: Int) -> SMTPEndpoint {
    var endpoint = SMTPEndpoint(host: "127.0.0.1", port: port, ehloName: "x.test", tls: .never)
    endpoint.timeouts.connect = .seconds(10)
    endpoint.timeouts.command = .seconds(3)
    endpoint.timeouts.finalDot = .seconds(3)
    return endpoint
}

private let envelope = MailEnvelope(reversePath: "b@x.test", recipient: "r@y.test")
private let mail = Array("Subject: x\r\n\r\nx\r\n".utf8)

private func messages(_ server: ScriptedServer) async throws -> Int {
    try await server.events().count { $0.hasPrefix("MESSAGE") }
}

@Suite struct SmarthostsTests {
    @Test func `while the first works the second hears nothing`() async throws {
        let (one, two) = (try ScriptedServer(), try ScriptedServer())
        let hosts = Smarthosts([endpoint(one.port), endpoint(two.port)]) { 0 }
        for _ in 0..<3 { #expect(isAccepted(await hosts.send(envelope, mail))) }
        await hosts.close()
        #expect(try await messages(one) == 3)
        #expect(try await two.events().isEmpty)
        await one.stopped()
        await two.stopped()
    }

    @Test func `a dead first server is passed over, and used again once it is back`() async throws {
        let hand = Hand()
        let (one, two) = (try ScriptedServer(), try ScriptedServer())
        let hosts = Smarthosts([endpoint(one.port), endpoint(two.port)]) { hand.now }
        #expect(isAccepted(await hosts.send(envelope, mail)))
        await one.stopped()
        for _ in 0..<4 { #expect(isAccepted(await hosts.send(envelope, mail))) }
        #expect(try await messages(two) == 4)
        // Still down when it is tried again: nothing is lost by that.
        hand.advance(31)
        #expect(isAccepted(await hosts.send(envelope, mail)))
        #expect(try await messages(two) == 5)
        await hosts.close()
        await two.stopped()
    }

    @Test(arguments: [
        ["greeting": ["421 4.3.2 closing !close"]], ["greeting": ["554 no service !close"]],
        ["EHLO": ["421 4.7.0 too many !close"]], ["MAIL": ["452 4.3.1 full"]],
        ["RCPT": ["421 4.3.2 closing !close"]], ["DATA": ["451 4.3.0 later"]],
        ["greeting": ["!close"]], ["MAIL": ["!close"]], ["MAIL": ["!mute"]],
    ])
    func `a server that closes, is full or is silent before the message passes it on at once`(
        _ script: [String: [String]]
    ) async throws {
        let hand = Hand()
        let (one, two) = (try ScriptedServer(script), try ScriptedServer())
        let hosts = Smarthosts([endpoint(one.port), endpoint(two.port)]) { hand.now }
        #expect(isAccepted(await hosts.send(envelope, mail)))
        let before = try await one.events().count { $0 == "CONNECT" }
        // Set aside: it hears nothing of the next one.
        #expect(isAccepted(await hosts.send(envelope, mail)))
        #expect(try await one.events().count { $0 == "CONNECT" } == before)
        hand.advance(31)
        #expect(isAccepted(await hosts.send(envelope, mail)))
        #expect(try await one.events().count { $0 == "CONNECT" } > before)
        await hosts.close()
        #expect(try await messages(one) == 0)
        #expect(try await messages(two) == 3)
        await one.stopped()
        await two.stopped()
    }

    @Test(arguments: [
        ["content": ["!close"]], ["content": ["!reset"]], ["content": ["!mute"]],
        ["content": ["451 4.3.0 later"]], ["content": ["421 4.3.2 closing !close"]],
        ["content-at-once": ["!reset"]], ["RCPT": ["550 5.1.1 unknown"]],
        ["RCPT": ["450 4.2.0 greylisted"]], ["MAIL": ["550 5.7.1 policy"]],
    ])
    func `a message that a server may have, or has judged, goes to no other`(
        _ script: [String: [String]]
    ) async throws {
        let (one, two) = (try ScriptedServer(script), try ScriptedServer())
        let hosts = Smarthosts([endpoint(one.port), endpoint(two.port)]) { 0 }
        let outcome = await hosts.send(envelope, mail)
        #expect(!isAccepted(outcome))
        await hosts.close()
        #expect(try await two.events().isEmpty)
        await one.stopped()
        await two.stopped()
    }

    @Test func `with all set aside nothing is tried, and the first one's words are the answer`()
        async throws
    {
        let hand = Hand()
        let hosts = Smarthosts([endpoint(1), endpoint(2)]) { hand.now }
        _ = await hosts.send(envelope, mail)
        guard case .notSent(let why) = await hosts.send(envelope, mail) else {
            Issue.record("it was sent")
            return
        }
        #expect(why.contains("127.0.0.1:1"))
        hand.advance(31)
        guard case .notSent(let again) = await hosts.send(envelope, mail) else { return }
        #expect(again.contains("127.0.0.1:2"))
        await hosts.close()
    }

    @Test func `an address that is not ASCII goes to the server that takes it`() async throws {
        let one = try ScriptedServer()
        let two = try ScriptedServer(["EHLO": ["250-x|250-8BITMIME|250 SMTPUTF8"]])
        let hosts = Smarthosts([endpoint(one.port), endpoint(two.port)]) { 0 }
        let foreign = MailEnvelope(reversePath: "b@x.test", recipient: "ösp@y.test")
        #expect(isAccepted(await hosts.send(foreign, mail)))
        // The first is in use all the same.
        #expect(isAccepted(await hosts.send(envelope, mail)))
        await hosts.close()
        #expect(try await messages(one) == 1)
        #expect(try await messages(two) == 1)
        await one.stopped()
        await two.stopped()
    }

    @Test(arguments: [true, false])
    func `what the server that is up can't carry waits for the one that is down`(
        _ isFirst: Bool
    ) async throws {
        let plain = try ScriptedServer()
        let ports = isFirst ? [plain.port, 1] : [1, plain.port]
        let hosts = Smarthosts(ports.map(endpoint)) { 0 }
        let foreign = MailEnvelope(reversePath: "b@x.test", recipient: "ösp@y.test")
        for _ in 0..<2 {
            guard case .notSent(let why) = await hosts.send(foreign, mail) else {
                Issue.record("that was final")
                return
            }
            #expect(why.contains("127.0.0.1:1"))
        }
        await hosts.close()
        await plain.stopped()
    }

    private func isAccepted(_ outcome: SMTPOutcome) -> Bool {
        if case .accepted = outcome { true } else { false }
    }
}
