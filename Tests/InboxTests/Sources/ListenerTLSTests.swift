import Engines
import Foundation
import Synchronization
import Testing
import Wire

@testable import Inbox

private final class Keeper: MailKeeper {
    private let state = Mutex<[ReceivedMail]>([])
    var mails: [ReceivedMail] { state.withLock { $0 } }
    func verdict(on recipient: String) -> RecipientVerdict { .accept }
    func keep(_ mail: ReceivedMail) async throws -> KeepAnswer {
        state.withLock { $0.append(mail) }
        return .kept("id7")
    }
}

private func withListener(
    _ files: TestCertificate, tell: @escaping @Sendable (String) -> Void = { _ in },
    _ body: (SMTPListener, Keeper) async throws -> Void
) async throws {
    let keeper = Keeper()
    var options = SMTPListenerOptions(port: 0, session: .init(hostName: "in.test"))
    options.certificate = try ListenerCertificate(
        certificate: files.certificate, key: files.key, tell: tell)
    let listener = try await SMTPListener.start(options, keeper: keeper) { 0 }
    do {
        try await body(listener, keeper)
        await listener.shutdown(grace: .milliseconds(200))
    } catch {
        await listener.shutdown(grace: .zero)
        throw error
    }
}

/// Sends by libcurl, which insists on TLS and on this authority.
private func send(_ bytes: [UInt8], to listener: SMTPListener, trusting file: String) async
    -> SMTPOutcome
{
    var endpoint = SMTPEndpoint(
        host: "127.0.0.1", port: listener.port, ehloName: "c.test", tls: .required)
    endpoint.caFile = file
    let client = SMTPClient(endpoint)
    let outcome = await client.send(
        MailEnvelope(reversePath: "s@x.test", recipient: "r@in.test"), bytes)
    await client.close()
    return outcome
}

private let taken = SMTPOutcome.accepted(SMTPReply(250, "2.0.0", "Kept as id7"))

@Suite struct ListenerTLSTests {
    @Test func `A mail of megabytes comes through STARTTLS as it left`() async throws {
        let files = try TestCertificate()
        var mail = Array("Subject: big\r\n\r\n".utf8)
        while mail.count < 4_000_000 { mail += Array("..dots.and.text.\r\n.\r\n".utf8) }
        try await withListener(files) { listener, keeper in
            #expect(await send(mail, to: listener, trusting: files.certificate) == taken)
            #expect(keeper.mails.map(\.bytes) == [mail])
        }
    }

    @Test func `A renewed certificate is shown without a restart, a broken one is not`()
        async throws
    {
        let files = try TestCertificate()
        let told = Mutex<[String]>([])
        let mail = Array("A: b\r\n\r\nx\r\n".utf8)
        try await withListener(files) { sentence in
            told.withLock { $0.append(sentence) }
        } _: { listener, keeper in
            let first = try files.copy()
            #expect(await send(mail, to: listener, trusting: first) == taken)
            try files.renew()
            let second = try files.copy()
            #expect(await send(mail, to: listener, trusting: first) != taken)
            #expect(await send(mail, to: listener, trusting: second) == taken)
            try Data("no key".utf8).write(to: URL(filePath: files.key))
            #expect(await send(mail, to: listener, trusting: second) == taken)
            #expect(await send(mail, to: listener, trusting: second) == taken)
            #expect(told.withLock { $0.count } == 1)
            #expect(told.withLock { $0.first?.contains("inbox.tls_key") } == true)
            #expect(keeper.mails.count == 4)
        }
    }

    @Test func `What is no TLS after STARTTLS ends that connection and no other`() async throws {
        let files = try TestCertificate()
        try await withListener(files) { listener, keeper in
            let client = try RawSocket(port: listener.port)
            await client.send("EHLO c\r\nSTARTTLS\r\n")
            #expect(await client.replies(3).last == "220 2.0.0 Begin TLS")
            await client.send("EHLO c\r\nMAIL FROM:<evil@x.test>\r\n")
            #expect(await client.isClosed())
            client.close()
            let mail = Array("A: b\r\n\r\nx\r\n".utf8)
            #expect(await send(mail, to: listener, trusting: files.certificate) == taken)
            #expect(keeper.mails.map(\.reversePath) == ["s@x.test"])
        }
    }

    @Test func `A listener that ends does not wait for a handshake that never comes`() async throws
    {
        let files = try TestCertificate()
        let keeper = Keeper()
        var options = SMTPListenerOptions(port: 0, session: .init(hostName: "in.test"))
        options.certificate = try ListenerCertificate(
            certificate: files.certificate, key: files.key)
        let listener = try await SMTPListener.start(options, keeper: keeper) { 0 }
        let client = try RawSocket(port: listener.port)
        await client.send("EHLO c\r\nSTARTTLS\r\n")
        #expect(await client.replies(3).count == 3)
        let began = ContinuousClock.now
        await listener.shutdown(grace: .milliseconds(200))
        // TLS by itself waits five seconds for a farewell.
        #expect(began.duration(to: .now) < .seconds(5))
        client.close()
    }

    @Test func `Files that can't be used are named with what to do`() throws {
        let files = try TestCertificate()
        let other = try TestCertificate()
        for (certificate, key, setting) in [
            ("/no/such", files.key, "inbox.tls_certificate"),
            (files.key, files.key, "inbox.tls_certificate"),
            (files.certificate, "/no/such", "inbox.tls_key"),
            (files.certificate, other.key, "inbox.tls_key"),
        ] {
            #expect {
                try ListenerCertificate(certificate: certificate, key: key)
            } throws: {
                "\($0)".contains(setting)
            }
        }
        let certificate = try ListenerCertificate(certificate: files.certificate, key: files.key)
        let days = (Double(certificate.expires) - Date().timeIntervalSince1970) / 86_400
        #expect((29...30.1).contains(days))
    }
}
