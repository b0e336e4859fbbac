import Delivery
import Engines
import People
import Store
import Testing
import Wire

@testable import Outreach

@Suite struct ReadAuditTests {
    private struct Found {
        var acts: [AuditedAct] = []
        var words: [StoredRendering] = []
        var messages: [AuditedMessage] = []
    }

    private func ask(
        _ fixture: DeskFixture, page: Int = 100, _ change: (inout ReadAudit.Question) -> Void
    ) async throws -> Found {
        var question = ReadAudit.Question()
        change(&question)
        let use = ReadAudit(fixture.desk)
        let access = try await use.open(question, by: "pat")
        var found = Found()
        try await use.acts(access, page: page) { found.acts += $0 }
        try await use.words(access, page: page) { found.words += $0 }
        try await use.messages(access, page: page) { found.messages += $0 }
        return found
    }

    @Test(arguments: Engine.reachable)
    func `a send's trail says who sent what to whom, in which words, and what came after`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let made = try await fixture.announce()
        let send = try #require(
            try await fixture.database.read { t in
                try Outbox().reports(of: SchoolID(text: "school"), limit: 1, t).first
            })
        let steer = SteerSend(fixture.desk)
        // Ids of one moment are in no order.
        fixture.clock.advance(.seconds(1))
        _ = try await steer.pause(send.reference, by: "amina")
        fixture.clock.advance(.seconds(1))
        _ = try await steer.resume(send.reference, by: "pat")
        let refusing = RecordingChannel { claimed in
            AttemptVerdict(
                claimed.message.address == "asha@example.org"
                    ? .refused(.init(550, "5.7.1", "No"), .recipient)
                    : .accepted(.init(250, nil, "ok")))
        }
        await fixture.worker(through: refusing).run(drain: true)
        fixture.clock.advance(.seconds(1))
        _ = try await FailedMessages(fixture.desk).again(send.reference, by: "amina")

        for page in [1, 2, 100] {
            let found = try await ask(fixture, page: page) { $0.send = send.reference }
            let acts = found.acts.filter { $0.action != "audit.read" }
            #expect(
                acts.map(\.action) == ["notice.send", "send.pause", "send.resume", "message.again"])
            #expect(acts.map(\.staff) == ["amina", "amina", "pat", "amina"])
            #expect(acts.prefix(3).allSatisfy { $0.subject.name == send.reference })
            #expect(found.messages.map(\.id).sorted() == made.map(\.id).sorted())
            let texts = Set(found.words.map(\.id))
            #expect(texts.count == found.words.count)
            #expect(found.messages.allSatisfy { texts.contains($0.rendering) })
            #expect(found.messages.count { $0.sentAt != nil } == made.count - 1)
        }
        // The reading itself, three times, before each answer.
        let read = try await ask(fixture) { $0.staff = "pat" }.acts.filter {
            $0.action == "audit.read"
        }
        #expect(read.map { $0.subject.kind }.sorted() == ["send", "send", "send", "staff"])
    }

    @Test(arguments: Engine.reachable)
    func `a family's trail holds its own alone, words included`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        _ = try await fixture.invite(try await fixture.refer())
        _ = try await fixture.announce()
        let found = try await ask(fixture) { $0.family = "hassan" }
        #expect(Set(found.messages.map(\.family)) == ["hassan"])
        #expect(Set(found.messages.map(\.notice)) == ["meeting-invitation", "event-notice"])
        #expect(Set(found.words.map(\.id)) == Set(found.messages.map(\.rendering)))
        #expect(found.acts.allSatisfy { $0.family == "hassan" })
        #expect(found.acts.contains { $0.action == "notice.send" })
    }

    @Test(arguments: Engine.reachable)
    func `another school's trail is not shown, nor to who may not read it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.school.change(
            """
            INSERT INTO schools (id, name, time_zone, language, region, created_at)
            VALUES ('other', 'Other', 'UTC', 'en', 'US', 0)
            """)
        try await fixture.school.change(
            """
            INSERT INTO staff (id, school_id, handle, name, role, active, created_at)
            VALUES ('zoe', 'other', 'zoe', 'Zoe', 'principal', \(true), 0)
            """)
        _ = try await fixture.announce()
        let use = ReadAudit(fixture.desk)
        let access = try await use.open(ReadAudit.Question(), by: "zoe")
        var acts: [AuditedAct] = []
        try await use.acts(access) { acts += $0 }
        #expect(acts.map(\.action) == ["audit.read"])
        for handle in ["amina", "tom"] {
            await #expect(throws: Refusal.self) {
                _ = try await use.open(ReadAudit.Question(), by: handle)
            }
        }
        await #expect(throws: Refusal.self) {
            var stranger = ReadAudit.Question()
            stranger.staff = "amina"
            _ = try await use.open(stranger, by: "zoe")
        }
    }
}
