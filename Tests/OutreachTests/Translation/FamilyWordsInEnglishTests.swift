import Cases
import Engines
import Foundation
import Localization
import MessageFormat
import People
import Store
import Testing

@testable import Outreach

/// What a family writes stands in English below its own words, and no name left for it.
@Suite struct FamilyWordsInEnglishTests {
    /// A stand-in that puts an o behind every word, and the lines that it printed of each request.
    private struct Peer {
        let program: ServerProgram
        let clock: FixedClock

        init(_ clock: FixedClock = FixedClock()) throws {
            self.clock = clock
            program = try ServerProgram(
                "translation_server.py", output: ServerProgram.place("arrivals"))
        }

        var services: TranslationServices {
            let clock = clock
            return TranslationServices(
                settings: TranslatorSettings(services: [
                    TranslatorSettings.Service(
                        "home", .libretranslate, url: "http://127.0.0.1:\(program.port)/good")
                ]), source: clock.source, wait: { clock.advance($0) })
        }

        var told: String {
            get throws { try String(contentsOf: program.output, encoding: .utf8) }
        }
    }

    private static let words = "Ali waa xanuunsan yahay maanta. Fadlan i soo wac 612-555-0142."

    @Test(arguments: Engine.reachable)
    func `a reply is translated, with names and numbers put back, and shown as a machine's`(
        _ engine: Engine
    ) async throws {
        let peer = try Peer()
        let desk = try await TranslatingFixture(engine, services: peer.services)
        let (_, message) = try await desk.fixture.invite(desk.file)
        try await desk.fixture.receive(
            try await desk.fixture.answer(Self.words, to: message))
        try await desk.work()
        let (entry, found) = try await translation(desk)
        #expect(entry.words == Self.words)
        #expect(found.words?.contains("Ali") == true)
        #expect(found.words?.contains("612-555-0142") == true)
        #expect(found.services == ["home"])
        #expect(found.draft.pair == LanguagePair(entry.language.tag, .english))
        let told = try peer.told
        #expect(told.contains("maanta"))
        #expect(!told.contains("Ali") && !told.contains("555"))
        peer.program.stop()
    }

    @Test(arguments: Engine.reachable)
    func `a translation is the liaison's alone, and is made anew when its entry is moved`(
        _ engine: Engine
    ) async throws {
        let peer = try Peer()
        let desk = try await TranslatingFixture(engine, services: peer.services)
        let right = try await desk.fixture.refer("warsame")
        let (_, message) = try await desk.fixture.invite(desk.file)
        try await desk.fixture.receive(
            try await desk.fixture.answer(Self.words, to: message))
        try await desk.work()
        let (entry, before) = try await translation(desk)
        await #expect(throws: Refusal.self) {
            try await desk.review.show(before.draft.reference, by: "deeqa")
        }
        _ = try await MoveEntry(desk.desk).move(entry.name, to: right.reference, by: "amina")
        try await desk.work()
        let after = try await desk.desk.database.read { t in
            try desk.desk.drafts.drafts(ofEntries: [entry.id], t)[entry.id]
        }
        #expect(after?.id != before.draft.id)
        #expect(after?.family == right.family)
        let old = try await desk.desk.database.read { t in
            try desk.desk.drafts.draft(before.draft.id, t)
        }
        #expect(old?.state == .withdrawn)
        peer.program.stop()
    }

    @Test(arguments: Engine.reachable)
    func `a digit, English and what no language is known of are not translated`(
        _ engine: Engine
    ) async throws {
        let peer = try Peer()
        let desk = try await TranslatingFixture(engine, services: peer.services)
        let (_, message) = try await desk.fixture.invite(desk.file)
        for words in ["1", "OK", "Thank you very much, we will certainly come to the school."] {
            try await desk.fixture.receive(try await desk.fixture.answer(words, to: message))
        }
        let made = try await desk.desk.database.read { t in
            try t.number("SELECT COUNT(*) AS n FROM drafts WHERE entry_id IS NOT NULL")
        }
        #expect(made == 0)
        peer.program.stop()
    }

    private func translation(
        _ desk: TranslatingFixture
    ) async throws -> (TimelineEntry, ArrivalTranslation) {
        let entries = try await desk.fixture.entries(of: desk.file)
        let found = try await desk.desk.database.read { t in
            try TranslationsOfCase(desk.desk).translations(of: entries, t)
        }
        let entry = try #require(entries.last { found[$0.id] != nil })
        return (entry, try #require(found[entry.id]))
    }
}

extension String {
    fileprivate var tag: LanguageTag { LanguageTag(self) ?? .undetermined }
}
