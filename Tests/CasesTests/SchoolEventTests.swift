import Engines
import MessageFormat
import People
import Store
import Testing

@testable import Cases

@Test(arguments: Engine.reachable)
func `an event keeps its words in each language that the school has`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let somali = try #require(LanguageTag("so"))
    let words: [LanguageTag: SchoolEvent.Words] = [
        .english: .init(title: "Family night", description: "Come and eat."),
        somali: .init(title: "Habeenka qoyska", description: ""),
    ]
    let events = SchoolEvents(fixture.clock.source)
    let event = try await fixture.database.write { t in
        try events.set(
            NewSchoolEvent(
                school: fixture.schoolID, startsLocal: "2026-12-03T17:30", endsLocal: nil,
                timeZone: "America/Chicago",
                startsAt: fixture.clock.now + .seconds(86_400), place: "Library", words: words),
            by: fixture.amina, t)
    }
    #expect(event.words == words)
    try await fixture.database.read { t in
        #expect(try events.find(named: event.reference.uppercased(), t)?.words == words)
        #expect(try events.find(named: event.id.text, t)?.place == "Library")
        let coming = try events.events(of: fixture.schoolID, from: fixture.clock.now, t)
        #expect(coming.map(\.words) == [words])
        let past = try events.events(
            of: fixture.schoolID, from: event.startsAt + .seconds(1), t)
        #expect(past.isEmpty)
        #expect(try events.find(named: "zzzzz", t) == nil)
    }
}
