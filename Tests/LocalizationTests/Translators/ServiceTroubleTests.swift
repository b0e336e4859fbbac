import Engines
import Foundation
import Localization
import MessageFormat
import Store
import Testing

/// Servers that are silent, busy, closed or paid for no longer.
@Suite struct ServiceTroubleTests {
    private let peer: ProviderPeer

    init() throws {
        peer = try ProviderPeer()
    }

    @Test func `a silent server costs its patience and no more`() async throws {
        var service = peer.service(.deepl, "silent")
        service.timeout = .seconds(1)
        let desk = DraftDesk([service, peer.service(.deepl, "good", name: "other")])
        let run = try await desk.draft("{$name1} was late.")
        #expect(run.drafts.map(\.target) == ["{$name1} waso lateo."])
        #expect(run.calls.first?.outcome == "silent")
        // After twenty seconds the first would have answered.
        #expect(run.drafts.first?.by == "other")
    }

    @Test func `twenty seconds of silence end after the usual fifteen`() async throws {
        var service = peer.service(.libretranslate, "silent")
        service.timeout = TranslatorSettings.Service("x", .deepl, url: "").timeout
        let clock = ContinuousClock()
        let start = clock.now
        let source = ClockAndChance(
            now: { Instant(milliseconds: (clock.now - start).milliseconds) }, bits: { 1 })
        let services = TranslationServices(
            settings: TranslatorSettings(services: [service]), source: source,
            wait: { try await Task.sleep(for: $0) })
        let run = await services.draft(
            [TextSegment(words: "lunch")], DraftDesk.spanish, purpose: "notice",
            budget: CountingBudget())
        #expect(run.drafts.map(\.kinds) == [[.silent]])
        #expect((clock.now - start).inSeconds >= 14)
    }

    @Test(arguments: ["cut", "reset", "busy", "529", "rate/1"])
    func `what passes is asked again after a wait`(_ mode: String) async throws {
        let desk = DraftDesk([peer.service(.deepl, "once-" + mode.prefix { $0 != "/" })])
        let began = desk.clock.now
        let run = try await desk.draft("{$name1} was late.")
        #expect(run.drafts.map(\.target) == ["{$name1} waso lateo."])
        #expect(run.calls.count == 2)
        #expect(desk.clock.now > began)
    }

    @Test func `a wait that the server asks for is kept, where patience allows it`() async throws {
        let desk = DraftDesk([peer.service(.libretranslate, "rate2")])
        let began = desk.clock.now
        let run = try await desk.draft("lunch")
        #expect(run.drafts.map(\.kinds) == [[.rate]])
        #expect(desk.clock.now - began >= .seconds(4))
        #expect(desk.clock.now - began <= .seconds(10))
    }

    @Test func `an hour's wait is noted, and nobody asks before it is over`() async throws {
        let desk = DraftDesk([peer.service(.deepl, "rate3600")])
        _ = try await desk.draft("lunch")
        let until = await desk.budget.pauses["home"]
        #expect(until == desk.clock.now + .seconds(3_600))
        let second = try await desk.draft("lunch")
        #expect(second.drafts.map(\.kinds) == [[.paused]])
        #expect(second.calls.isEmpty)
        #expect(try peer.requests().count == 1)
    }

    @Test(arguments: [(ServiceKind.deepl, "quota"), (.openai, "spent")])
    func `a used quota rests until the month's end, in another process too`(
        _ kind: ServiceKind, _ mode: String
    ) async throws {
        let desk = DraftDesk([peer.service(kind, mode)])
        let run = try await desk.draft("lunch")
        #expect(run.drafts.map(\.kinds) == [[.quota]])
        #expect(await desk.budget.pauses["home"]?.iso8601 == "2026-12-01T00:00:00Z")
        let restarted = DraftDesk([peer.service(kind, mode)], budget: desk.budget)
        #expect(try await restarted.draft("lunch").drafts.map(\.kinds) == [[.paused]])
        #expect(try peer.requests().count == 1)
        #expect(await desk.budget.used == ["home": 0])
    }

    @Test func `a wrong key is not tried again`() async throws {
        let desk = DraftDesk([peer.service(.deepl, "key")])
        #expect(try await desk.draft("lunch").drafts.map(\.kinds) == [[.key]])
        #expect(try await desk.draft("lunch").drafts.map(\.kinds) == [[.paused]])
        #expect(try peer.requests().count == 1)
    }

    @Test func `nobody at the port gives the characters back`() async throws {
        var service = peer.service(.openai, "good")
        service = TranslatorSettings.Service("home", .openai, url: "http://127.0.0.1:1")
        service.model = "small"
        let desk = DraftDesk([service])
        #expect(try await desk.draft("lunch").drafts.map(\.kinds) == [[.unreachable]])
        #expect(await desk.budget.used == ["home": 0])
    }

    @Test func `what the budget lacks does not leave`() async throws {
        let budget = CountingBudget(limit: 12)
        let desk = DraftDesk([peer.service(.openai, "good")], budget: budget)
        #expect(try await desk.draft("lunch").drafts.map(\.target) == ["luncho"])
        #expect(try await desk.draft("breakfast").drafts.map(\.kinds) == [[.budget]])
        #expect(try peer.requests().count == 1)
        #expect(await budget.used == ["home": 5])
    }

    @Test func `a server that fails again and again is left alone, then tried once`() async throws {
        let desk = DraftDesk([peer.service(.openai, "busy")])
        _ = try await desk.draft("lunch")
        _ = try await desk.draft("lunch")
        let sent = try peer.requests().count
        #expect(sent == 5)
        #expect(try await desk.draft("lunch").drafts.map(\.kinds) == [[.paused]])
        #expect(try peer.requests().count == sent)
        desk.clock.advance(.seconds(40))
        _ = try await desk.draft("lunch")
        #expect(try peer.requests().count == sent + 1)
        desk.clock.advance(.seconds(40))
        #expect(try await desk.draft("lunch").drafts.map(\.kinds) == [[.paused]])
    }
}
