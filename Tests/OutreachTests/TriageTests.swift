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
func `what could not be matched waits, and a person puts it on a case once`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    var mail = FamilyMail("When does the bus come?")
    mail.from = "aunt@example.net"
    let received = try await fixture.receive(mail)
    #expect(received.outcome == .triage)
    let settle = SettleTriage(fixture.desk)
    let item = try #require(try await settle.list(by: "amina").first)
    #expect(item.reason == .unknownSender)
    await #expect(throws: Refusal.self) {
        _ = try await settle.assign(item.reference, to: file.reference, by: "tom")
    }
    _ = try await settle.assign(item.reference, to: file.reference, by: "amina")
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.words == "When does the bus come?")
    #expect(entry.evidence == "staff")
    #expect(entry.inbound == received.id)
    #expect(try await settle.list(by: "amina").isEmpty)
    #expect(try await fixture.result(of: received.id).caseID == file.id)
    await #expect(throws: Refusal.self) {
        _ = try await settle.assign(item.reference, to: file.reference, by: "amina")
    }
    #expect(try await fixture.entries(of: file).filter { $0.kind == .reply }.count == 1)
}

@Test(arguments: Engine.reachable)
func `what is not ours leaves the tray and keeps its bytes`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    var mail = FamilyMail("Cheap watches")
    mail.from = "spam@example.net"
    let received = try await fixture.receive(mail)
    let item = try #require(try await fixture.triage().first)
    try await SettleTriage(fixture.desk).dismiss(item.reference, by: "amina")
    #expect(try await fixture.triage().isEmpty)
    let bytes = try await fixture.database.read { t in
        try InboundQueue().bytes(of: received.id, t)
    }
    #expect(bytes?.isEmpty == false)
}

@Test(arguments: Engine.reachable)
func `a damaged reply address goes to a person, with the sender's case to choose`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    var mail = FamilyMail("Haa")
    let address = fixture.address(.reply, of: message)
    mail.to =
        String(address.prefix(20)) + (address.dropFirst(20).first == "0" ? "1" : "0")
        + address.dropFirst(21)
    let keeper = TakeMail(fixture.desk, mailboxes: ["liaison"])
    #expect(keeper.verdict(on: mail.to) == .accept)
    let received = try await fixture.receive(mail)
    #expect(received.outcome == .triage)
    let item = try #require(try await fixture.triage().first)
    #expect(item.reason == .invalidToken)
    #expect(item.candidates.map(\.caseID) == [file.id])
}

@Test(arguments: Engine.reachable)
func `an answer that names two families is nobody's until a person says so`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, first) = try await fixture.invite(try await fixture.refer("hassan"))
    let (_, second) = try await fixture.invite(try await fixture.refer("warsame"))
    let mail = try await fixture.answer("Haa", to: first)
    let received = try await fixture.receive(
        try mail.bytes(fixture.clock.source), to: [fixture.address(.reply, of: second)])
    #expect(received.outcome == .triage)
    let item = try #require(try await fixture.triage().first)
    #expect(item.reason == .contradiction)
    #expect(Set(item.candidates.map(\.family.text)) == ["hassan", "warsame"])
}

@Test(arguments: Engine.reachable)
func `another family's answer to a mail that was forwarded to it is nobody's`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    var mail = try await fixture.answer("1", to: try await fixture.invite(file).message)
    mail.from = "rosa@example.org"
    let received = try await fixture.receive(mail)
    #expect(received.outcome == .triage)
    #expect(try await fixture.triage().first?.reason == .contradiction)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM answers") == 0)
}

@Test(arguments: Engine.reachable)
func `an answer from an address that two families share is nobody's either`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let message = try #require(
        try await fixture.announce().first { $0.address == "home@example.org" })
    let received = try await fixture.receive(try await fixture.answer("1", to: message))
    #expect(received.outcome == .triage)
    #expect(try await fixture.triage().first?.reason == .sharedAddress)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM answers") == 0)
}

@Test(arguments: Engine.reachable)
func `what ended three readers waits in the tray with its bytes`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let bytes = try FamilyMail("Haa").bytes(fixture.clock.source)
    let kept = try await TakeMail(fixture.desk, mailboxes: []).keep(
        Arrival(source: "lmtp", deliveryID: nil, reversePath: "", recipients: [], bytes: bytes))
    for _ in 0..<3 {
        #expect(try await fixture.claimInbound().count == 1)
        fixture.clock.advance(.seconds(61))
        let now = fixture.clock.now
        guard try await fixture.school.count("SELECT MAX(claims) AS n FROM inbound") < 3 else {
            break
        }
        _ = try await fixture.database.write { t in try InboundQueue().sweep(now: now, t) }
    }
    await ReadingWorker(fixture.desk, log: silentLog, pause: realPause).run(drain: true)
    let item = try #require(try await fixture.triage().first)
    #expect(item.inbound == kept.id)
    #expect(item.reason == .setAside)
}

@Test(arguments: Engine.reachable)
func `the reading worker files what the intake kept, and ends when nothing waits`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    for number in 0..<9 {
        let mail = try await fixture.answer("Haa \(number)", to: message)
        let bytes = try mail.bytes(fixture.clock.source)
        _ = try await TakeMail(fixture.desk, mailboxes: []).keep(
            Arrival(
                source: "lmtp", deliveryID: nil, reversePath: "", recipients: [mail.to],
                bytes: bytes))
        fixture.clock.advance(.milliseconds(1))
    }
    await ReadingWorker(fixture.desk, log: silentLog, pause: realPause).run(drain: true)
    let replies = try await fixture.entries(of: file).filter { $0.kind == .reply }.map(\.words)
    #expect(replies == (0..<9).map { "Haa \($0)" })
}

@Test(arguments: Engine.reachable)
func `an arrival that can't be filed keeps no other waiting, and takes none along`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    // A fault of the program, as a rule of the schema: these words can't stand on a timeline twice.
    try await fixture.school.change("CREATE UNIQUE INDEX fault ON timeline (words)")
    _ = try await WorkOnCase(fixture.desk).add(
        .note, words: "Haa 0", to: file.reference, next: nil, by: "amina")
    for number in 0..<4 {
        fixture.clock.advance(.milliseconds(1))
        let mail = try await fixture.answer("Haa \(number)", to: message)
        let bytes = try mail.bytes(fixture.clock.source)
        _ = try await TakeMail(fixture.desk, mailboxes: []).keep(
            Arrival(
                source: "lmtp", deliveryID: nil, reversePath: "", recipients: [mail.to],
                bytes: bytes))
    }
    let worker = ReadingWorker(fixture.desk, log: silentLog, pause: realPause)
    for _ in 0..<3 {
        await worker.run(drain: true)
        let replies = try await fixture.entries(of: file).filter { $0.kind == .reply }
        #expect(replies.map(\.words) == ["Haa 1", "Haa 2", "Haa 3"])
        fixture.clock.advance(.seconds(61))
    }
    #expect(try await fixture.triage().isEmpty)
    await worker.run(drain: true)
    #expect(try await fixture.triage().map(\.reason) == [.setAside])
}

@Test(arguments: Engine.reachable)
func `an out-of-office that a person puts on a case is no answer of the family`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let file = try await fixture.refer()
    var mail = FamilyMail("I am away.")
    mail.from = "unknown@example.net"
    mail.headers = [OutgoingField("Auto-Submitted", "auto-replied")]
    try await fixture.receive(mail)
    let item = try #require(try await fixture.triage().first)
    _ = try await SettleTriage(fixture.desk).assign(
        item.reference, to: file.reference, by: "amina")
    #expect(try await fixture.entries(of: file).last?.kind == .automatic)
}

@Test(arguments: Engine.reachable)
func `mail is taken for our domain and for names that are known`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    let keeper = TakeMail(fixture.desk, mailboxes: ["liaison"])
    let token = fixture.address(.reply, of: message)
    for address in [
        token, token.uppercased(), "Liaison@IN.School.example", "liaison+x@in.school.example",
    ] {
        #expect(keeper.verdict(on: address) == .accept, "\(address)")
    }
    #expect(keeper.verdict(on: "nobody@in.school.example") == .noSuchMailbox)
    for address in ["liaison@school.example", "liaison", "x@in.school.example@evil.test", ""] {
        #expect(keeper.verdict(on: address) == .noRelaying, "\(address)")
    }
}
