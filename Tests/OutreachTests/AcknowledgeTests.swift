import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

extension DeskFixture {
    /// The acknowledgements in the outbox.
    func acknowledgements() async throws -> [OutboundMessage] {
        try await database.read { t in
            try t.rows(
                """
                SELECT messages.id FROM messages JOIN sends ON sends.id = messages.send_id
                WHERE sends.notice = 'reply-received' ORDER BY messages.id
                """
            ).compactMap { row in try Outbox().message(row["id"], t) }
        }
    }
}

@Test(arguments: Engine.reachable)
func `a family is told that its words arrived, in its language, once a week`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    for words in ["Haa, waan imanayaa.", "Su'aal kale ayaan qabaa."] {
        try await fixture.receive(try await fixture.answer(words, to: message))
    }
    let first = try await fixture.acknowledgements()
    #expect(first.map(\.address) == ["asha@example.org"])
    #expect(first.map(\.language) == ["so"])
    #expect(first.map(\.caseID) == [file.id])
    #expect(first.map(\.isBulk) == [false])
    for (wait, count) in [(6, 1), (2, 2)] as [(Int, Int)] {
        fixture.clock.advance(.seconds(wait * 86_400))
        try await fixture.receive(try await fixture.answer("Mahadsanid \(wait)", to: message))
        #expect(try await fixture.acknowledgements().count == count)
    }
    let order = try await fixture.entries(of: file).map(\.kind)
    #expect(order.suffix(4) == [.reply, .reply, .reply, .notice])
}

@Test(arguments: Engine.reachable)
func `a school that promises no answer acknowledges nothing`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    try await fixture.receive(try await fixture.answer("Haa", to: message))
    #expect(try await fixture.acknowledgements().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a mail with an empty reverse-path, or from somebody else, is not acknowledged`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    let (_, message) = try await fixture.invite(try await fixture.refer())
    var foreign = try await fixture.answer("Haa", to: message)
    foreign.from = "neighbour@example.net"
    try await fixture.receive(foreign)
    let mail = try await fixture.answer("Haa", to: message)
    try await fixture.receive(
        Array("Return-Path: <>\r\n".utf8) + mail.bytes(fixture.clock.source), to: [mail.to])
    var stop = try await fixture.answer("STOP", to: message)
    stop.from = "asha@example.org"
    try await fixture.receive(stop)
    #expect(try await fixture.acknowledgements().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a writer is known, and acknowledged at the roster's address, in whatever case it is written`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    let file = try await fixture.refer()
    var mail = try await fixture.answer(
        "Haa, waan imanayaa.", to: try await fixture.invite(file).message)
    mail.from = "Asha@Example.ORG"
    try await fixture.receive(mail)
    let entry = try await fixture.entries(of: file).first { $0.kind == .reply }
    #expect(entry?.author == .contact(ContactID(text: "asha")))
    #expect(entry?.details.isEmpty == true)
    #expect(try await fixture.acknowledgements().map(\.address) == ["asha@example.org"])
}
