import Delivery
import Engines
import Logging
import People
import Store
import Testing
import Wire

@testable import Outreach

@Suite struct ArchiveOldTests {
    /// News to four, of which Asha's came back as refused, and the word of it that a year later
    /// nobody but an auditor asks for.
    private struct Scene {
        let fixture: DeskFixture
        let archive: ArchiveOld

        init(_ engine: Engine) async throws {
            fixture = try await DeskFixture(engine)
            archive = ArchiveOld(fixture.desk, log: Logger(label: "test"), pause: { _ in })
            _ = try await fixture.announce()
            let refusing = RecordingChannel { claimed in
                AttemptVerdict(
                    claimed.message.address == "asha@example.org"
                        ? .refused(.init(550, "5.7.1", "No"), .recipient)
                        : .accepted(.init(250, nil, "ok")))
            }
            await fixture.worker(through: refusing).run(drain: true)
        }

        /// The words of each message, as they are read.
        func words() async throws -> [String: [String]] {
            try await fixture.database.read { t in
                let sends = try Outbox().reports(of: SchoolID(text: "school"), limit: 10, t)
                var words: [String: [String]] = [:]
                for send in sends {
                    for message in try Outbox().messages(of: send.id, t) {
                        let said = try Outbox().rendering(of: message.id, t)
                        words[message.id.text] = [
                            message.state.rawValue, said?.subject ?? "", said?.text ?? "",
                            said?.html ?? "", said?.sources ?? "", said?.direction ?? "",
                        ]
                    }
                    let audited = try AuditTrail().words(.send(send.id), after: nil, limit: 100, t)
                    for said in audited { words[said.id] = [said.text, said.html, said.sources] }
                }
                return words
            }
        }

        func hot(_ statement: SQL) async throws -> Int {
            try await fixture.school.count(statement)
        }
    }

    @Test(arguments: Engine.reachable)
    func `what ended long ago is moved and read as before, what failed stays`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        let before = try await scene.words()
        #expect(try await scene.archive.run() == Archive.Backlog())
        scene.fixture.clock.advance(.seconds(401 * 86_400))
        let backlog = try await scene.archive.backlog()
        #expect((backlog.attempts, backlog.texts) == (3, 3))
        #expect(try await scene.hot("SELECT COUNT(*) AS n FROM attempts") == 4)
        #expect(try await scene.archive.run() == backlog)
        #expect(try await scene.archive.run() == Archive.Backlog())
        #expect(try await scene.hot("SELECT COUNT(*) AS n FROM attempts") == 1)
        #expect(try await scene.hot("SELECT COUNT(*) AS n FROM archived_attempts") == 3)
        #expect(
            try await scene.hot("SELECT COUNT(*) AS n FROM renderings WHERE text_body = ''") == 3)
        #expect(try await scene.words() == before)
        #expect(before.values.allSatisfy { !$0.contains("") })
    }

    @Test(arguments: Engine.reachable)
    func `what failed can be sent again, and is archived once it has ended`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        scene.fixture.clock.advance(.seconds(401 * 86_400))
        _ = try await scene.archive.run()
        // Of use for ever, so that it may go out so late.
        try await scene.fixture.school.change("UPDATE messages SET expires_at = NULL")
        let send = try #require(
            try await scene.fixture.database.read { t in
                try Outbox().reports(of: SchoolID(text: "school"), limit: 1, t).first
            })
        _ = try await FailedMessages(scene.fixture.desk).again(send.reference, by: "amina")
        let channel = await scene.fixture.deliver()
        #expect(channel.messages.map(\.address) == ["asha@example.org"])
        let moved = try await scene.archive.run()
        #expect((moved.attempts, moved.texts) == (2, 1))
        #expect(
            try await scene.hot(
                "SELECT COUNT(*) AS n FROM sends WHERE archived_at IS NULL") == 0)
    }

    @Test(arguments: Engine.reachable)
    func `a run that was cut off is gone on with`(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let before = try await scene.words()
        scene.fixture.clock.advance(.seconds(401 * 86_400))
        let archive = Archive(before: scene.fixture.clock.now)
        let now = scene.fixture.clock.now
        // The last act of a transaction that is never committed.
        await #expect(throws: Cut.self) {
            try await scene.fixture.database.write { t in
                _ = try archive.moveAttempts(after: nil, t)
                _ = try archive.moveTexts(after: nil, now: now, t)
                throw Cut()
            }
        }
        #expect(try await scene.hot("SELECT COUNT(*) AS n FROM archived_attempts") == 0)
        let first = try await scene.fixture.database.write { t in
            try archive.moveAttempts(after: nil, t)
        }
        #expect(first.moved == 3)
        let rest = try await scene.archive.run()
        #expect((rest.attempts, rest.texts) == (0, 3))
        #expect(try await scene.words() == before)
    }

    @Test func `with 0 days nothing is ever archived, and it is said`() async throws {
        let fixture = try await DeskFixture(.sqlite)
        let desk = fixture.desk
        let never = Desk(
            database: desk.database, source: desk.source, localizer: desk.localizer,
            tokens: desk.tokens, identity: desk.identity, phone: nil, acknowledgeWithin: nil,
            archiveAfterDays: nil)
        let archive = ArchiveOld(never, log: Logger(label: "test"), pause: { _ in })
        let sentence = try await fixture.refusal { _ = try await archive.run() }
        #expect(sentence.contains("storage.archive_after_days is 0"))
        // Returns at once, where it would else go on for ever.
        await archive.keepOn()
    }

    private struct Cut: Error {}
}
