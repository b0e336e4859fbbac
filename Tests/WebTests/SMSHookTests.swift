import Engines
import Foundation
import Hummingbird
import Testing
import Wire

@testable import Web

/// Through the routes, without a socket.
@Suite struct SMSHookTests {
    @Test(arguments: Engine.reachable, TestProvider.allCases)
    func `a signed text is kept as it came, then acknowledged in the provider's words`(
        _ engine: Engine, _ provider: TestProvider
    ) async throws {
        let fixture = try await HookFixture(engine, provider: provider)
        let hook = try provider.text("Sí", id: "m-1", at: fixture.now)

        let answer = try await fixture.answer(to: hook)

        let expected = try provider.account().provider.answer
        #expect(answer.status.code == expected.status)
        #expect(String(buffer: answer.body) == expected.body)
        let rows = try await fixture.rows()
        #expect(rows.map(\.source) == ["sms:\(provider.name)"])
        #expect(rows.first?.key == "m-1")
        #expect(rows.first?.recipients == "[]")
        let query = hook.target.split(separator: "?").dropFirst().first.map { Array($0.utf8) }
        #expect(rows.first?.bytes == (hook.method == .get ? query : hook.body))
        #expect(fixture.counters.current.kept == 1)
    }

    @Test(arguments: Engine.reachable, TestProvider.allCases)
    func `a repetition is acknowledged again and makes no second row`(
        _ engine: Engine, _ provider: TestProvider
    ) async throws {
        let fixture = try await HookFixture(engine, provider: provider)
        let first = try await fixture.answer(to: provider.text(at: fixture.now))
        fixture.clock.advance(.seconds(40))
        let second = try await fixture.answer(to: provider.text(at: fixture.now))

        #expect(first.status == second.status)
        #expect(first.body == second.body)
        #expect(try await fixture.rows().count == 1)
        #expect(fixture.counters.current.repeated == 1)
    }

    @Test(arguments: Engine.reachable)
    func `two texts of the same words are two rows`(_ engine: Engine) async throws {
        let fixture = try await HookFixture(engine)
        for id in ["a", "b"] {
            _ = try await fixture.answer(
                to: TestProvider.standard.text("1", id: id, at: fixture.now))
        }
        #expect(try await fixture.rows().map(\.key).sorted() == ["a", "b"])
    }

    @Test(arguments: Engine.reachable, TestProvider.allCases)
    func `a receipt is kept for the message whose token stands in its address`(
        _ engine: Engine, _ provider: TestProvider
    ) async throws {
        let fixture = try await HookFixture(engine, provider: provider)
        let token = fixture.receiptToken()
        let hook = try provider.receipt(to: token, at: fixture.now)

        let answer = try await fixture.answer(to: hook)

        #expect(answer.status == .ok)
        let rows = try await fixture.rows()
        #expect(rows.map(\.source) == ["sms-receipt:\(provider.name)"])
        #expect(rows.map(\.recipients) == [#"["receipt+\#(token)"]"#])
    }

    @Test(arguments: TestProvider.allCases)
    func `a receipt to a token that is none of ours is not found, though it is signed`(
        _ provider: TestProvider
    ) async throws {
        let fixture = try await HookFixture(.sqlite, provider: provider)
        let good = fixture.receiptToken()
        let bad = String(good.dropLast()) + (good.hasSuffix("0") ? "1" : "0")
        for token in [bad, "x", String(repeating: "0", count: 43)] {
            let answer = try await fixture.answer(
                to: provider.receipt(to: token, at: fixture.now))
            #expect(answer.status == .notFound)
        }
        #expect(try await fixture.rows().isEmpty)
        #expect(fixture.counters.current.unknownAddress == 3)
    }

    @Test func `an address of another provider, or of none, is not found`() async throws {
        let fixture = try await HookFixture(.sqlite)
        let silent = try await HookFixture(.sqlite, provider: nil)
        let twilio = try TestProvider.twilio.text(at: fixture.now)
        #expect(try await fixture.answer(to: twilio).status == .notFound)
        var upper = try TestProvider.standard.text(at: fixture.now)
        upper.target = upper.target.replacing("standard", with: "Standard")
        #expect(try await fixture.answer(to: upper).status == .notFound)
        let text = try TestProvider.standard.text(at: silent.now)
        #expect(try await silent.answer(to: text).status == .notFound)
        #expect(try await fixture.rows().isEmpty)
        #expect(try await silent.rows().isEmpty)
    }

    @Test func `the wrong method hears which is right`() async throws {
        let posts = try await HookFixture(.sqlite)
        let gets = try await HookFixture(.sqlite, provider: .gateway)
        var hook = try TestProvider.standard.text(at: posts.now)
        hook.method = .get
        let answer = try await posts.answer(to: hook)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "POST")
        var query = try TestProvider.gateway.text(at: gets.now)
        query.method = .post
        #expect(try await gets.answer(to: query).headers[.allow] == "GET")
    }

    @Test(
        arguments: Engine.reachable,
        [
            [UInt8](), [0], [0xFF, 0xFE, 0x00], Array("{".utf8), Array("[[[[[".utf8),
            Array(#"{"type":"sms.received","type":"sms.received","data":{}}"#.utf8),
            Array(#"{"data":{"text":"a","from":"b"},"type":"else"}"#.utf8),
            Array(repeating: 0x41, count: 65_536),
        ])
    func `what can't be read is kept all the same, when it is signed`(
        _ engine: Engine, _ body: [UInt8]
    ) async throws {
        let fixture = try await HookFixture(engine)
        let hook = try TestProvider.standard.signed(
            "/hooks/sms/standard-webhooks/inbound", body, at: fixture.now)
        #expect(try await fixture.answer(to: hook).status == .ok)
        #expect(try await fixture.rows().map(\.bytes) == [body])
    }

    @Test(
        arguments: Engine.reachable,
        [
            "Body=1", "From=%2B1&From=%2B2&Body=1&Body=2&MessageSid=a&MessageSid=b",
            "NumMedia=0&Body=%31&MessageSid=SM1&From=", "&&&=&=&", "a", "Body=%zz&MessageSid=SM2",
            "MessageSid=%00&Body=%00", "MessageSid=&Body=a", "MessageSid=%F0%9F%98%80%0A",
        ])
    func `fields that repeat, are missing or stand in another order are kept as they came`(
        _ engine: Engine, _ form: String
    ) async throws {
        let fixture = try await HookFixture(engine, provider: .twilio)
        let hook = try TestProvider.twilio.signed(
            "/hooks/sms/twilio/inbound", Array(form.utf8), at: fixture.now)
        #expect(try await fixture.answer(to: hook).status == .ok)
        #expect(try await fixture.rows().map(\.bytes) == [Array(form.utf8)])
    }
}
