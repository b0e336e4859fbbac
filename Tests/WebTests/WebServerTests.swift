import Engines
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Web

/// Over real sockets.
@Suite struct WebServerTests {
    private func brief(_ change: (inout ConnectionPatience) -> Void) -> ConnectionPatience {
        var patience = ConnectionPatience()
        change(&patience)
        return patience
    }

    @Test(arguments: Engine.reachable)
    func `a provider's request over a socket is kept once`(_ engine: Engine) async throws {
        let fixture = try await HookFixture(engine, provider: .twilio)
        let server = try await fixture.server()
        let client = try RawSocket(port: server.port)
        let hook = try TestProvider.twilio.text(at: fixture.now)
        await client.send(hook.text + hook.text)
        let answers = await client.answers(2)
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers.map(\.body) == ["<Response/>", "<Response/>"])
        #expect(answers.allSatisfy { $0.head.lowercased().contains("content-type: text/xml") })
        #expect(answers.allSatisfy { !$0.head.lowercased().contains("\nserver:") })
        #expect(try await fixture.rows().map(\.bytes) == [hook.body])
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `a body in chunks is put together`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        let hook = try TestProvider.standard.text(at: fixture.now)
        let client = try RawSocket(port: server.port)
        let head = hook.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        await client.send(
            "POST \(hook.target) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\(head)\r\n")
        for byte in hook.body { await client.send([0x31, 13, 10, byte, 13, 10]) }
        await client.send("0\r\n\r\n")
        #expect(await client.answer()?.status == 200)
        #expect(try await fixture.rows().map(\.bytes) == [hook.body])
        await server.shutdown(grace: .seconds(5))
    }

    @Test(arguments: [true, false])
    func `65 KiB are refused without being kept, announced or not`(
        _ isAnnounced: Bool
    ) async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        let body = Array(repeating: UInt8(ascii: "x"), count: 65 * 1024)
        let hook = try TestProvider.standard.signed(
            "/hooks/sms/standard-webhooks/inbound", body, at: fixture.now)
        let client = try RawSocket(port: server.port)
        let head = hook.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        let start = "POST \(hook.target) HTTP/1.1\r\nHost: x\r\n\(head)"
        let length =
            isAnnounced
            ? "Content-Length: \(body.count)\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\n"
        let content =
            isAnnounced ? body : Array("10400\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
        await client.send(Array((start + length).utf8) + content)
        let answer = await client.answer()
        #expect(answer?.status == 413)
        #expect(answer?.body == "That is more than 64 KiB; nothing was kept.\n")
        #expect(try await fixture.rows().isEmpty)
        #expect(fixture.counters.current.tooLarge == 1)
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `a body that has no end is answered and cut off`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server(brief { $0.lingering = .seconds(1) })
        let client = try RawSocket(port: server.port)
        await client.send(
            "POST /hooks/sms/standard-webhooks/inbound HTTP/1.1\r\nHost: x\r\n"
                + "Content-Length: 1000000000\r\n\r\n")
        let answer = await client.answer()
        #expect(answer?.status == 413)
        #expect(answer?.head.lowercased().contains("connection: close") == true)
        let began = ContinuousClock.now
        let block = [UInt8](repeating: 0x78, count: 1 << 20)
        for _ in 0..<2_000 where await client.send(block) == block.count {
            if ContinuousClock.now - began > .seconds(20) { break }
        }
        #expect(await client.isClosed())
        #expect(ContinuousClock.now - began < .seconds(15))
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `a body cut short is not kept`() async throws {
        let fixture = try await HookFixture(.sqlite, provider: .twilio)
        let server = try await fixture.server()
        let hook = try TestProvider.twilio.text(at: fixture.now)
        for count in [1, hook.body.count / 2, hook.body.count] {
            let client = try RawSocket(port: server.port)
            await client.send(Array(hook.text.dropLast(count)))
            client.finish()
            #expect(await client.answer()?.status != 200)
        }
        #expect(try await fixture.rows().isEmpty)
        await server.shutdown(grace: .seconds(5))
    }

    // MARK: Patience

    @Test(arguments: [
        "", "G", "POST /hooks/sms/standard-webhooks/inbound HTTP/1.1\r\nHost: x\r\nA:",
    ])
    func `a connection that sends no whole head is closed`(_ start: String) async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server(brief { $0.firstHead = .milliseconds(500) })
        let began = ContinuousClock.now
        let client = try RawSocket(port: server.port)
        await client.send(start)
        #expect(await client.isClosed())
        // A head whose time was not made short ends after fifteen seconds.
        #expect((.milliseconds(450)...(.seconds(14))).contains(ContinuousClock.now - began))
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `dripping bytes buy no time, in the head and in the body`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server(
            brief {
                $0.firstHead = .seconds(1)
                $0.wholeRequest = .seconds(1)
            })
        let head = "POST /hooks/sms/standard-webhooks/inbound HTTP/1.1\r\nHost: x\r\n"
        for start in [head + "X-A: ", head + "Content-Length: 60000\r\n\r\n"] {
            let client = try RawSocket(port: server.port)
            await client.send(start)
            let began = ContinuousClock.now
            while await client.send("a") == 1, ContinuousClock.now - began < .seconds(20) {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(ContinuousClock.now - began < .seconds(15))
        }
        #expect(try await fixture.rows().isEmpty)
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `a connection that asks for nothing more is closed`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server(brief { $0.idle = .milliseconds(500) })
        let client = try RawSocket(port: server.port)
        await client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await client.answer()?.status == 200)
        #expect(await client.isClosed())
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `a client that takes no answers is closed`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server(brief { $0.stalledAnswer = .seconds(1) })
        let client = try RawSocket(port: server.port, wait: 20)
        let request = Array("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        let many = Array(repeating: request, count: 1_000).flatMap { $0 }
        let began = ContinuousClock.now
        var taken = began
        // Without reading: the answers fill both sides' buffers, and then the requests do.
        while await client.send(many) == many.count, ContinuousClock.now - began < .seconds(120) {
            taken = .now
        }
        // From the last requests that were taken; to fill the buffers takes what the machine needs.
        #expect(ContinuousClock.now - taken < .seconds(15))
        #expect(await client.isClosed())
        await server.shutdown(grace: .seconds(5))
    }

    @Test(arguments: ["close", "Close", "keep-alive, close"])
    func `a client that says it is the last request gets its answer and the end`(
        _ word: String
    ) async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        let client = try RawSocket(port: server.port)
        let more = String(repeating: "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", count: 3)
        await client.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: \(word)\r\n\r\n" + more)
        #expect(await client.answers(4).map(\.status) == [200])
        #expect(await client.isClosed())
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `beyond its connections it lets others wait, and takes them in turn`()
        async throws
    {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server(
            brief { $0.firstHead = .seconds(2) }, connections: 8)
        let idle = try (0..<30).map { _ in try RawSocket(port: server.port) }
        let client = try RawSocket(port: server.port)
        await client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await client.answer()?.status == 200)
        withExtendedLifetime(idle) {}
        await server.shutdown(grace: .seconds(5))
    }

    // SwiftNIO sees to it; without that, a moment without file descriptors would end the port.
    @Test func `an error of accepting that passes does not end it`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        for number in [EMFILE, ECONNABORTED, ENFILE] {
            server.channel.pipeline.fireErrorCaught(IOError(errnoCode: number, reason: "accept"))
            let client = try RawSocket(port: server.port)
            await client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await client.answer()?.status == 200)
        }
        await server.shutdown(grace: .seconds(5))
    }

    // MARK: The end

    @Test func `a shutdown lets a request in progress finish and closes the rest`() async throws {
        let gate = Gate()
        let log = LogLines()
        let routes = WebServer.router(log: log.logger)
        routes.get("/slow") { _, _ in
            await gate.pass()
            return Response.plain(.ok, "done")
        }
        let server = try await WebServer.start(
            WebOptions(port: 0), routes: routes, log: log.logger)
        let (idle, busy) = (try RawSocket(port: server.port), try RawSocket(port: server.port))
        await idle.send("GET /none HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await idle.answer()?.status == 404)
        await busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        await gate.reached()

        async let ending: Void = server.shutdown(grace: .seconds(20))
        #expect(await idle.isClosed())
        gate.open()
        #expect(await busy.answer()?.body == "done\n")
        await ending
        #expect(throws: RawSocket.Failure.self) { try RawSocket(port: server.port) }
    }

    @Test func `a text that was half here when the shutdown began is still kept`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        let hook = try TestProvider.standard.text(at: fixture.now)
        let (idle, busy) = (try RawSocket(port: server.port), try RawSocket(port: server.port))
        let health = Array("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        // In one go, so that the answer to the first tells that the second's half has been read.
        await busy.send(health + hook.text.dropLast(10))
        await idle.send(health)
        #expect(await busy.answer()?.status == 200)
        #expect(await idle.answer()?.status == 200)

        async let ending: Void = server.shutdown(grace: .seconds(20))
        #expect(await idle.isClosed())
        await busy.send(Array(hook.text.suffix(10)))
        #expect(await busy.answer()?.status == 200)
        await ending
        #expect(try await fixture.rows().map(\.bytes) == [hook.body])
    }

    @Test func `what outstays the grace is cut off`() async throws {
        let gate = Gate()
        let log = LogLines()
        let routes = WebServer.router(log: log.logger)
        routes.get("/stuck") { _, _ in
            await gate.pass()
            return Response.plain(.ok, "done")
        }
        let server = try await WebServer.start(
            WebOptions(port: 0), routes: routes, log: log.logger)
        let client = try RawSocket(port: server.port)
        await client.send("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n")
        await gate.reached()
        let began = ContinuousClock.now
        await server.shutdown(grace: .milliseconds(300))
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(await client.isClosed())
        gate.open()
    }

    @Test func `a port that is taken is an error and not a hang`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        await #expect(throws: (any Error).self) {
            _ = try await WebServer.start(
                WebOptions(port: server.port), desk: fixture.desk, log: fixture.lines.logger)
        }
        await server.shutdown(grace: .seconds(5))
    }

    // MARK: The log

    @Test(arguments: TestProvider.allCases)
    func `no log holds a token, a path, a query or what came`(
        _ provider: TestProvider
    ) async throws {
        let fixture = try await HookFixture(.sqlite, provider: provider)
        let server = try await fixture.server()
        let client = try RawSocket(port: server.port)
        let token = fixture.receiptToken()
        let receipt = try provider.receipt(to: token, at: fixture.now)
        let text = try provider.text("Hola", id: "m-77", at: fixture.now)
        await client.send(receipt.text + text.text)
        await client.send("GET /secret-path?q=secret-query HTTP/1.1\r\nHost: secret-host\r\n\r\n")
        #expect(await client.answers(3).map(\.status) == [200, 200, 404])
        await server.shutdown(grace: .seconds(5))

        let log = fixture.lines.all
        let requests = log.filter { $0.hasPrefix("info request ") }
        #expect(requests.count == 3)
        #expect(requests.first?.contains("route=/hooks/sms/{provider}/receipt/{token}") == true)
        let all = log.joined(separator: "\n")
        for word in [
            token, "secret-", "Hola", "3125550142", "m-77", "127.0.0.1", TestProvider.token,
        ] {
            #expect(!all.contains(word), "the log holds \(word)")
        }
    }
}

/// Holds whoever wants to pass until it is opened.
private final class Gate: Sendable {
    private let (passed, pass) = AsyncStream<Void>.makeStream()
    private let (opened, end) = AsyncStream<Never>.makeStream()

    func pass() async {
        pass.yield()
        for await _ in opened {}
    }

    /// Returns when somebody stands before it.
    func reached() async {
        for await _ in passed { return }
    }

    func open() { end.finish() }
}
