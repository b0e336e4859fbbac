import Engines
import Localization
import MessageFormat
import Store
import Testing

/// What an operator asks of services.
@Suite struct ServiceTrialTests {
    private let peer: ProviderPeer

    init() throws {
        peer = try ProviderPeer()
    }

    @Test func `each service tells its languages, or why not, and until when it rests`()
        async throws
    {
        let nobody = TranslatorSettings.Service("nobody", .deepl, url: "http://127.0.0.1:1")
        let desk = DraftDesk([
            peer.service(.apertium, "good"), peer.service(.openai, "good", name: "chat"), nobody,
        ])
        let noon = desk.clock.now + .seconds(60)
        await desk.budget.pause("chat", until: noon, because: "rate")
        let states = try await desk.services.states(desk.budget)
        #expect(states.map(\.service.name) == ["home", "chat", "nobody"])
        #expect(states.map(\.languages) == [["eng > spa", "spa > eng"], ["any language"], nil])
        #expect(states.map(\.failure?.kind) == [nil, nil, .unreachable])
        #expect(states.map(\.pausedUntil) == [nil, noon, nil])
        #expect(try peer.requests().isEmpty)
    }

    @Test func `a service that does not answer is named, and nothing is sent`() async throws {
        let nobody = TranslatorSettings.Service("nobody", .deepl, url: "http://127.0.0.1:1")
        let desk = DraftDesk([peer.service(.apertium, "good"), nobody])
        let found = await desk.services.unreachable()
        #expect(found.map(\.service.name) == ["nobody"])
        #expect(found.first?.why.contains("Nobody answers at 127.0.0.1:1") == true)
        #expect(try peer.requests().isEmpty)
    }

    @Test func `a trial asks the one service, though it rests and no pair names it`() async throws {
        let clock = FixedClock()
        let services = TranslationServices(
            settings: TranslatorSettings(
                services: [peer.service(.deepl, "good")], orders: ["default": []]),
            source: clock.source, wait: { clock.advance($0) })
        let budget = CountingBudget()
        await budget.pause("home", until: clock.now + .seconds(60), because: "quota")
        let segment = try TextSegment(source: "{$name1} was late.")
        let run = await services.trial(of: "home", [segment], DraftDesk.spanish, budget: budget)
        #expect(run.drafts.map(\.target) == ["{$name1} waso lateo."])
        #expect(services.carried(segment, to: "home") == "<x id=\"1\"/> was late.")
        let none = await services.trial(of: "away", [segment], DraftDesk.spanish, budget: budget)
        #expect(none == TranslationRun(drafts: [.failed([])], calls: []))
    }

    @Test func `of a month's rest as much is drafted as it holds`() async throws {
        var service = peer.service(.libretranslate, "good")
        service.batch = 2
        service.charactersPerMonth = 25
        let desk = DraftDesk([service])
        let run = await desk.draft((0..<6).map { _ in TextSegment(words: "lunch") })
        #expect(run.drafts.count { $0.target == "luncho" } == 4)
        #expect(run.drafts.flatMap(\.kinds) == [.budget, .budget])
        #expect(await desk.budget.used == ["home": 20])
    }
}
