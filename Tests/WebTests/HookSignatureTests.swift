import Engines
import Hummingbird
import Testing
import Wire

@testable import Web

/// What is refused leaves a count and nothing else.
@Suite struct HookSignatureTests {
    private func refused(_ hook: Hook, by fixture: HookFixture) async throws -> String {
        let answer = try await fixture.answer(to: hook)
        #expect(answer.status == .unauthorized)
        #expect(try await fixture.rows().isEmpty)
        return String(buffer: answer.body)
    }

    @Test(arguments: Engine.reachable)
    func `a wrong signature is refused with one word and keeps nothing`(
        _ engine: Engine
    ) async throws {
        let fixture = try await HookFixture(engine)
        var hook = try TestProvider.standard.text("1", at: fixture.now)
        hook.body[hook.body.count - 5] ^= 1
        #expect(try await refused(hook, by: fixture) == "bad-signature\n")
        #expect(fixture.counters.current.refused == [.badSignature: 1])
        let line = fixture.lines.all.first { $0.hasPrefix("notice") }
        #expect(line == "notice refused provider=standard-webhooks reason=bad-signature")
    }

    @Test(arguments: ["webhook-id", "webhook-timestamp", "webhook-signature"])
    func `a missing header is refused, and so is one that comes twice`(
        _ name: String
    ) async throws {
        let fixture = try await HookFixture(.sqlite)
        let whole = try TestProvider.standard.text(at: fixture.now)
        var without = whole
        without.headers.removeAll { $0.name == name }
        #expect(try await refused(without, by: fixture) == "missing-header\n")
        var twice = whole
        twice.headers += whole.headers.filter { $0.name == name }
        #expect(try await refused(twice, by: fixture) == "malformed-header\n")
    }

    @Test func `a clock that is off by more than five minutes is refused, either way`()
        async throws
    {
        let fixture = try await HookFixture(.sqlite)
        let old = try TestProvider.standard.text(at: fixture.now - 301)
        #expect(try await refused(old, by: fixture) == "stale-timestamp\n")
        let early = try TestProvider.standard.text(at: fixture.now + 301)
        #expect(try await refused(early, by: fixture) == "future-timestamp\n")
        for (id, offset) in [("a", Int64(-300)), ("b", 300)] {
            let hook = try TestProvider.standard.text(id: id, at: fixture.now + offset)
            #expect(try await fixture.answer(to: hook).status == .ok)
        }
    }

    @Test func `during an exchange of secrets the old one is good too`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let hook = try TestProvider.standard.signed(
            "/hooks/sms/standard-webhooks/inbound", Array("{}".utf8), at: fixture.now,
            secret: TestProvider.oldSecret)
        #expect(try await fixture.answer(to: hook).status == .ok)
    }

    @Test func `the signed address is the configured one with the query as it came`()
        async throws
    {
        let fixture = try await HookFixture(.sqlite, provider: .twilio)
        let path = "/hooks/sms/twilio/inbound?b=%7e&a=x+y&&"
        let body = Array("Body=1&MessageSid=SM1".utf8)
        let good = try TestProvider.twilio.signed(path, body, at: fixture.now)
        var changed = good
        changed.target = "/hooks/sms/twilio/inbound?b=~&a=x+y&&"
        #expect(try await refused(changed, by: fixture) == "bad-signature\n")
        #expect(try await fixture.answer(to: good).status == .ok)
    }

    @Test func `Host and forwarded headers change nothing`() async throws {
        let fixture = try await HookFixture(.sqlite, provider: .twilio)
        let elsewhere = [
            ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Proto", "http"), ("X-Original-URL", "/else"),
            ("Forwarded", "host=evil.example;proto=http"),
        ]
        // Signed by somebody who knows the token for another address: a replay from elsewhere.
        var other = try TestProvider.twilio.text(
            at: fixture.now, publicURL: "http://evil.example")
        other.headers += elsewhere
        #expect(try await refused(other, by: fixture) == "bad-signature\n")
        var ours = try TestProvider.twilio.text(at: fixture.now)
        ours.headers += elsewhere
        #expect(try await fixture.answer(to: ours).status == .ok)
    }

    @Test(arguments: [TestProvider.twilio, .gateway])
    func `without a public address, what signs one can't be checked and waits`(
        _ provider: TestProvider
    ) async throws {
        let fixture = try await HookFixture(.sqlite, provider: provider, publicURL: nil)
        let answer = try await fixture.answer(to: provider.text(at: fixture.now))
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.headers[.retryAfter] == "300")
        #expect(String(buffer: answer.body).contains("web.public_url is not set"))
        #expect(fixture.counters.current.notTaken == 1)
        #expect(try await fixture.rows().isEmpty)
    }

    @Test func `without a public address, a scheme that signs none works`() async throws {
        let fixture = try await HookFixture(.sqlite, publicURL: nil)
        let answer = try await fixture.answer(to: TestProvider.standard.text(at: fixture.now))
        #expect(answer.status == .ok)
    }

    @Test func `a gateway's address without its secret is refused`() async throws {
        let fixture = try await HookFixture(.sqlite, provider: .gateway)
        let query = "?id=a&from=b&to=c&text=d"
        let bare = Hook(method: .get, target: "/hooks/sms/gateway/inbound" + query)
        #expect(try await refused(bare, by: fixture) == "missing-token\n")
        let wrong = String(repeating: "0", count: 32)
        let guessed = Hook(method: .get, target: "/hooks/sms/gateway/inbound/\(wrong)\(query)")
        #expect(try await refused(guessed, by: fixture) == "bad-signature\n")
    }
}
