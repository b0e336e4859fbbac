import Cases
import Delivery
import Engines
import People
import Store
import Testing

@testable import Outreach

private struct News {
    let fixture: DeskFixture
    let message: OutboundMessage
    let token: String
    var news: NewsByMail { NewsByMail(fixture.desk) }

    /// `reader`: Part of the address of whoever has the link.
    init(_ engine: Engine, of reader: String = "rosa") async throws {
        fixture = try await DeskFixture(engine)
        let all = try await fixture.announce()
        message = try #require(all.first { $0.address.contains(reader) })
        token = fixture.desk.tokens.pathToken(.stop, for: message.id)
    }

    func acts() async throws -> [String] {
        try await fixture.database.read { t in
            try t.rows(
                "SELECT action FROM audit WHERE action IN ('news.stop', 'news.resume') ORDER BY at, id"
            )
            .map { try $0["action"] }
        }
    }

    func choices() async throws -> [TimelineEntry] {
        var found: [TimelineEntry] = []
        for file in try await fixture.standing(message.family.text) {
            found += try await fixture.entries(of: file).filter { $0.kind == .choice }
        }
        return found
    }
}

@Test(arguments: Engine.reachable)
func `one click ends bulk notices to the address, and nothing else`(_ engine: Engine) async throws {
    let it = try await News(engine)
    #expect(try await it.news.look(it.token)?.isStopped == false)
    let page = try #require(try await it.news.stop(it.token))
    #expect(page.isStopped)
    #expect(try await it.fixture.isStopped(it.message.address) == (true, false))
    let other = try #require(
        try await it.fixture.announce().first { $0.address != it.message.address })
    #expect(try await it.fixture.isStopped(other.address) == (false, false))
    #expect(try await it.acts() == ["news.stop"])
    let told = try #require(try await it.choices().first)
    #expect(told.message == it.message.id)
    #expect(told.isUnverified)
    // Repeated, it is the same and told once.
    #expect(try await it.news.stop(it.token)?.isStopped == true)
    #expect(try await it.acts() == ["news.stop"])
    #expect(try await it.choices().count == 1)
}

@Test(arguments: Engine.reachable)
func `there is a way back, which is told as well`(_ engine: Engine) async throws {
    let it = try await News(engine)
    _ = try await it.news.stop(it.token)
    it.fixture.clock.advance(.seconds(1))
    #expect(try await it.news.resume(it.token)?.isStopped == false)
    #expect(try await it.fixture.isStopped(it.message.address) == (false, false))
    #expect(try await it.news.resume(it.token)?.isStopped == false)
    #expect(try await it.acts() == ["news.stop", "news.resume"])
    #expect(try await it.choices().count == 2)
}

@Test(arguments: Engine.reachable)
func `looking changes nothing`(_ engine: Engine) async throws {
    let it = try await News(engine)
    for _ in 0..<3 { #expect(try await it.news.look(it.token)?.isStopped == false) }
    #expect(try await it.fixture.isStopped(it.message.address) == (false, false))
    #expect(try await it.acts().isEmpty)
    #expect(try await it.choices().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a token of another purpose, of another key or cut short opens nothing`(
    _ engine: Engine
) async throws {
    let it = try await News(engine)
    let tokens = it.fixture.desk.tokens
    let last = it.token.hasSuffix("a") ? "b" : "a"
    for token in [
        tokens.pathToken(.reply, for: it.message.id),
        tokens.pathToken(.receipt, for: it.message.id),
        String(it.token.dropLast()) + last, String(it.token.dropLast()), "", "x",
        it.token + "a",
        tokens.pathToken(.stop, for: OutboundID(text: "nosuchmessageatall00000000")),
    ] {
        #expect(try await it.news.look(token) == nil)
        #expect(try await it.news.stop(token) == nil)
        #expect(try await it.news.resume(token) == nil)
    }
    #expect(try await it.acts().isEmpty)
}

@Test(arguments: Engine.reachable)
func `the page is in the reader's language, and says where nobody has checked it`(
    _ engine: Engine
) async throws {
    for (reader, language, direction) in [
        ("rosa", "es", "ltr"), ("yusuf", "ar", "rtl"), ("asha", "so", "ltr"),
    ] {
        let it = try await News(engine, of: reader)
        let page = try #require(try await it.news.look(it.token))
        let lines = [page.heading, page.button] + page.text + page.notes
        #expect(Set(lines.map(\.language)) == [language])
        #expect(Set(lines.map(\.direction)) == [direction])
        #expect(page.notes.count == 1)
        let stopped = try #require(try await it.news.stop(it.token))
        #expect(stopped.heading.language == language)
        #expect(stopped.heading != page.heading)
        #expect(stopped.button != page.button)
    }
}
