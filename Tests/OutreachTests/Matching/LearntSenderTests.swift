import Cases
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Suite struct `What a person decided` {
    @Test(arguments: Engine.reachable)
    func `is learnt: the next mail is filed there, as unverified, and answers nothing`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let (meeting, _) = try await fixture.invite(file)
        let item = try await fixture.strange()
        _ = try await SettleTriage(fixture.desk).assign(
            item.reference, to: file.reference, by: "amina")
        for words in ["1", "STOP", "And the train?"] {
            var mail = FamilyMail(words)
            mail.from = "Aunt@Example.net"
            let received = try await fixture.receive(mail)
            #expect(received.evidence == "learnt")
            #expect(received.caseID == file.id)
        }
        let entry = try await fixture.last(of: file)
        #expect(entry.isUnverified)
        #expect(entry.details["sender"] == "not an address of this family")
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
        #expect(try await !fixture.isStopped("aunt@example.net").bulk)
    }

    @Test(arguments: Engine.reachable)
    func `is a likely place and no more, once the family has two cases or two families claim it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let (one, two) = (try await fixture.refer(), try await fixture.refer())
        let settle = SettleTriage(fixture.desk)
        let first = try await fixture.strange()
        _ = try await settle.assign(first.reference, to: two.reference, by: "amina")
        let second = try await fixture.strange("And on Monday?")
        #expect(second.reason == .severalCases)
        #expect(second.candidates.map(\.caseID) == [two.id, one.id])
        #expect(second.candidates.first?.reasons.contains(.learnt) == true)
        let other = try await fixture.refer("warsame")
        _ = try await settle.assign(second.reference, to: other.reference, by: "amina")
        #expect(try await fixture.strange("And on Friday?").reason == .severalFamilies)
    }

    @Test(arguments: Engine.reachable)
    func `is unlearnt by one move out of the wrong case`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let (wrong, right) = (try await fixture.refer(), try await fixture.refer("warsame"))
        let item = try await fixture.strange()
        _ = try await SettleTriage(fixture.desk).assign(
            item.reference, to: wrong.reference, by: "amina")
        _ = try await MoveEntry(fixture.desk).move(
            item.reference, to: right.reference, by: "amina")
        var mail = FamilyMail("And the train?")
        mail.from = "aunt@example.net"
        #expect(try await fixture.receive(mail).caseID == right.id)
    }

    @Test(arguments: Engine.reachable)
    func `is learnt of a number too`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let received = try await fixture.receiveText("Who is this?", from: Phone.stranger)
        #expect(received.outcome == .triage)
        _ = try await SettleTriage(fixture.desk).assign(
            received.id.text, to: file.reference, by: "amina")
        let next = try await fixture.receiveText("I am the aunt", from: Phone.stranger)
        #expect(next.evidence == "learnt" && next.caseID == file.id)
        #expect(try await fixture.last(of: file).isUnverified)
    }

    @Test(arguments: Engine.reachable)
    func `is no answer to words that name another family's people`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        for (id, given, family) in [("ali", "Ali", "Hassan"), ("ana", "Ana", "López")] {
            try await fixture.school.change(
                "UPDATE students SET given_name = \(given), family_name = \(family) WHERE id = \(id)"
            )
        }
        let file = try await fixture.refer()
        let first = try await fixture.strange()
        _ = try await SettleTriage(fixture.desk).assign(
            first.reference, to: file.reference, by: "amina")
        var own = FamilyMail("Ali Hassan has a cold.")
        own.from = "aunt@example.net"
        #expect(try await fixture.receive(own).caseID == file.id)
        let other = try await fixture.strange("Ana López has a cold.")
        #expect(other.reason == .contradiction)
        #expect(Set(other.candidates.map(\.family.text)).isSuperset(of: ["hassan", "lopez"]))
        // The same by text.
        let number = Phone.stranger
        let text = try await fixture.receiveText("Who is this?", from: number)
        _ = try await SettleTriage(fixture.desk).assign(
            text.id.text, to: file.reference, by: "amina")
        #expect(try await fixture.receiveText("Ali Hassan is ill", from: number).caseID == file.id)
        #expect(
            try await fixture.receiveText("Ana López is ill", from: number).outcome == .triage)
    }

    @Test(arguments: Engine.reachable)
    func `counts for nothing beside the roster`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let other = try await fixture.refer("warsame")
        // Rosa's family has no case; a colleague once put her mail with another family's.
        let item = try await fixture.strange("Ali left his coat here.", from: "rosa@example.org")
        #expect(item.reason == .noOpenCase)
        _ = try await SettleTriage(fixture.desk).assign(
            item.reference, to: other.reference, by: "amina")
        #expect(try await fixture.strange("Hola", from: "rosa@example.org").reason == .noOpenCase)
    }
}

@Suite struct `The likely places` {
    @Test(arguments: Engine.reachable)
    func `come from names in a stranger's mail, each with its reasons`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        _ = try await fixture.refer("warsame")
        try await fixture.school.change(
            "UPDATE contacts SET given_name = 'Asha', family_name = 'Hassan' WHERE id = 'asha'")
        try await fixture.school.change("UPDATE students SET given_name = 'Ali' WHERE id = 'ali'")
        var mail = FamilyMail("Maanta ALI waa xanuunsan yahay, dugsiga ma iman karo.")
        mail.from = "phone77@example.net"
        let bytes = try mail.bytes(fixture.clock.source)
        let named = String(decoding: bytes, as: UTF8.self)
            .replacing("From: <phone77", with: "From: Asha Hassan <phone77")
            .replacing("From: phone77@example.net", with: "From: Asha Hassan <phone77@example.net>")
        let received = try await fixture.receive(Array(named.utf8), to: [mail.to])
        #expect(received.outcome == .triage)
        let item = try #require(try await fixture.triage().first)
        #expect(item.reason == .unknownSender)
        let best = try #require(item.candidates.first)
        #expect(best.caseID == file.id)
        #expect(best.reasons.contains(.senderName))
        #expect(best.reasons.contains(.childNamed))
        #expect(best.score == best.reasons.reduce(0) { $0 + $1.weight })
    }

    @Test(arguments: Engine.reachable)
    func `come from what an address was sent before it left the roster`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        _ = try await fixture.invite(file)
        try await fixture.school.change("DELETE FROM contact_addresses WHERE contact_id = 'asha'")
        let item = try await fixture.strange("Haa", from: "asha@example.org")
        #expect(item.reason == .unknownSender)
        #expect(item.candidates.first?.caseID == file.id)
        #expect(item.candidates.first?.reasons.contains(.formerAddress) == true)
    }
}
