import Engines
import Foundation
import Localization
import Testing
import Wire

@testable import Outreach

@Suite struct TextEstimateTests {
    private func plan(_ fixture: DeskFixture, _ note: String?) async throws -> NoticePreview {
        let desk = try fixture.lineDesk()
        return try await SendNotice(desk).preview(
            SendClosure(desk).plan(
                change: "closed", starts: "2026-11-24", note: note, noteIn: [:], to: Audience(),
                reason: "snow", way: .sms, by: "amina"))
    }

    @Test func `segments are counted by language, with the letters that force UCS-2`() async throws
    {
        let fixture = try await DeskFixture(.sqlite)
        try await fixture.givePhones()
        let estimate = try await plan(fixture, nil).texts
        #expect(estimate.texts == 3 && estimate.languages.count == 3)
        #expect(estimate.segments == estimate.languages.reduce(0) { $0 + $1.segments })
        let arabic = try #require(estimate.languages.first { $0.language.text == "ar" })
        #expect(arabic.forcedBy.contains("\u{627}"))
        #expect(Set(arabic.forcedBy).count == arabic.forcedBy.count)
        let somali = try #require(estimate.languages.first { $0.language.text == "so" })
        #expect(somali.forcedBy.isEmpty)
        // Letters of the liaison's own make every copy longer.
        func words(_ text: String) async throws -> TextEstimate {
            let desk = try fixture.lineDesk()
            let plan = try await SendWords(desk).urgent(
                FreeWords(text + String(repeating: " bus", count: 20)), to: Audience(),
                reason: "snow", way: .sms, by: "amina")
            return try await SendNotice(desk).preview(plan).texts
        }
        let (plain, own) = (try await words("Lodz"), try await words("Łodź"))
        #expect(plain.languages.flatMap(\.forcedBy).contains("Ł") == false)
        #expect(own.languages.allSatisfy { Set($0.forcedBy).isSuperset(of: ["Ł", "ź"]) })
        #expect(own.segments > plain.segments)
        #expect(estimate.cost == nil && estimate.unpriced == estimate.segments)
    }

    @Test func `a price is that of the longest prefix, exact to the last digit`() async throws {
        let fixture = try await DeskFixture(.sqlite)
        try await fixture.givePhones()
        let plan = try await plan(fixture, nil)
        func cost(_ prices: [String: String]) throws -> TextEstimate {
            let list = try prices.mapValues { try #require(SMSPrices.amount($0)) }
            var estimate = TextEstimate(prices: SMSPrices(currency: "USD", byPrefix: list))
            for copy in plan.copies.listed {
                estimate.add(
                    SMSMeasure(copy.words), in: copy.rendering.language,
                    to: copy.recipient.address)
            }
            return estimate
        }
        let all = try cost(["+1": "0.0079", "+52": "9"])
        #expect(all.cost == Decimal(all.segments) * Decimal(79) / 10_000)
        #expect(all.unpriced == 0 && all.currency == "USD")
        // Asha's number alone has a prefix of its own.
        let one = try cost(["+1": "0.0079", "+12125550101": "1"])
        let asha = try #require(plan.copies.listed.first { $0.recipient.address == Phone.asha })
        let own = SMSMeasure(asha.words).segments
        #expect(
            one.cost == Decimal(own) + Decimal(one.segments - own) * Decimal(79) / 10_000)
        let none = try cost(["+52": "9"])
        #expect(none.cost == nil && none.unpriced == none.segments)
    }

    @Test(arguments: [
        ("0.0079", true), ("1", true), ("0", true), ("12.5", true), ("", false), (".5", false),
        ("5.", false), ("-1", false), ("1,5", false), ("1e3", false), ("0.1.2", false),
        ("free", false), ("+1", false), ("123456789012345678901", false),
    ])
    func `an amount is digits with a point at most`(_ text: String, _ isOne: Bool) {
        #expect((SMSPrices.amount(text) != nil) == isOne)
    }
}
