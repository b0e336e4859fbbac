import Cases
import Delivery
import Engines
import Inbox
import MessageFormat
import People
import Store
import Testing

@testable import Outreach

/// What is asked once for a group of mails, and what one of them changes for the next.
@Suite struct FiledTogetherTests {
    private func announced(_ fixture: DeskFixture) async throws -> OutboundMessage {
        let messages = try await fixture.announce()
        return try #require(messages.first { $0.address == "asha@example.org" })
    }

    @Test(arguments: Engine.reachable)
    func `a family's first two mails open one conversation, which is acknowledged once`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let message = try await announced(fixture)
        let received = try await fixture.receiveTogether([
            fixture.answer("Waan imanayaa.", to: message),
            fixture.answer("Weli ma hubo.", to: message),
        ])
        #expect(received.map(\.outcome) == [.filed, .filed])
        let talks = try await fixture.standing("hassan")
        let talk = try #require(talks.first)
        #expect(talks.count == 1)
        #expect(received.map(\.caseID) == [talk.id, talk.id])
        let entries = try await fixture.entries(of: talk)
        #expect(entries.filter { $0.message == message.id && $0.kind == .notice }.count == 1)
        #expect(
            entries.filter { $0.kind == .reply }.map(\.words) == [
                "Waan imanayaa.", "Weli ma hubo.",
            ])
        #expect(Set(entries.map(\.at)).count == entries.count)
        #expect(try await fixture.automaticMails() == ["reply-received"])
    }

    @Test(arguments: Engine.reachable)
    func `who asks for help twice is helped once`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let message = try await announced(fixture)
        try await fixture.receiveTogether([
            fixture.answer("HELP", to: message), fixture.answer("Help!", to: message),
        ])
        #expect(try await fixture.automaticMails() == ["help"])
    }

    @Test(arguments: Engine.reachable, [true, false])
    func `a language that is chosen holds for the next mail of the same contact`(
        _ engine: Engine, _ isChosen: Bool
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let (meeting, invitation) = try await fixture.invite(fixture.refer())
        let offered = try ["en", "es"].map { try #require(LanguageTag($0)) }
        let ask = AskLanguage(fixture.desk)
        let receipt = try await ask.send(
            ask.plan(.contact("asha"), languages: offered, by: "amina"), by: "amina")
        let asked = try #require(try await fixture.messages(of: receipt).first)
        try await fixture.receiveTogether([
            fixture.answer(isChosen ? "Español" : "Mahadsanid.", to: asked),
            // Yes, to whoever reads Spanish.
            fixture.answer("Sí", to: invitation),
        ])
        let answers = try await fixture.answers(to: .meeting(meeting.id))
        #expect(answers.map(\.answer) == (isChosen ? [.yes] : []))
    }

    @Test(arguments: Engine.reachable)
    func `two copies of a mail are one entry, and the first that came has it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let mail = try await fixture.answer("Haa", to: try await announced(fixture))
        let bytes = try mail.bytes(fixture.clock.source)
        let other = try await fixture.answer("Maya", to: try await announced(fixture))
        let received = try await fixture.receiveTogether(
            [
                bytes, try other.bytes(fixture.clock.source),
                Array("Received: from elsewhere\r\n".utf8) + bytes,
            ], to: mail.to)
        #expect(received.map(\.outcome) == [.filed, .filed, .folded])
    }

    @Test(arguments: Engine.reachable)
    func `a mail follows the one before it`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let first = try FamilyMail("Ali is ill.").bytes(fixture.clock.source)
        var second = FamilyMail("He is well again.")
        second.inReplyTo = readMessage(first).messageID
        let received = try await fixture.receiveTogether(
            [first, try second.bytes(fixture.clock.source)], to: second.to)
        #expect(received.map(\.evidence) == ["sender", "thread"])
        #expect(received.map(\.caseID) == [file.id, file.id])
    }

    @Test(arguments: Engine.reachable)
    func `one that was taken over takes the group back`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let message = try await announced(fixture)
        for words in ["Haa", "Maya"] {
            _ = try await fixture.keep(
                fixture.answer(words, to: message).bytes(fixture.clock.source), to: message.address)
        }
        let filings = try await fixture.filings()
        let last = try #require(filings.last)
        try await fixture.database.write { t in
            try t.execute("UPDATE inbound SET claims = 2 WHERE id = \(last.claimed.id)")
        }
        await #expect(throws: StoreError.self) {
            _ = try await fixture.desk.finish(filings) { _ in }
        }
        #expect(try await fixture.standing("hassan").isEmpty)
        #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM mail_contents") == 0)
    }
}

extension DeskFixture {
    fileprivate func keep(_ bytes: [UInt8], to recipient: String) async throws -> InboundID {
        clock.advance(.seconds(1))
        return try await TakeMail(desk, mailboxes: ["liaison"]).keep(
            Arrival(
                source: "lmtp", deliveryID: nil, reversePath: "asha@example.org",
                recipients: [recipient], bytes: bytes)
        ).id
    }

    /// Claims all that was kept, and reads it.
    fileprivate func filings() async throws -> [Filing] {
        let receive = ReceiveReply(desk)
        return try await claimInbound().map { receive.filing(of: $0, readMessage($0.bytes)) }
    }

    /// Takes mails in, and files them in one transaction.
    fileprivate func receiveTogether(_ mails: [[UInt8]], to recipient: String) async throws
        -> [Received]
    {
        var ids: [InboundID] = []
        for bytes in mails { ids.append(try await keep(bytes, to: recipient)) }
        return try await fileTogether(ids)
    }

    @discardableResult
    fileprivate func receiveTogether(_ mails: [FamilyMail]) async throws -> [Received] {
        var ids: [InboundID] = []
        for mail in mails { ids.append(try await keep(mail.bytes(clock.source), to: mail.to)) }
        return try await fileTogether(ids)
    }

    private func fileTogether(_ ids: [InboundID]) async throws -> [Received] {
        _ = try await desk.finish(filings()) { _ in }
        var received: [Received] = []
        for id in ids { received.append(try await result(of: id)) }
        return received
    }

    /// The notices of the automatic mails so far.
    fileprivate func automaticMails() async throws -> [String] {
        let all = AutomaticNotice.allCases.map(\.rawValue)
        return try await database.read { t in
            try t.rows("SELECT notice FROM sends WHERE notice IN (\(list: all)) ORDER BY id")
                .map { row -> String in try row["notice"] }
        }
    }
}
