import Foundation
import Testing

@testable import Wire

/// What goes out depends on what the server offers (RFC 6152, 6531): never a byte or a keyword more.
@Suite struct SMTPExtensionTests {
    /// A mail whose every part has letters beyond ASCII, its addresses only where asked for.
    private func mail(to address: String = "r@y.test") throws -> [UInt8] {
        var mail = OutgoingMail(
            from: Mailbox(name: "مدرسة", address: "liaison@x.test"),
            to: Mailbox(name: "Nguyễn Thị Lan", address: address),
            subject: "Họp phụ huynh — إشعار", date: 1_770_000_000_000, messageID: "1@x.test",
            language: "vi", text: "Xin chào quý vị.\n", html: "<p>Xin chào quý vị.</p>")
        mail.attachments = [
            OutgoingAttachment(name: "thư mời.pdf", type: "application/pdf", bytes: [0, 255, 10])
        ]
        return try composeMail(mail)
    }

    private func heard(
        _ offers: String, to address: String = "r@y.test"
    ) async throws -> (outcome: SMTPOutcome, mailCommand: String?, content: [UInt8]?) {
        let server = try ScriptedServer(["EHLO": ["250-x|\(offers)"]])
        var endpoint = SMTPEndpoint(
            host: "127.0.0.1", port: server.port, ehloName: "x.test", tls: .never)
        endpoint.timeouts.connect = .seconds(10)
        let client = SMTPClient(endpoint)
        let envelope = MailEnvelope(reversePath: "b@x.test", recipient: address)
        let outcome = await client.send(envelope, try mail(to: address))
        await client.close()
        let events = try await server.events { $0.contains("END") }
        await server.stopped()
        let content = events.first { $0.hasPrefix("MESSAGE ") }
            .flatMap { Data(base64Encoded: String($0.dropFirst(8))) }
        return (outcome, events.first { $0.hasPrefix("C: MAIL") }, content.map(Array.init))
    }

    @Test(arguments: [
        "250 ENHANCEDSTATUSCODES", "250 8BITMIME", "250-8BITMIME|250 SMTPUTF8",
        "250-SIZE 1000000|250-BINARYMIME|250-CHUNKING|250-8BITMIME|250 SMTPUTF8",
    ])
    func `to ASCII addresses a mail goes in ASCII alone, whatever is offered`(
        _ offers: String
    ) async throws {
        let found = try await heard(offers)
        guard case .accepted = found.outcome else {
            Issue.record("\(found.outcome)")
            return
        }
        // A relay behind a server that offers 8BITMIME may have to encode anew, and break the
        // signature; what is ASCII stays as it is.
        let content = try #require(found.content)
        #expect(content.allSatisfy { $0 < 0x80 })
        #expect(content.count > 500)
        let command = try #require(found.mailCommand)
        #expect(!command.contains("SMTPUTF8") && !command.contains("BODY="))
    }

    @Test(arguments: [
        "250 ENHANCEDSTATUSCODES", "250 8BITMIME", "250 SMTPUTF8X", "250-8BITMIME|250 SIZE 1000",
    ])
    func `to another address nothing leaves without SMTPUTF8`(_ offers: String) async throws {
        let found = try await heard(offers, to: "læser@y.test")
        guard case .refused(let reply, .ours) = found.outcome else {
            Issue.record("\(found.outcome)")
            return
        }
        #expect(reply.enhanced == "5.6.7")
        #expect(found.mailCommand == nil)
        #expect(found.content == nil)
    }

    @Test func `with SMTPUTF8 the address stands as it is, and the parts stay encoded`()
        async throws
    {
        let found = try await heard("250-8BITMIME|250 SMTPUTF8", to: "læser@y.test")
        guard case .accepted = found.outcome else {
            Issue.record("\(found.outcome)")
            return
        }
        #expect(found.mailCommand?.hasSuffix(" SMTPUTF8") == true)
        let content = try #require(found.content)
        let other = String(decoding: content, as: UTF8.self).unicodeScalars.filter { !$0.isASCII }
        #expect(String(String.UnicodeScalarView(other)) == "æ")
    }
}
