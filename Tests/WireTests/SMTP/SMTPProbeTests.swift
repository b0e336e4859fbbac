import Testing

@testable import Wire

/// What a visit found, without sentence and offers.
private enum Found: Equatable {
    case ready
    case refused(Int, SMTPStage)
    case unreachable

    init(_ probe: SMTPProbe) {
        switch probe {
        case .ready: self = .ready
        case .refused(let reply, let stage): self = .refused(reply.code, stage)
        case .unreachable: self = .unreachable
        }
    }
}

private struct Visit: Sendable, CustomTestStringConvertible {
    let what: String
    let script: [String: [String]]
    let expected: Found
    var tls = TLSPolicy.never
    var user: String?
    var testDescription: String { what }
}

private let offersAuth = ["250-x|250 AUTH PLAIN LOGIN"]

private let visits: [Visit] = [
    Visit(what: "a server that is well", script: ["NOOP": ["250 2.0.0 ok"]], expected: .ready),
    Visit(what: "one that knows no NOOP", script: ["NOOP": ["502 5.5.1 no"]], expected: .ready),
    Visit(
        what: "one that only knows HELO",
        script: ["EHLO": ["500 5.5.1 what?"], "NOOP": ["250 ok"]], expected: .ready),
    Visit(
        what: "a log-in that is taken",
        // The answer to the challenge: NUL ana NUL secret, as base64.
        script: [
            "EHLO": offersAuth, "AUTH": ["334 "], "AGFUYQBZZWNYZXQ=": ["235 2.7.0 ok"],
            "NOOP": ["250 ok"],
        ],
        expected: .ready, user: "ana"),
    Visit(
        what: "a wrong password", script: ["EHLO": offersAuth, "AUTH": ["535 5.7.8 wrong"]],
        expected: .refused(535, .auth), user: "ana"),
    Visit(what: "no log-in offered", script: [:], expected: .unreachable, user: "ana"),
    Visit(what: "no STARTTLS", script: [:], expected: .unreachable, tls: .required),
    Visit(
        what: "STARTTLS refused",
        script: ["EHLO": ["250-x|250 STARTTLS"], "STARTTLS": ["454 4.7.0 not now"]],
        expected: .refused(454, .startTLS), tls: .required),
    Visit(what: "no TLS", script: [:], expected: .unreachable, tls: .implicit),
    Visit(
        what: "a greeting that refuses", script: ["greeting": ["554 5.3.2 go away"]],
        expected: .refused(554, .greeting)),
    Visit(what: "hanging up at EHLO", script: ["EHLO": ["!close"]], expected: .unreachable),
    Visit(what: "silence", script: ["greeting": ["!mute"]], expected: .unreachable),
    Visit(what: "hanging up at NOOP", script: ["NOOP": ["!close"]], expected: .unreachable),
    Visit(what: "silence at NOOP", script: ["NOOP": ["!mute"]], expected: .unreachable),
]

@Suite struct SMTPProbeTests {
    @Test("A visit tells whether mail could leave, and no mail does", arguments: visits)
    private func visit(_ visit: Visit) async throws {
        let (probe, heard) = try await withServer(visit.script) {
            $0.tls = visit.tls
            $0.user = visit.user
            $0.password = visit.user.map { _ in "secret" }
        } _: { server, client in
            let probe = await client.probe()
            await client.close()
            let heard = try await server.events { $0.contains("END") }
            return (probe, heard)
        }
        #expect(Found(probe) == visit.expected, "\(probe)")
        let told = heard.filter { $0.hasPrefix("C: ") }
        let mail = ["MAIL", "RCPT", "DATA", "VRFY", "HELP"]
        #expect(!told.contains { line in mail.contains { line.hasPrefix("C: \($0)") } })
    }

    @Test func `Where nobody listens, the sentence says what to check`() async throws {
        let server = try ScriptedServer()
        let endpoint = server.endpoint
        await server.stopped()
        let client = SMTPClient(endpoint)
        let probe = await client.probe()
        await client.close()
        guard case .unreachable(let sentence) = probe else {
            return #expect(Bool(false), "\(probe)")
        }
        #expect(sentence.contains("Check host and port"))
        #expect(await client.probe() == .unreachable("The client is closed."))
    }

    @Test func `After a visit the same client still sends`() async throws {
        try await withServer(["NOOP": ["250 ok"]]) { _ in
        } _: { _, client in
            guard case .ready(let offers) = await client.probe() else {
                return #expect(Bool(false), "not ready")
            }
            #expect(offers["SIZE"] == "10000000")
            guard case .accepted = await client.send(someEnvelope, someMail) else {
                return #expect(Bool(false), "not sent")
            }
        }
    }
}
