import Engines
import Foundation
import People
import Testing

@testable import Inbox

/// The Dovecot of `Tests/Servers`, when the environment names it and its mailboxes may be read.
private enum Dovecot {
    private static let environment = ProcessInfo.processInfo.environment
    static let port = environment["PARLEY_LMTP_PORT"].flatMap(Int.init)
    static let mailbox = environment["PARLEY_SERVERS"].map { "\($0)/dovecot/mail/liaison/Maildir" }
    static let isThere = port != nil && mailbox != nil && geteuid() == 0
}

@Suite(
    .serialized,
    .enabled(if: Dovecot.isThere, "PARLEY_LMTP_PORT is not set, or its mailboxes are closed"))
struct MaildirDovecotTests {
    private func deliver(to recipient: String, from sender: String) async throws {
        let client = try RawSocket(port: try #require(Dovecot.port))
        defer { client.close() }
        var replies = await client.replies(1)
        for line in ["LHLO test", "MAIL FROM:<\(sender)>", "RCPT TO:<\(recipient)>", "DATA"] {
            await client.send(line + "\r\n")
            replies += await client.replies(1)
        }
        await client.send("Subject: Kulan\r\nDelivered-To: x@x.test\r\n\r\nHaa.\r\n.\r\n")
        replies += await client.replies(1)
        #expect(replies.map { String($0.prefix(1)) } == ["2", "2", "2", "2", "3", "2"])
    }

    @Test(arguments: Engine.reachable)
    func `What Dovecot delivers is taken with its envelope, and leaves new`(
        _ engine: Engine
    ) async throws {
        let mailbox = try #require(Dovecot.mailbox)
        let fixture = try await KeepingFixture(engine)
        let recipient = "liaison+\(UUID().uuidString.lowercased())@parley.test"
        try await deliver(to: recipient, from: "asha@home.test")
        let source = MaildirSource(folder: mailbox, largest: 1 << 20)
        let waiting = try await source.waiting()
        #expect(!waiting.isEmpty)
        await SourceWatch(
            source, keep: { try await fixture.keep($0) }, pause: { _ in }, tell: { _ in }
        ).run(drain: true)
        let kept = try await fixture.claim(1_000).filter { $0.recipients == [recipient] }
        #expect(kept.map(\.reversePath) == ["asha@home.test"])
        #expect(kept.first?.bytes.suffix(5) == ArraySlice("Haa.\n".utf8))
        #expect(Set(waiting).isDisjoint(with: try await source.waiting()))
    }
}
