import Cases
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Suite struct `What waits in the tray` {
    @Test(arguments: Engine.reachable)
    func `is taken out with a reason, and put back`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let settle = SettleTriage(fixture.desk)
        let item = try await fixture.strange()
        try await settle.dismiss(item.reference, why: "a parent of another school", by: "amina")
        let shown = try await settle.show(item.reference, by: "amina")
        #expect(shown.state == "dismissed" && shown.note == "a parent of another school")
        try await settle.reopen(item.reference, by: "amina")
        #expect(try await fixture.triage().map(\.reference) == [item.reference])
        await #expect(throws: Refusal.self) { try await settle.reopen(item.reference, by: "amina") }
        let file = try await fixture.refer()
        _ = try await settle.assign(item.reference, to: file.reference, by: "amina")
        await #expect(throws: Refusal.self) { try await settle.reopen(item.reference, by: "amina") }
    }

    @Test(arguments: Engine.reachable)
    func `is read again: what is known now is filed once, the rest keeps its name`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let settle = SettleTriage(fixture.desk)
        // Rosa had no case when she wrote; nobody knows the aunt to this day.
        let early = try await fixture.strange("¿Puedo llamar mañana?", from: "rosa@example.org")
        let aunt = try await fixture.strange()
        let file = try await ReferStudent(fixture.desk).refer(
            student: "ana", family: "lopez", concern: "attention", words: "", by: "tom")
        for item in [early, aunt] {
            #expect(try await settle.readAgain(item.reference, by: "amina") == 1)
        }
        await fixture.readAll()
        #expect(try await fixture.entries(of: file).map(\.words).last == "¿Puedo llamar mañana?")
        #expect(try await fixture.triage().map(\.reference) == [aunt.reference])
        #expect(try await fixture.result(of: early.inbound).outcome == .filed)
        await #expect(throws: Refusal.self) {
            _ = try await settle.readAgain(early.reference, by: "amina")
        }
        await fixture.readAll()
        let replies = try await fixture.entries(of: file).filter { $0.kind == .reply }
        #expect(replies.count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `answers nothing when it is read again: the family may have said otherwise since`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let (meeting, message) = try await fixture.invite(file)
        var mail = try await fixture.answer("1", to: message)
        mail.from = "rosa@example.org"
        let received = try await fixture.receive(mail)
        let item = try #require(try await fixture.triage().first)
        // It was the mother's old address, that the roster had given to Rosa.
        try await fixture.school.change("DELETE FROM contact_addresses WHERE contact_id = 'rosa'")
        _ = try await SettleTriage(fixture.desk).readAgain(item.reference, by: "amina")
        await fixture.readAll()
        #expect(try await fixture.result(of: received.id).caseID == file.id)
        #expect(try await fixture.last(of: file).isUnverified)
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `and was read by an older version is read again as a whole; decisions stay`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let settle = SettleTriage(fixture.desk)
        let file = try await fixture.refer()
        let kept = try await fixture.strange("one", from: "a@example.net")
        let mine = try await fixture.strange("two", from: "b@example.net")
        _ = try await settle.assign(kept.reference, to: file.reference, by: "amina")
        #expect(try await settle.readAgain(nil, by: "amina") == 0)
        try await fixture.school.change("UPDATE readings SET reader = 0")
        #expect(try await settle.readAgain(nil, by: "amina") == 1)
        await fixture.readAll()
        #expect(try await fixture.triage().map(\.reference) == [mine.reference])
        #expect(try await fixture.entries(of: file).filter { $0.words == "one" }.count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `makes a contact of its sender, who is known from then on`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let item = try await fixture.strange(from: "Aunt@Example.NET")
        let add = AddSender(fixture.desk)
        let request = AddSender.Request(
            family: "hassan", student: nil, name: "Halima Yusuf Ali", relation: "aunt",
            language: nil, mayReceive: false)
        let receipt = try await add.add(item.reference, request, by: "amina")
        #expect(receipt.contact.fullName == "Halima Yusuf Ali")
        #expect(receipt.contact.homeLanguage.text == "so")
        #expect(receipt.cases.map(\.reference) == [file.reference])
        let edges = try await fixture.database.read { t in
            try ContactRule().edges(of: receipt.contact.id, t)
        }
        #expect(edges.map(\.relation) == ["aunt"])
        #expect(edges.allSatisfy { !$0.mayReceive && $0.custody == "unknown" })
        var mail = FamilyMail("And the train?")
        mail.from = "aunt@example.net"
        let received = try await fixture.receive(mail)
        #expect(received.evidence == "sender" && received.caseID == file.id)
        await #expect(throws: Refusal.self) {
            _ = try await add.add(item.reference, request, by: "amina")
        }
    }

    @Test(arguments: Engine.reachable)
    func `makes no contact where it is unclear whose`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let item = try await fixture.strange()
        let before = try await fixture.school.count("SELECT COUNT(*) AS n FROM contacts")
        for (family, student, name, language) in [
            (nil, nil, "Halima", nil), (nil, "ali", "Halima", nil), ("lopez", "ali", "Halima", nil),
            ("nobody", nil, "Halima", nil), ("hassan", nil, "", nil),
            ("hassan", nil, "Hal\u{202E}ima", nil), ("hassan", nil, "Halima", "nonsense!"),
            (nil, "zoe", "Halima", nil),
        ] as [(String?, String?, String, String?)] {
            let request = AddSender.Request(
                family: family, student: student, name: name, relation: "aunt",
                language: language, mayReceive: false)
            await #expect(throws: Refusal.self) {
                _ = try await AddSender(fixture.desk).add(item.reference, request, by: "amina")
            }
        }
        #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM contacts") == before)
    }
}

@Suite struct `A reply address that was withdrawn` {
    @Test(arguments: Engine.reachable)
    func `sends what comes to it to a person, and so do all of a case's`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let (meeting, message) = try await fixture.invite(file)
        let withdraw = WithdrawAddress(fixture.desk)
        let address = fixture.address(.reply, of: message)
        #expect(try await withdraw.withdraw(.token(address.uppercased()), by: "amina") == 1)
        #expect(try await withdraw.withdraw(.message(message.messageID), by: "amina") == 0)
        #expect(try await withdraw.withdraw(.file(file.reference), by: "amina") == 0)
        var mail = try await fixture.answer("1", to: message)
        #expect(try await fixture.receive(mail).outcome == .triage)
        // The thread is known to whoever has the mail.
        mail.to = DeskFixture.liaison
        #expect(try await fixture.receive(mail).outcome == .triage)
        let items = try await fixture.triage()
        #expect(items.map(\.reason) == [.withdrawnAddress, .withdrawnAddress])
        #expect(items.allSatisfy { $0.candidates.first?.caseID == file.id })
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
        for target in [
            WithdrawAddress.Target.token("reply+0000"), .message("nothing"), .file("zzzzz"),
        ] {
            await #expect(throws: Refusal.self) {
                _ = try await withdraw.withdraw(target, by: "amina")
            }
        }
    }
}
