import Cases
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Suite struct `An entry on the wrong case` {
    @Test(arguments: Engine.reachable)
    func `is moved as it is, and both cases know of it`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let (wrong, right) = (try await fixture.refer(), try await fixture.refer("warsame"))
        let received = try await fixture.receive(FamilyMail("Yusuf asks for the bus times."))
        let before = try await fixture.last(of: wrong)
        fixture.clock.advance(.seconds(60))
        let receipt = try await MoveEntry(fixture.desk).move(
            before.name.uppercased(), to: right.reference, by: "amina")
        #expect(receipt.from.id == wrong.id && receipt.to.id == right.id)
        let entry = try await fixture.last(of: right)
        #expect(entry.id == before.id && entry.words == before.words && entry.at == before.at)
        #expect(entry.family == FamilyID(text: "warsame"))
        #expect(try await !fixture.entries(of: wrong).contains { $0.id == before.id })
        let (moves, owners) = try await fixture.database.read { t in
            (
                try fixture.desk.timeline.moves(touching: wrong.id, t),
                try [
                    t.row("SELECT family_id FROM inbound WHERE id = \(received.id)"),
                    t.row("SELECT family_id FROM readings WHERE raw_id = \(received.id)"),
                ].map { try $0?["family_id"] as String? }
            )
        }
        #expect(moves.map(\.entry) == [before.id])
        #expect(moves.map(\.staff) == [StaffID(text: "amina")])
        #expect(owners == ["warsame", "warsame"])
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM audit WHERE action = 'entry.move'") == 1)
        // Back again: it was right after all.
        _ = try await MoveEntry(fixture.desk).move(before.id.text, to: wrong.reference, by: "amina")
        #expect(try await fixture.last(of: wrong).id == before.id)
    }

    @Test(arguments: Engine.reachable)
    func `takes its answer along, to what the right case asked`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let (wrong, right) = (try await fixture.refer(), try await fixture.refer("warsame"))
        let (meeting, message) = try await fixture.invite(wrong)
        let (other, _) = try await fixture.invite(right)
        try await fixture.receive(try await fixture.answer("3", to: message))
        let entry = try await fixture.last(of: wrong)
        #expect(try await fixture.answers(to: .meeting(meeting.id)).map(\.answer) == [.contactMe])
        #expect(try await fixture.waiting()[wrong.id]?.wantsContact == true)
        let receipt = try await MoveEntry(fixture.desk).move(
            entry.name, to: right.reference, by: "amina")
        #expect(receipt.withdrawn == [.contactMe])
        #expect(receipt.recorded == .contactMe)
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
        let answers = try await fixture.answers(to: .meeting(other.id))
        #expect(answers.map(\.family) == [FamilyID(text: "warsame")])
        #expect(answers.map(\.at) == [entry.at])
        #expect(try await fixture.waiting()[wrong.id] == nil)
        #expect(try await fixture.waiting()[right.id]?.wantsContact == true)
    }

    @Test(arguments: Engine.reachable)
    func `loses its answer where the right case asks nothing`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let (wrong, right) = (try await fixture.refer(), try await fixture.refer("warsame"))
        let (meeting, message) = try await fixture.invite(wrong)
        try await fixture.receive(try await fixture.answer("1", to: message))
        let receipt = try await MoveEntry(fixture.desk).move(
            try await fixture.last(of: wrong).name, to: right.reference, by: "amina")
        #expect(receipt.withdrawn == [.yes] && receipt.recorded == nil)
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `that stopped an address leaves it stopped, and says so`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let right = try await fixture.refer()
        let message = try #require(
            try await fixture.announce().first { $0.address == "asha@example.org" })
        try await fixture.receive(try await fixture.answer("STOP", to: message))
        let standing = try #require(try await fixture.standing("hassan").first)
        let wish = try #require(
            try await fixture.entries(of: standing).first { $0.kind == .choice })
        let receipt = try await MoveEntry(fixture.desk).move(
            wish.name, to: right.reference, by: "amina")
        #expect(receipt.isStopKept)
        #expect(try await fixture.isStopped("asha@example.org").bulk)
    }

    @Test(arguments: Engine.reachable)
    func `that answered nothing where it stood counts for what the right case had asked`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let (right, wrong) = (try await fixture.refer(), try await fixture.refer())
        let asked = try await fixture.inviteByText(right)
        try await fixture.close(right)
        _ = try await fixture.concernByText(wrong)
        #expect(try await fixture.receiveText("2", from: Phone.asha).caseID == wrong.id)
        #expect(try await fixture.recordedAnswers().isEmpty)
        let entry = try await fixture.last(of: wrong)
        let receipt = try await MoveEntry(fixture.desk).move(
            entry.name, to: right.reference, by: "amina")
        #expect(receipt.recorded == .no)
        #expect(try await fixture.recordedAnswers().map(\.about) == [asked.meeting.id.text])
    }

    @Test(arguments: Engine.reachable)
    func `is refused where it makes no sense, and nothing changes`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        _ = try await fixture.invite(file)
        let other = try await fixture.refer("warsame")
        try await fixture.receive(FamilyMail("Haa"))
        let entries = try await fixture.entries(of: file)
        let reply = try #require(entries.last), referral = try #require(entries.first)
        let notice = try #require(entries.first { $0.kind == .notice })
        let move = MoveEntry(fixture.desk)
        for (name, target, handle) in [
            (reply.name, file.reference, "amina"), (referral.name, other.reference, "amina"),
            (notice.name, other.reference, "amina"), (reply.name, other.reference, "tom"),
            ("zzzzzz", other.reference, "amina"), ("", other.reference, "amina"),
            ("' OR 1=1 --", other.reference, "amina"), (reply.name, "zzzzz", "amina"),
        ] {
            await #expect(throws: Refusal.self, "\(name)") {
                _ = try await move.move(name, to: target, by: handle)
            }
        }
        #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM entry_moves") == 0)
        #expect(try await fixture.entries(of: file).map(\.id) == entries.map(\.id))
    }

    @Test(arguments: Engine.reachable)
    func `of another school's liaison can't be reached`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        try await fixture.receive(FamilyMail("Haa"))
        let entry = try await fixture.last(of: file)
        let item = try await fixture.strange()
        try await fixture.school.change(
            """
            INSERT INTO schools (id, name, time_zone, language, region, created_at)
            VALUES ('elsewhere', 'Elm', 'America/Chicago', 'en', 'US', 0)
            """)
        try await fixture.school.change(
            """
            INSERT INTO staff (id, school_id, handle, name, role, active, created_at)
            VALUES ('zoe', 'elsewhere', 'zoe', 'Zoe', 'liaison', \(true), 0)
            """)
        // A name in a stranger's mail that may only belong elsewhere is for that school alone.
        let told = try await fixture.strange("ali hassan is ill", from: "x@example.net")
        let settle = SettleTriage(fixture.desk)
        #expect(try await !settle.show(told.reference, by: "amina").candidates.isEmpty)
        await #expect(throws: Refusal.self) { _ = try await settle.show(told.reference, by: "zoe") }
        #expect(try await settle.list(by: "amina").contains { $0.inbound == told.inbound })
        #expect(try await !settle.list(by: "zoe").contains { $0.inbound == told.inbound })
        #expect(try await settle.list(by: "zoe").contains { $0.inbound == item.inbound })
        await #expect(throws: Refusal.self) {
            _ = try await MoveEntry(fixture.desk).move(entry.name, to: file.reference, by: "zoe")
        }
        await #expect(throws: Refusal.self) {
            _ = try await SettleTriage(fixture.desk).assign(
                item.reference, to: file.reference, by: "zoe")
        }
    }
}
