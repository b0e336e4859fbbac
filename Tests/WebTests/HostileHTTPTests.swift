import Engines
import Foundation
import Hummingbird
import Testing

@testable import Web

/// What no client sends that means well. It answers or closes in time, and goes on serving.
@Suite struct HostileHTTPTests {
    private static let hook = "POST /hooks/sms/standard-webhooks/inbound HTTP/1.1\r\nHost: x\r\n"

    private static let shapes: [String: [UInt8]] = [
        // Request smuggling (RFC 9112 §6.3, §11.2): lengths that two readers would not agree on.
        "both lengths": bytes(
            hook + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        "two lengths": bytes(hook + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
        "a list of lengths": bytes(hook + "Content-Length: 4, 4\r\n\r\nabcd"),
        "a negative length": bytes(hook + "Content-Length: -1\r\n\r\n"),
        "a signed length": bytes(hook + "Content-Length: +4\r\n\r\nabcd"),
        "a length beyond 64 bits": bytes(hook + "Content-Length: 99999999999999999999999\r\n\r\n"),
        "a length that is no number": bytes(hook + "Content-Length: 0x4\r\n\r\nabcd"),
        "a strange coding": bytes(hook + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        "chunked not last": bytes(hook + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        "chunked twice": bytes(
            hook + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        "a space before the colon": bytes(hook + "Content-Length : 4\r\n\r\nabcd"),
        "a folded field": bytes(hook + "X-A: a\r\n Content-Length: 4\r\n\r\nabcd"),
        "line feeds alone": bytes(
            "POST /hooks/sms/x/inbound HTTP/1.1\nHost: x\nContent-Length: 0\n\n"),
        "returns alone": bytes("GET /health HTTP/1.1\rHost: x\r\r"),
        "a chunk size beyond 64 bits": bytes(
            hook + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\na"),
        "a negative chunk": bytes(hook + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n"),
        "a chunk with a long extension": bytes(
            hook + "Transfer-Encoding: chunked\r\n\r\n1;" + String(repeating: "a", count: 200_000)),
        "trailers without end": bytes(
            hook + "Transfer-Encoding: chunked\r\n\r\n0\r\n"
                + String(repeating: "A: b\r\n", count: 50_000)),

        // Heads that are too much.
        "a huge field": bytes(hook + "X-A: " + String(repeating: "a", count: 1 << 20) + "\r\n\r\n"),
        "a huge field name": bytes(hook + String(repeating: "a", count: 1 << 20) + ": b\r\n\r\n"),
        "many fields": bytes(hook + String(repeating: "X-A: b\r\n", count: 100_000) + "\r\n"),
        "a huge path": bytes(
            "GET /" + String(repeating: "a", count: 1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
        "many slashes": bytes(
            "GET " + String(repeating: "/", count: 8_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
        "many segments": bytes(
            "GET " + String(repeating: "/a", count: 4_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),

        // Methods, targets and versions.
        "an unknown method": bytes("STEAL /health HTTP/1.1\r\nHost: x\r\n\r\n"),
        "a method in lower case": bytes("get /health HTTP/1.1\r\nHost: x\r\n\r\n"),
        "another protocol's method": bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        "CONNECT": bytes("CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n"),
        "TRACE": bytes("TRACE /health HTTP/1.1\r\nHost: x\r\nCookie: secret\r\n\r\n"),
        "OPTIONS of all": bytes("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"),
        "UPGRADE": bytes(
            "GET /health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
        "HTTP/0.9": bytes("GET /health\r\n"),
        "HTTP/9.9": bytes("GET /health HTTP/9.9\r\nHost: x\r\n\r\n"),
        "a TLS greeting": [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03],
        "no path": bytes("GET  HTTP/1.1\r\nHost: x\r\n\r\n"),
        "a path without a slash": bytes("POST hooks/sms/x/inbound HTTP/1.1\r\nHost: x\r\n\r\n"),
        "an absolute form": bytes("GET http://evil.example/health HTTP/1.1\r\nHost: x\r\n\r\n"),
        "an absolute form without path": bytes(
            "GET http://evil.example HTTP/1.1\r\nHost: x\r\n\r\n"),
        "an absolute form that is broken": bytes("GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n"),
        "an absolute form with a port beyond": bytes(
            "GET http://a:99999999999/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        "an absolute form of nothing": bytes("GET http:// HTTP/1.1\r\nHost: x\r\n\r\n"),
        "an absolute form with a user": bytes(
            "GET http://a@b:c@d/?#%00 HTTP/1.1\r\nHost: x\r\n\r\n"),
        "no Host": bytes("GET /health HTTP/1.1\r\n\r\n"),
        "two Hosts": bytes("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),

        // Bytes that texts do not hold.
        "NUL in the path": bytes("GET /hea\0lth HTTP/1.1\r\nHost: x\r\n\r\n"),
        "NUL in a field": bytes("GET /health HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n"),
        "nothing but NUL": [UInt8](repeating: 0, count: 100_000),
        "nothing but line ends": [UInt8](repeating: 10, count: 1 << 20),
        "percent escapes that are none": bytes(
            "GET /%zz/%/%2/%00/%ff%fe?%zz&=%& HTTP/1.1\r\nHost: x\r\n\r\n"),
        "escaped slashes": bytes("POST /hooks%2fsms%2fx%2finbound HTTP/1.1\r\nHost: x\r\n\r\n"),
        "dots": bytes("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"),
        "bytes that are no UTF-8": bytes("GET /") + [0xC0, 0xAF, 0xFF, 0xED, 0xA0, 0x80]
            + bytes("?")
            + [0x80] + bytes(" HTTP/1.1\r\nHost: x\r\nX-A: ") + [0xFF, 0xFE] + bytes("\r\n\r\n"),
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: shapes.keys.sorted())
    func `a hostile shape is answered or closed, keeps nothing and harms nobody`(
        _ name: String
    ) async throws {
        let fixture = try await HookFixture(.sqlite)
        var patience = ConnectionPatience()
        patience.firstHead = .seconds(3)
        patience.wholeRequest = .seconds(3)
        patience.idle = .seconds(3)
        patience.lingering = .seconds(1)
        let server = try await fixture.server(patience)
        let client = try RawSocket(port: server.port)
        let began = ContinuousClock.now

        await client.send(Self.shapes[name] ?? [])
        let answers = await client.answers(10)

        #expect(ContinuousClock.now - began < .seconds(20))
        #expect(answers.count <= 1, "one request was read as several")
        for answer in answers {
            #expect(answer.status != 500)
            #expect(!answer.body.contains("secret") && !answer.body.contains("evil"))
        }
        let good = try RawSocket(port: server.port)
        await good.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await good.answer()?.status == 200)
        #expect(try await fixture.rows().isEmpty)
        #expect(!fixture.lines.all.contains { $0.hasPrefix("error") })
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `ten thousand requests in one go are all answered, in order`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        let client = try RawSocket(port: server.port, wait: 60)
        let pair = Array(
            "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        let all = Array(repeating: pair, count: 5_000).flatMap { $0 }
        async let sent = client.send(all)
        let answers = await client.answers(10_000)
        #expect(await sent == all.count)
        #expect(answers.count == 10_000)
        #expect(answers.enumerated().allSatisfy { $1.status == ($0 % 2 == 0 ? 200 : 404) })
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `a body that pretends to be the next request stays a body`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        let inner = Array("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        let outer = try TestProvider.standard.signed(
            "/hooks/sms/standard-webhooks/inbound", inner, at: fixture.now)
        let client = try RawSocket(port: server.port)
        // What is truly the next request is answered next.
        await client.send(outer.text + Array("GET /none HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        let answers = await client.answers(2)
        #expect(answers.map(\.status) == [200, 404])
        #expect(answers.first?.body == "")
        #expect(try await fixture.rows().map(\.bytes) == [inner])
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `connections that come and go at once leave it serving`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let server = try await fixture.server()
        for number in 0..<2_000 {
            let client = try RawSocket(port: server.port)
            if number % 3 == 0 { await client.send("POST /hooks/sms/x/inbound HTTP/1.1\r\nCont") }
            if number % 3 == 1 { await client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n") }
        }
        let good = try RawSocket(port: server.port)
        await good.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await good.answer()?.status == 200)
        await server.shutdown(grace: .seconds(5))
    }

    @Test func `random bytes for a while never bring it down`() async throws {
        let fixture = try await HookFixture(.sqlite)
        var patience = ConnectionPatience()
        patience.firstHead = .milliseconds(300)
        patience.idle = .milliseconds(300)
        let server = try await fixture.server(patience)
        let valid = try TestProvider.standard.text(at: fixture.now).text
        var generator = SeededGenerator(state: 7)
        for _ in 0..<300 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
            }
            let client = try RawSocket(port: server.port, wait: 5)
            await client.send(bytes)
            client.finish()
            _ = await client.isClosed()
        }
        let good = try RawSocket(port: server.port)
        await good.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await good.answer()?.status == 200)
        let rows = try await fixture.rows()
        #expect(rows.count <= 1, "only a change outside of what is signed lets it pass")
        await server.shutdown(grace: .seconds(5))
    }
}
