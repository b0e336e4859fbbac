import Engines
import People
import Store
import Testing
import Wire

@testable import Delivery

/// The mail that a claimed message becomes, and the tokens that sign it.
private struct Encoded {
    let mail: OutgoingMail
    let tokens: AddressToken
    let claimed: ClaimedMessage

    init(_ engine: Engine, changes: [SQL] = []) async throws {
        let fixture = try await OutboxFixture(engine)
        try await fixture.enqueue([fixture.message("one")])
        for change in changes { try await fixture.school.change(change) }
        guard let claimed = try await fixture.claim(1).first else { throw Missing() }
        tokens = AddressToken(.made(fixture.clock.source))
        self.claimed = claimed
        let client = SMTPClient(
            SMTPEndpoint(host: "127.0.0.1", port: 1, ehloName: "x.test", tls: .never))
        let channel = EmailChannel(
            identity: MailIdentity(
                domain: "in.school.example",
                from: Mailbox(name: "Amina", address: "liaison@school.example")),
            tokens: tokens, client: client, now: { fixture.clock.now })
        mail = channel.mail(for: claimed)
        await client.close()
    }

    func header(_ name: String) -> String? {
        mail.extraHeaders.first { $0.name == name }?.value
    }

    func verdict(on address: String?) -> AddressToken.Verdict? {
        address.flatMap { tokens.verdict(on: String($0.prefix { $0 != "@" })) }
    }
}

@Test(arguments: Engine.reachable)
func `a mail says what was stored and asks for answers at its own address`(
    _ engine: Engine
) async throws {
    let encoded = try await Encoded(engine)
    let (mail, id) = (encoded.mail, encoded.claimed.message.id)
    #expect(mail.subject == "Kulan")
    #expect(mail.text == "Salaan")
    #expect(mail.language == "so")
    #expect(mail.messageID == "one@in.school.example")
    #expect(mail.from.address == "liaison@school.example")
    #expect(mail.to.address == "one@example.org")
    #expect(encoded.verdict(on: mail.replyTo?.address) == .valid(id, .reply))
    #expect(mail.date == encoded.claimed.message.createdAt.milliseconds)
}

@Test(arguments: Engine.reachable)
func `a bulk notice says that a machine sent it, and how to stop`(_ engine: Engine) async throws {
    let encoded = try await Encoded(engine)
    #expect(encoded.header("Auto-Submitted") == "auto-generated")
    #expect(encoded.header("Precedence") == "bulk")
    let unsubscribe = try #require(encoded.header("List-Unsubscribe"))
    #expect(unsubscribe.hasPrefix("<mailto:stop+"))
    #expect(unsubscribe.hasSuffix("?subject=STOP>"))
    let address = unsubscribe.dropFirst("<mailto:".count)
    let id = encoded.claimed.message.id
    #expect(encoded.verdict(on: String(address)) == .valid(id, .stop))
}

@Test(arguments: Engine.reachable)
func `a person's mail to one family bears no mark of a machine`(_ engine: Engine) async throws {
    let encoded = try await Encoded(engine, changes: ["UPDATE messages SET bulk = \(false)"])
    #expect(encoded.header("Auto-Submitted") == nil)
    #expect(encoded.header("List-Unsubscribe") == nil)
    #expect(encoded.header("X-Parley-Loop") == "in.school.example")
}

@Test(arguments: Engine.reachable)
func `an acknowledgement says that it answers by itself`(_ engine: Engine) async throws {
    let encoded = try await Encoded(
        engine,
        changes: [
            "UPDATE sends SET notice = 'reply-received'", "UPDATE messages SET bulk = \(false)",
        ])
    let automatic = encoded.mail.extraHeaders.filter { $0.name == "Auto-Submitted" }
    #expect(automatic.map(\.value) == ["auto-replied"])
}
