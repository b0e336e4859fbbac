import Delivery
import Engines
import Foundation
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

private let pool = ["+12125550120", "+12125550121"]
private let emergency = "+12125550129"

extension DeskFixture {
    /// A desk whose texts go out from two numbers, and emergencies from a third.
    fileprivate func pooled(_ separates: Bool = true) throws -> Desk {
        let account = try SMSProvider.named(Self.provider, folder: nil).account([
            "url": "https://gateway.example/send",
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ])
        let senders = SenderPool(ordinary: pool, emergency: separates ? emergency : nil)
        return Desk(
            database: desk.database, source: desk.source, localizer: desk.localizer,
            tokens: desk.tokens, identity: desk.identity, phone: desk.phone,
            acknowledgeWithin: desk.acknowledgeWithin,
            texts: TextLine(account: account, senders: senders, publicURL: nil))
    }

    @discardableResult
    fileprivate func receive(
        _ words: String, from number: String, to own: String, at desk: Desk
    ) async throws -> Received {
        clock.advance(.seconds(1))
        let id = clock.source.randomText(digits: 12)
        let data = ["id": id, "from": number, "to": own, "text": words]
        let bytes = try JSONSerialization.data(
            withJSONObject: ["type": "sms.received", "data": data] as [String: Any])
        let kept = try await TakeText(desk).keep(
            text: Array(bytes), deliveryID: id, from: Self.provider)
        await ReadingWorker(desk, log: silentLog, pause: realPause).run(drain: true)
        return try await result(of: kept.id)
    }

    /// Whether ordinary texts, and whether emergencies, are kept from a number.
    fileprivate func stopped(_ number: String) async throws -> [Bool] {
        try await database.read { t in
            let suppressions = Suppressions(clock.source)
            return [
                try suppressions.stops(number, .sms, isBulk: false, t),
                try suppressions.stops(number, .sms, isBulk: false, isEmergency: true, t),
            ]
        }
    }

    /// Who would get a closure, and who an event, by text.
    fileprivate func reached(at desk: Desk) async throws -> (
        closure: Set<String>, news: Set<String>
    ) {
        let closure = try await SendClosure(desk).plan(
            change: "closed", starts: "2026-11-24", note: nil, noteIn: [:], to: Audience(),
            reason: "snow", way: .sms, by: "amina")
        let event = try await event()
        let news = try await AnnounceEvent(desk).plan(
            event.reference, to: Audience(), way: .sms, by: "amina")
        return (
            try await addresses(of: closure, desk), try await addresses(of: news, desk)
        )
    }

    private func addresses(of plan: NoticePlan, _ desk: Desk) async throws -> Set<String> {
        let preview = try await SendNotice(desk).preview(plan)
        return Set(preview.copies.listed.map(\.recipient.address))
    }

    fileprivate func confirmations() async throws -> Int {
        try await automaticTexts().filter { $0.notice == "stopped" }.count
    }
}

@Suite struct EmergencySenderTests {
    @Test(arguments: Engine.reachable, pool)
    func `STOP to any ordinary number ends all texts but emergencies from their own`(
        _ engine: Engine, _ own: String
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let desk = try fixture.pooled()
        _ = try await fixture.concernByText(try await fixture.refer())
        // Some providers write no plus.
        try await fixture.receive(
            "STOP", from: Phone.asha, to: String(own.dropFirst()), at: desk)
        #expect(try await fixture.stopped(Phone.asha) == [true, false])
        #expect(try await fixture.confirmations() == 1)
        let reached = try await fixture.reached(at: desk)
        #expect(reached.closure.contains(Phone.asha) && !reached.news.contains(Phone.asha))
        #expect(reached.news.contains(Phone.rosa))
        try await fixture.receive("START", from: Phone.asha, to: own, at: desk)
        #expect(try await fixture.stopped(Phone.asha) == [false, false])
    }

    @Test(arguments: Engine.reachable)
    func `STOP to the number for emergencies, or to one that nobody knows, ends all`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let desk = try fixture.pooled()
        for (number, own) in [(Phone.asha, emergency), (Phone.rosa, "28901")] {
            try await fixture.receive("STOP", from: number, to: own, at: desk)
            #expect(try await fixture.stopped(number) == [true, true])
            #expect(try await fixture.reached(at: desk).closure.contains(number) == false)
        }
    }

    @Test(arguments: Engine.reachable)
    func `a second STOP is confirmed only if it ends more`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let desk = try fixture.pooled()
        for (own, count) in [(pool[0], 1), (pool[1], 1), (emergency, 2), (pool[0], 2)] {
            try await fixture.receive("STOP", from: Phone.asha, to: own, at: desk)
            #expect(try await fixture.confirmations() == count, "\(own)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `without a number of its own, an emergency is ended too`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let together = try fixture.pooled(false)
        try await fixture.receive("STOP", from: Phone.asha, to: pool[0], at: together)
        #expect(try await fixture.stopped(Phone.asha) == [true, true])
        // Nor does a number that is set up later bring it back.
        let desk = try fixture.pooled()
        #expect(try await fixture.reached(at: desk).closure.contains(Phone.asha) == false)
    }

    @Test(arguments: Engine.reachable)
    func `the number for emergencies is given up, and a STOP to another ends them as well`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        try await fixture.receive(
            "STOP", from: Phone.asha, to: pool[0], at: try fixture.pooled())
        let reached = try await fixture.reached(at: try fixture.pooled(false))
        #expect(!reached.closure.contains(Phone.asha))
    }

    @Test(arguments: Engine.reachable)
    func `an answer to any of the numbers is filed, and what comes from one of them ignored`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let desk = try fixture.pooled()
        let file = try await fixture.refer()
        _ = try await fixture.concernByText(file)
        for own in pool + [emergency] {
            let received = try await fixture.receive(
                "Mahadsanid", from: Phone.asha, to: own, at: desk)
            #expect(received.outcome == .filed && received.caseID == file.id)
            let echo = try await fixture.receive("Hello", from: own, to: pool[0], at: desk)
            #expect(echo.outcome == .ignored)
        }
    }

    @Test(arguments: Engine.reachable)
    func `a provider's word that a reader has opted out counts for the number that it was said to`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let desk = try fixture.pooled()
        let file = try await fixture.refer()
        let message = try await fixture.concernByText(file)
        for (sender, expected) in [
            (pool[0], [true, false]), (emergency, [true, true]),
        ] {
            try await fixture.database.write { t in
                try ProviderStop(desk).record(
                    message, from: sender, inbound: nil, "HTTP 400, code 21610.", t)
            }
            #expect(try await fixture.stopped(Phone.asha) == expected)
            let entry = try #require(try await fixture.entries(of: file).last)
            #expect(entry.kind == .choice && entry.subject == "texts stopped with the provider")
        }
    }
}
