import Cases
import Delivery
import Engines
import People
import Store
import Testing

@testable import Outreach

@Suite struct RemindOfEventTests {
    /// An event that everybody was told of but Nadia, who came later; Rosa has answered it.
    private struct Scene {
        let fixture: DeskFixture
        let event: SchoolEvent
        var remind: RemindOfEvent { RemindOfEvent(fixture.desk) }

        init(_ engine: Engine) async throws {
            fixture = try await DeskFixture(engine)
            event = try await fixture.event()
            let announce = AnnounceEvent(fixture.desk)
            let plan = try await announce.plan(event.reference, to: Audience(), by: "amina")
            let messages = try await fixture.messages(of: announce.send(plan, by: "amina"))
            let asked = messages.first { $0.address == "rosa@example.org" }
            try await fixture.receive(fixture.answer("2", to: #require(asked)))
            try await fixture.school.add(.init("nadia", of: "aziz", students: ["omar"]))
        }

        func plan(everyone: Bool = false) async throws -> NoticePlan {
            try await remind.plan(event.reference, everyone: everyone, by: "amina")
        }
    }

    @Test(arguments: Engine.reachable)
    func `those who were told and have not answered are reminded, once a day`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        let plan = try await scene.plan()
        #expect(
            try await scene.fixture.copies(of: plan).map(\.recipient.address).sorted()
                == ["asha@example.org", "home@example.org", "yusuf@example.org"])
        #expect(
            Set(try await scene.fixture.leftOut(of: plan).map(\.reason))
                == [.hasAnswered, .sameAddress])
        var queued = [try await scene.remind.send(plan, by: "amina").queued]
        queued.append(try await scene.remind.send(scene.plan(), by: "amina").queued)
        scene.fixture.clock.advance(.seconds(86_400))
        queued.append(try await scene.remind.send(scene.plan(), by: "amina").queued)
        #expect(queued == [3, 0, 3])
        let all = try await scene.fixture.copies(of: scene.plan(everyone: true))
            .map(\.recipient.address)
        #expect(all.contains("rosa@example.org"))
        #expect(!all.contains("nadia@example.org"))
    }

    @Test(arguments: Engine.reachable)
    func `a reminder obeys the rules of its day, and its digit answers the event`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        let fixture = scene.fixture
        try await fixture.stopBulk("yusuf@example.org")
        try await fixture.school.change(
            "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'mei'")
        let plan = try await scene.plan()
        #expect(
            Set(
                try await fixture.leftOut(of: plan).map {
                    "\($0.contact.id.text) \($0.reason.rawValue)"
                })
                == ["yusuf suppressed", "mei no-contact", "rosa has-answered"])
        let messages = try await fixture.messages(of: scene.remind.send(plan, by: "amina"))
        let asha = try #require(messages.first { $0.address == "asha@example.org" })
        try await fixture.receive(fixture.answer("haa", to: asha))
        let given = try await fixture.answers(to: .event(scene.event.id))
        #expect(given.map(\.family.text) == ["lopez", "hassan"])
        #expect(given.map(\.answer) == [.no, .yes])
    }

    @Test(arguments: Engine.reachable)
    func `nobody is reminded of what they were not told, or of what is over`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let event = try await fixture.event()
        let remind = RemindOfEvent(fixture.desk)
        let early = try await fixture.refusal {
            _ = try await remind.plan(event.reference, everyone: false, by: "amina")
        }
        #expect(early.contains("parley event send \(event.reference)"))
        fixture.clock.advance(.seconds(40 * 86_400))
        let late = try await fixture.refusal {
            _ = try await remind.plan(event.reference, everyone: false, by: "amina")
        }
        #expect(late.contains("begun"))
    }
}
