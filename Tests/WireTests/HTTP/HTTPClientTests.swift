import Foundation
import Testing

@testable import Wire

/// What an outcome is, without the sentence.
private enum Kind: Equatable {
    case answered(Int, isCut: Bool)
    case notSent
    case unclear

    init(_ outcome: HTTPOutcome) {
        switch outcome {
        case .answered(let response):
            self = .answered(response.status, isCut: response.isCut)
        case .notSent: self = .notSent
        case .unclear: self = .unclear
        }
    }
}

private struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let act: String
    let expected: Kind
    var testDescription: String { what }
}

private let cases: [Case] = [
    Case(what: "all well", act: "\"ok\"", expected: .answered(200, isCut: false)),
    Case(what: "a redirection", act: "\"redirect\"", expected: .answered(302, isCut: false)),
    Case(what: "an error", act: "{\"status\":500}", expected: .answered(500, isCut: false)),
    Case(what: "too fast", act: "\"throttle\"", expected: .answered(429, isCut: false)),
    Case(what: "no content", act: "{\"status\":204}", expected: .answered(204, isCut: false)),
    Case(what: "ten megabytes", act: "{\"huge\":10000000}", expected: .answered(200, isCut: true)),
    Case(what: "a body that breaks off", act: "\"cut\"", expected: .answered(200, isCut: true)),
    Case(what: "a body without end", act: "{\"drip\":0.05}", expected: .answered(200, isCut: true)),
    Case(what: "silence", act: "{\"silence\":30}", expected: .unclear),
    Case(what: "hanging up after it has read", act: "\"close-after\"", expected: .unclear),
    Case(what: "hanging up before it reads", act: "\"close-before\"", expected: .unclear),
    Case(what: "a reset", act: "\"reset\"", expected: .unclear),
    Case(what: "no HTTP", act: "\"no-http\"", expected: .unclear),
    Case(
        what: "an answer before the body is read", act: "\"early-413\"",
        expected: .answered(413, isCut: false)),
]

@Suite struct HTTPClientTests {
    @Test("The outcome says what is known about the request", arguments: cases)
    private func outcome(_ item: Case) async throws {
        let outcome = try await withPeer {
            $0.whole = .seconds(5)
        } _: { peer, client in
            try await peer.next(item.act)
            var request = HTTPRequest("POST", peer.url("/other?secret=hush"))
            request.body = Array("{}".utf8)
            return await client.send(request)
        }
        #expect(Kind(outcome) == item.expected)
        switch outcome {
        case .answered(let response): #expect(response.body.count <= 1 << 20)
        case .notSent(let sentence), .unclear(let sentence):
            #expect(sentence.contains("127.0.0.1:") && !sentence.contains("hush"), "\(sentence)")
        }
    }

    @Test func `a request arrives as it was written`() async throws {
        try await withPeer { peer, client in
            var request = HTTPRequest("POST", peer.url("/other?a=%C3%A9&b=%2B"))
            request.headers = [("X-One", "señor"), ("X-Empty", "")]
            request.body = Array("{\"text\":\"ñandú \u{1F600}\"}".utf8)
            request.account = ("AC1", "päss:word")
            let outcome = await client.send(request)
            guard case .answered(let response) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(response.status == 200 && response.body == Array("{}".utf8))
            #expect(
                response.headers.first { $0.name == "Content-Type" }?.value == "application/json")
            let heard = try #require(try peer.requests().first)
            #expect(heard.method == "POST" && heard.path == "/other?a=%C3%A9&b=%2B")
            #expect(heard.bytes == request.body)
            let account = Data("AC1:päss:word".utf8).base64EncodedString()
            #expect(heard.headers["authorization"] == "Basic \(account)")
            #expect(heard.headers["x-empty"] == "" && heard.headers["user-agent"] == "parley")
            #expect(heard.headers["content-length"] == "\(request.body.count)")
            #expect(heard.headers["expect"] == nil && heard.headers["content-type"] == nil)
        }
    }

    @Test func `a long body waits for no permission and a GET has none`() async throws {
        try await withPeer { peer, client in
            var long = HTTPRequest("POST", peer.url())
            long.body = [UInt8](repeating: 120, count: 3 << 20)
            #expect(Kind(await client.send(long)) == .answered(200, isCut: false))
            let get = HTTPRequest("GET", peer.url("/get?q=1"))
            #expect(Kind(await client.send(get)) == .answered(200, isCut: false))
            let empty = HTTPRequest("POST", peer.url())
            #expect(Kind(await client.send(empty)) == .answered(200, isCut: false))
            let heard = try peer.requests()
            #expect(heard.map(\.method) == ["POST", "GET", "POST"])
            #expect(heard.map(\.bytes.count) == [3 << 20, 0, 0])
            #expect(heard.allSatisfy { $0.headers["expect"] == nil })
        }
    }

    @Test func `one connection serves one request after another`() async throws {
        try await withPeer { peer, client in
            for _ in 0..<5 {
                let outcome = await client.send(HTTPRequest("POST", peer.url()))
                #expect(Kind(outcome) == .answered(200, isCut: false), "\(outcome)")
            }
            let connections = try peer.requests().map(\.connection)
            #expect(Set(connections).count == 1, "\(connections)")
        }
    }

    @Test func `at most so many connections are open at once`() async throws {
        try await withPeer {
            $0.maxConnections = 3
        } _: { peer, client in
            try await peer.next(
                "{\"silence\":0.3}", "{\"silence\":0.3}", "{\"silence\":0.3}", "\"ok\"", "\"ok\"")
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let outcome = await client.send(HTTPRequest("POST", peer.url()))
                        #expect(Kind(outcome) == .answered(200, isCut: false))
                    }
                }
            }
            let heard = try peer.requests()
            #expect(heard.count == 20)
            #expect(Set(heard.map(\.connection)).count == 3)
        }
    }

    /// libcurl by itself would send each of these again on a new connection.
    @Test(arguments: ["close-after", "reset"], ["POST", "GET"])
    func `a kept connection that breaks never sends a request twice`(
        _ act: String, _ method: String
    ) async throws {
        try await withPeer { peer, client in
            try await peer.next("\"ok\"", "\"\(act)\"")
            #expect(
                Kind(await client.send(HTTPRequest("POST", peer.url())))
                    == .answered(200, isCut: false))
            #expect(Kind(await client.send(HTTPRequest(method, peer.url()))) == .unclear)
            let heard = try peer.requests()
            #expect(heard.map(\.connection) == [1, 1].map { $0 + heard[0].connection - 1 })
        }
    }

    @Test func `a kept connection that the server has closed is not used`() async throws {
        try await withPeer { peer, client in
            for _ in 0..<10 {
                try await peer.next("\"ok-then-close\"")
                #expect(
                    Kind(await client.send(HTTPRequest("POST", peer.url())))
                        == .answered(200, isCut: false))
                try await Task.sleep(for: .milliseconds(300))
            }
            let arrived = try peer.requests()
            #expect(arrived.count == 10)
        }
    }

    @Test func `a client whose connections idled out opens new ones`() async throws {
        try await withPeer {
            $0.idle = .seconds(1)
        } _: { peer, client in
            _ = await client.send(HTTPRequest("POST", peer.url()))
            try await Task.sleep(for: .milliseconds(1_500))
            #expect(
                Kind(await client.send(HTTPRequest("POST", peer.url())))
                    == .answered(200, isCut: false))
            let connections = Set(try peer.requests().map(\.connection))
            #expect(connections.count == 2)
        }
    }
}

@Suite struct HTTPRefusalTests {
    private static let refused: [(String, HTTPRequest)] = [
        ("a line end in a header", request { $0.headers = [("X", "a\r\nY: b")] }),
        ("a NUL in a header", request { $0.headers = [("X", "a\u{0}")] }),
        ("a name that is none", request { $0.headers = [("X y", "a")] }),
        ("a name with a colon", request { $0.headers = [("X:", "a")] }),
        ("a colon in the user", request { $0.account = ("a:b", "c") }),
        ("a line end in the password", request { $0.account = ("a", "c\n") }),
        ("a body in a GET", request("GET") { $0.body = [1] }),
        ("another method", request("DELETE") { _ in }),
        ("another protocol", HTTPRequest("GET", "file:///etc/passwd")),
        ("no protocol", HTTPRequest("GET", "127.0.0.1:1/x")),
        ("a space in the address", HTTPRequest("GET", "http://127.0.0.1:1/a b")),
        ("a line end in the address", HTTPRequest("GET", "http://127.0.0.1:1/a\r\nX: y")),
        ("a password in the address", HTTPRequest("GET", "http://u:hush@127.0.0.1:1/")),
        ("no host", HTTPRequest("GET", "http:///path")),
        ("nothing", HTTPRequest("GET", "")),
        ("nobody there", HTTPRequest("GET", "http://127.0.0.1:1/hush")),
        ("no such host", HTTPRequest("GET", "http://nowhere.invalid/hush")),
    ]

    private static func request(
        _ method: String = "POST", _ change: (inout HTTPRequest) -> Void
    ) -> HTTPRequest {
        var request = HTTPRequest(method, "http://127.0.0.1:1/hush")
        change(&request)
        return request
    }

    @Test(arguments: refused.indices)
    func `what can't leave is not sent`(_ index: Int) async {
        let (what, request) = Self.refused[index]
        let client = HTTPClient(HTTPOptions())
        let outcome = await client.send(request)
        guard case .notSent(let sentence) = outcome else {
            Issue.record("\(what): \(outcome)")
            return
        }
        #expect(!sentence.isEmpty && !sentence.contains("hush"), "\(what): \(sentence)")
        await client.close()
    }

    @Test func `a client that is closed sends nothing`() async throws {
        try await withPeer { peer, client in
            await client.close()
            #expect(Kind(await client.send(HTTPRequest("POST", peer.url()))) == .notSent)
            #expect(await client.visit(peer.url()) != nil)
            let arrived = try peer.requests()
            #expect(arrived.isEmpty)
        }
    }

    @Test func `a request cancelled in line is not sent`() async throws {
        try await withPeer {
            $0.maxConnections = 1
        } _: { peer, client in
            try await peer.next("{\"silence\":5}")
            async let first = client.send(HTTPRequest("POST", peer.url()))
            #expect(try await peer.isAsked())
            let second = Task { await client.send(HTTPRequest("POST", peer.url())) }
            second.cancel()
            #expect(Kind(await second.value) == .notSent)
            #expect(Kind(await first) == .answered(200, isCut: false))
            let arrived = try peer.requests()
            #expect(arrived.count == 1)
        }
    }

    @Test func `a request cancelled on its way waits for its answer`() async throws {
        try await withPeer { peer, client in
            try await peer.next("{\"silence\":3}")
            let task = Task { await client.send(HTTPRequest("POST", peer.url())) }
            #expect(try await peer.isAsked())
            task.cancel()
            #expect(Kind(await task.value) == .answered(200, isCut: false))
        }
    }

    @Test func `a cancelled request does not wait longer than the grace`() async throws {
        try await withPeer {
            $0.cancelGrace = .milliseconds(200)
            $0.whole = .seconds(60)
        } _: { peer, client in
            try await peer.next("{\"silence\":40}")
            let start = ContinuousClock.now
            let task = Task { await client.send(HTTPRequest("POST", peer.url())) }
            try await Task.sleep(for: .milliseconds(300))
            task.cancel()
            #expect(Kind(await task.value) == .unclear)
            #expect(start.duration(to: .now) < .seconds(30))
        }
    }
}

@Suite struct HTTPTLSTests {
    @Test func `a server with a trusted certificate is spoken to`() async throws {
        let peer = try WebhookPeer(tls: true)
        defer { peer.stop() }
        var options = HTTPOptions()
        options.caFile = peer.caFile
        let client = HTTPClient(options)
        let url = peer.url("/other", scheme: "https")
        #expect(await client.visit(url) == nil)
        let arrived = try peer.requests()
        #expect(arrived.isEmpty)
        #expect(
            Kind(await client.send(HTTPRequest("POST", url))) == .answered(200, isCut: false))
        await client.close()
    }

    @Test(arguments: ["https", "http"])
    func `a server that can't be trusted gets nothing`(_ scheme: String) async throws {
        let peer = try WebhookPeer(tls: scheme == "https")
        defer { peer.stop() }
        var options = HTTPOptions()
        // A server that speaks no TLS waits for more of what it takes for a request.
        options.connect = .seconds(2)
        let client = HTTPClient(options)
        let url = peer.url("/hush", scheme: "https")
        let outcome = await client.send(HTTPRequest("POST", url))
        #expect(Kind(outcome) == .notSent)
        let sentence = try #require(await client.visit(url))
        #expect(sentence.contains("127.0.0.1:\(peer.port)") && !sentence.contains("hush"))
        let arrived = try peer.requests()
        #expect(arrived.isEmpty)
        await client.close()
    }

    @Test func `a name that the certificate lacks is not trusted`() async throws {
        let peer = try WebhookPeer(tls: true)
        defer { peer.stop() }
        var options = HTTPOptions()
        options.caFile = peer.caFile
        let client = HTTPClient(options)
        let url = peer.url("/", scheme: "https", host: "127.0.0.2")
        #expect(await client.visit(url) != nil)
        await client.close()
    }

    @Test func `a visit to nobody says so, and one without TLS sends nothing`() async throws {
        try await withPeer { peer, client in
            #expect(await client.visit(peer.url()) == nil)
            let sentence = await client.visit("http://127.0.0.1:1/hush")
            let nobody = try #require(sentence)
            #expect(nobody.contains("127.0.0.1:1") && !nobody.contains("hush"))
            #expect(await client.visit("mailto:x") != nil)
            let arrived = try peer.requests()
            #expect(arrived.isEmpty)
        }
    }
}
