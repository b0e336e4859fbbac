import Engines
import Foundation
import Testing
import Wire

/// Keys of both kinds, and what their domain would publish.
private struct Keys {
    let all: [DKIMKey]
    var records: [String: String] {
        Dictionary(uniqueKeysWithValues: all.map { ($0.recordName, $0.record) })
    }

    init() throws {
        all = try DKIMKey.Algorithm.allCases.map {
            try DKIMKey(
                domain: "parley.test", selector: $0.rawValue + "1", pem: DKIMKey.newPEM($0))
        }
    }
}

/// Mails whose form is hard to keep on the way.
private let odd: [(subject: String, text: String)] = [
    ("Plain", "One line.\n"),
    ("No body at all", ""),
    ("Lines of nothing at the end", "Words.\n\n\n \n\t\n\n"),
    ("Dots", ".\n..\n.leading dot\n\n.\n"),
    ("Spaces   in\trows ", "  a  b \t c  \n\td\n"),
    (
        "إشعار بخصوص اجتماع أولياء الأمور يوم الخميس القادم في المكتبة الكبيرة بالمدرسة",
        "نرحب بكم.\n.\n"
    ),
    (String(repeating: "A long subject that has to be folded ", count: 8), "From the school\n"),
    ("Español: reunión — mañana", String(repeating: "ñandú y más palabras. ", count: 60)),
    ("", "No subject.\n"),
]

private func outgoing(_ number: Int) throws -> [UInt8] {
    var mail = OutgoingMail(
        from: Mailbox(name: "مدرسة أوكوود", address: "liaison@parley.test"),
        to: Mailbox(name: "Olena", address: "olena+dkim@parley.test"),
        subject: odd[number].subject, date: 1_770_000_000_000,
        messageID: "\(UUID().uuidString)@parley.test", language: "en", text: odd[number].text,
        html: number % 2 == 0 ? nil : "<p>\(odd[number].text)</p>")
    mail.replyTo = Mailbox(address: "reply+x@parley.test")
    mail.references = (0..<6).map { "\($0).aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@parley.test" }
    mail.extraHeaders = [
        OutgoingField("List-Unsubscribe", "<https://parley.test/u/x>, <mailto:stop+x@parley.test>"),
        OutgoingField("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ]
    return try composeMail(mail)
}

private func expectValid(_ signatures: [DKIMVerifier.Signature]) {
    #expect(signatures.map(\.algorithm) == ["ed25519-sha256", "rsa-sha256"])
    for signature in signatures { #expect(signature.isValid, "\(signature)") }
}

/// Signed by Parley, carried by real servers, verified by dkimpy.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct DKIMTests {
    @Test func `every signature is valid after the way to a server, whatever the mail`()
        async throws
    {
        let keys = try Keys()
        let sink = try await KeepingSink()
        let client = SMTPClient(
            SMTPEndpoint(host: "127.0.0.1", port: sink.port, ehloName: "parley.test", tls: .never))
        for number in odd.indices {
            let bytes = try DKIMSigner(keys.all).signed(outgoing(number), at: 1_770_000_000)
            let envelope = MailEnvelope(
                reversePath: "bounce@parley.test", recipient: "olena@parley.test")
            guard case .accepted = await client.send(envelope, bytes) else {
                Issue.record("mail \(number) was not taken")
                return
            }
        }
        await client.close()
        let found = try await DKIMVerifier.verify(sink.kept().map(\.bytes), keys.records)
        #expect(found.count == odd.count)
        for signatures in found { expectValid(signatures) }
    }

    @Test func `Postfix and Dovecot hand on what still verifies`() async throws {
        let servers = try TestServers.named()
        let keys = try Keys()
        let client = SMTPClient(
            SMTPEndpoint(
                host: "127.0.0.1", port: servers.smtp, ehloName: "parley.test", tls: .never))
        var arrived: [[UInt8]] = []
        for number in odd.indices {
            let bytes = try DKIMSigner(keys.all).signed(outgoing(number), at: 1_770_000_000)
            let id = try #require(try readMail(bytes).value.messageID)
            let envelope = MailEnvelope(
                reversePath: "bounce@parley.test", recipient: "olena+dkim@parley.test")
            guard case .accepted = await client.send(envelope, bytes) else {
                Issue.record("mail \(number) was not taken")
                return
            }
            let reader = IMAPReader(port: servers.imap, user: "olena@parley.test")
            arrived.append(try await reader.mail(bearing: id).bytes)
        }
        await client.close()
        for signatures in try await DKIMVerifier.verify(arrived, keys.records) {
            expectValid(signatures)
        }
    }

    @Test func `a change on the way, another key or a second From breaks the signatures`()
        async throws
    {
        let keys = try Keys()
        let mail = try String(
            decoding: DKIMSigner(keys.all).signed(outgoing(0), at: 1_770_000_000), as: UTF8.self)
        let changed = [
            mail.replacing("One line.", with: "One lime."),
            mail.replacing("Subject: Plain", with: "Subject: Plane"),
            mail.replacing(
                "List-Unsubscribe: <https://parley.test",
                with: "List-Unsubscribe: <https://other.test"),
            mail.replacing("\r\nTo: ", with: "\r\nFrom: x@other.test\r\nTo: "),
            mail.replacing("\r\nTo: ", with: "\r\nSubject: Second\r\nTo: "),
        ]
        #expect(Set(changed).union([mail]).count == changed.count + 1)
        let found = try await DKIMVerifier.verify(changed.map { Array($0.utf8) }, keys.records)
        #expect(found.flatMap { $0 }.count == 2 * changed.count)
        for signature in found.flatMap({ $0 }) { #expect(!signature.isValid) }
        let others = try Keys().records
        let foreign = try await DKIMVerifier.verify([Array(mail.utf8)], others)
        #expect(foreign.first?.map(\.isValid) == [false, false])
    }

    @Test func `parley keys dkim makes keys, and what is sent with them verifies`() async throws {
        let sink = try await KeepingSink()
        var settings: [String: String] = [:]
        let keys = try Folder()
        for (index, type) in ["rsa", "ed25519"].enumerated() {
            settings["mail.dkim.\(index).selector"] = "\(type)2026"
            settings["mail.dkim.\(index).key_file"] = keys.path("\(type).pem")
        }
        var records: [String: String] = [:]
        for type in ["rsa", "ed25519"] {
            let outcome = try await ParleyProgram.run(
                [
                    "keys", "dkim", keys.path("\(type).pem"), "--selector", "\(type)2026",
                    "--domain", "parley.test", "--type", type, "--json",
                ], in: keys)
            #expect(outcome.status == 0, "\(outcome.complaints)")
            let made = try JSONDecoder().decode(Made.self, from: Data(outcome.output.utf8))
            #expect(made.isNew)
            records[made.name] = made.value
            let attributes = try FileManager.default.attributesOfItem(atPath: made.file)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
        let office = try await Office(.sqlite, smtp: sink.port, settings: settings)
        _ = try await CountedSend(3, at: office)
        try await office.drain()
        let found = try await DKIMVerifier.verify(sink.kept().map(\.bytes), records)
        #expect(found.count == 3)
        for signatures in found {
            #expect(signatures.map(\.selector) == ["rsa2026", "ed255192026"])
            for signature in signatures { #expect(signature.isValid, "\(signature)") }
        }
        // Once more: the file stays, its record is told again.
        let again = try await ParleyProgram.run(
            [
                "keys", "dkim", keys.path("rsa.pem"), "--selector", "rsa2026", "--domain",
                "parley.test",
            ], in: keys)
        #expect(again.output.contains("is there already"))
        #expect(again.output.contains(records["rsa2026._domainkey.parley.test"] ?? "?"))
    }

    private struct Made: Decodable {
        let name: String, value: String, file: String
        let isNew: Bool
    }
}
