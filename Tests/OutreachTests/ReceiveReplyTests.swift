import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Test(arguments: Engine.reachable)
func `an answer to the reply address stands on the case, with what its writer wrote`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    let mail = try await fixture.answer(
        "Waan imanayaa, mahadsanid. Ilmahaygu aad buu u daalan yahay subaxdii.", to: message)
    let received = try await fixture.receive(mail)
    #expect(received.outcome == .filed)
    #expect(received.evidence == "token")
    #expect(received.caseID == file.id)
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.kind == .reply)
    #expect(entry.words == mail.words)
    #expect(entry.language == "so")
    #expect(entry.author == .contact(ContactID(text: "asha")))
    #expect(entry.message == message.id)
    #expect(entry.inbound == received.id)
    #expect(!entry.isUnverified)
    #expect(entry.details.isEmpty)
    #expect(try await fixture.triage().isEmpty)
}

@Test(arguments: Engine.reachable)
func `an answer to the school's address is matched by the Message-ID that it answers`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    var mail = try await fixture.answer("Haa", to: try await fixture.invite(file).message)
    mail.to = DeskFixture.liaison
    let received = try await fixture.receive(mail)
    #expect(received.evidence == "reference")
    #expect(received.caseID == file.id)
    #expect(try await fixture.entries(of: file).last?.isUnverified == false)
}

@Test(arguments: Engine.reachable, ["1", "STOP", "Waan imanayaa."])
func `a From line alone files the words as unverified, and nothing follows from them`(
    _ engine: Engine, _ words: String
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    let file = try await fixture.refer()
    let (meeting, _) = try await fixture.invite(file)
    let before = try await fixture.school.count("SELECT COUNT(*) AS n FROM messages")
    let received = try await fixture.receive(FamilyMail(words))
    #expect(received.evidence == "sender")
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.isUnverified)
    #expect(entry.kind == .reply)
    #expect(entry.words == words)
    #expect(entry.details["answer"] == nil)
    #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
    #expect(try await fixture.isStopped("asha@example.org") == (false, false))
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == before)
}

@Test(arguments: Engine.reachable)
func `a token that comes from an address which the family does not have is flagged`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    var mail = try await fixture.answer(
        "I write for Asha.", to: try await fixture.invite(file).message)
    mail.from = "neighbour@example.net"
    let received = try await fixture.receive(mail)
    #expect(received.caseID == file.id)
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.details["sender"] == "not an address of this family")
    #expect(entry.author == .family)
}

@Test(arguments: Engine.reachable)
func `an out-of-office is no answer of a person and is not acknowledged`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    let file = try await fixture.refer()
    let (meeting, message) = try await fixture.invite(file)
    var mail = try await fixture.answer("1", to: message)
    mail.subject = "Automatic reply: Kulan"
    mail.headers = [OutgoingField("Auto-Submitted", "auto-replied")]
    let received = try await fixture.receive(mail)
    #expect(received.outcome == .filed)
    #expect(try await fixture.entries(of: file).last?.kind == .automatic)
    #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM messages") == 1)
}

@Test(arguments: Engine.reachable)
func `our own mail that comes back is let lie`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    let entries = try await fixture.entries(of: file).count
    let words = try await fixture.database.read { t in
        try Outbox().rendering(of: message.id, t)?.text
    }
    let own = OutgoingMail(
        from: Mailbox(address: DeskFixture.liaison), to: Mailbox(address: message.address),
        subject: "Kulan", date: message.createdAt.milliseconds, messageID: message.messageID,
        language: "so", text: try #require(words))
    let received = try await fixture.receive(
        try composeMail(own), to: [fixture.address(.reply, of: message)])
    #expect(received.outcome == .loop)
    #expect(try await fixture.entries(of: file).count == entries)
    #expect(try await fixture.triage().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a mail that comes again is one entry, by the same way or by another`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let mail = try await fixture.answer("Haa", to: try await fixture.invite(file).message)
    let bytes = try mail.bytes(fixture.clock.source)
    let first = try await fixture.receive(bytes, to: [mail.to])
    let again = try await fixture.receive(bytes, to: [mail.to])
    #expect(again.id == first.id)
    let folded = try await fixture.receive(
        Array("Received: from imap\r\n".utf8) + bytes, to: [mail.to], by: "pipe")
    #expect(folded.outcome == .folded)
    #expect(try await fixture.entries(of: file).filter { $0.kind == .reply }.count == 1)
}

@Test(arguments: Engine.reachable)
func `answers to a bulk notice open the family's standing conversation once`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let messages = try await fixture.announce()
    let message = try #require(messages.first { $0.address == "rosa@example.org" })
    for words in ["Gracias, vamos a ir con toda la familia.", "¿Hay comida?"] {
        let received = try await fixture.receive(try await fixture.answer(words, to: message))
        #expect(received.outcome == .filed)
    }
    let standing = try await fixture.standing("lopez")
    #expect(standing.count == 1)
    let entries = try await fixture.entries(of: try #require(standing.first))
    #expect(entries.map(\.kind) == [.notice, .reply, .reply])
    #expect(entries.first?.message == message.id)
    #expect(entries[1].language == "es")
    #expect(try await fixture.standing("hassan").isEmpty)
}

@Test(arguments: Engine.reachable)
func `an answer stays with the case that it is to, though the case is closed`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    _ = try await WorkOnCase(fixture.desk).close(file.reference, words: "Done.", by: "amina")
    let received = try await fixture.receive(try await fixture.answer("Haa", to: message))
    #expect(received.caseID == file.id)
    let state = try await fixture.database.read { t in
        try CaseBook(fixture.clock.source).find(file.id, t)?.state
    }
    #expect(state == .closed)
}

@Test(arguments: Engine.reachable)
func `a reader whose arrival was taken over leaves nothing behind`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let mail = try await fixture.answer("Haa", to: try await fixture.invite(file).message)
    let bytes = try mail.bytes(fixture.clock.source)
    _ = try await TakeMail(fixture.desk, mailboxes: []).keep(
        Arrival(
            source: "lmtp", deliveryID: nil, reversePath: "", recipients: [mail.to], bytes: bytes))
    let first = try #require(try await fixture.claimInbound().first)
    fixture.clock.advance(.seconds(61))
    let now = fixture.clock.now
    _ = try await fixture.database.write { t in try InboundQueue().sweep(now: now, t) }
    let second = try #require(try await fixture.claimInbound().first)
    let receive = ReceiveReply(fixture.desk)
    #expect(try await receive.file(second, readMessage(bytes)) == .filed)
    let entries = try await fixture.entries(of: file).count
    await #expect(throws: StoreError.self) {
        _ = try await receive.file(first, readMessage(bytes))
    }
    #expect(try await fixture.entries(of: file).count == entries)
}
