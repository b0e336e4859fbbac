import Engines
import Localization
import MessageFormat
import Testing

@testable import Outreach

@Suite struct SendClosureTests {
    /// The desk's clock stands at 9:00 on Monday, November 23 2026, in Chicago.
    private func plan(
        _ fixture: DeskFixture, _ change: String, _ starts: String, note: String? = nil,
        noteIn: [LanguageTag: String] = [:]
    ) async throws -> NoticePlan {
        try await SendClosure(fixture.desk).plan(
            change: change, starts: starts, note: note, noteIn: noteIn, to: Audience(),
            reason: "snow", by: "amina")
    }

    @Test(arguments: Engine.reachable)
    func `a closure reaches everybody who may be told, in their language, opted out or not`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.stopBulk("rosa@example.org")
        let so = try #require(LanguageTag("so"))
        let plan = try await plan(
            fixture, "early", "2026-11-23 12:15", note: "Buses leave at once.",
            noteIn: [so: "Basasku isla markiiba way baxayaan."])
        let words = Dictionary(
            uniqueKeysWithValues: try await fixture.copies(of: plan).map {
                ($0.rendering.language.text, $0.words)
            })
        #expect(words.keys.sorted() == ["ar", "en", "es", "so"])
        #expect(words["so"]?.contains("Basasku") == true)
        for language in ["ar", "en", "es"] {
            #expect(words[language]?.contains("Buses leave at once.") == true, "\(language)")
        }
        #expect(words["en"]?.contains("12:15") == true)
        let use = SendClosure(fixture.desk)
        let queued = try await use.send(plan, by: "amina").queued
        let again = try await use.send(
            self.plan(fixture, "early", "2026-11-23 12:15", note: "Buses leave at once."),
            by: "amina")
        #expect(queued == 4)
        #expect((again.queued, again.alreadyThere) == (0, 4))
    }

    @Test(arguments: Engine.reachable)
    func `a closed day needs no hour`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let plan = try await plan(fixture, "closed", "2026-11-24")
        let copies = try await fixture.copies(of: plan)
        #expect(copies.contains { $0.words.contains("November 24") })
        // Noon in Chicago, and twelve hours more.
        #expect(plan.order.expires?.iso8601 == "2026-11-25T06:00:00Z")
        // What began this morning is still worth saying.
        let late = try await self.plan(fixture, "late", "2026-11-23 08:30")
        #expect(try await fixture.copies(of: late).count == 4)
    }

    @Test(arguments: Engine.reachable)
    func `mistakes are told at once, by the names of the command's options`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let rows: [(change: String, starts: String, says: [String])] = [
            ("erly", "noon", ["Did you mean early?", "--change early", "--starts \"2026-"]),
            ("early", "2026-11-24", ["is no date and time"]),
            ("closed", "2026-11-22", ["2026-11-22 has passed"]),
        ]
        for row in rows {
            let sentence = try await fixture.refusal {
                _ = try await plan(fixture, row.change, row.starts)
            }
            for words in row.says { #expect(sentence.contains(words), "\(sentence)") }
        }
    }
}
