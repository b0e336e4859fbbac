import Engines
import Foundation
import Testing
import Wire

/// Notices through a real Postfix, read back over a real Dovecot.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct MainLineTests {
    private let family = [
        RosterRow(
            student: "S1", child: ("Mateo", "Quintanar"), contact: "C1",
            parent: ("Ana", "Quintanar"), language: "es", email: "ana@parley.test",
            household: "F1"),
        RosterRow(
            student: "S1", child: ("Mateo", "Quintanar"), contact: "C2",
            parent: ("Minh", "Tranford"), language: "en", email: "minh@parley.test",
            household: "F1"),
        RosterRow(
            student: "S2", child: ("Omar", "Haririan"), contact: "C3",
            parent: ("Fatima", "Haririan"), language: "ar", email: "fatima@parley.test",
            household: "F2"),
        RosterRow(
            student: "S2", child: ("Omar", "Haririan"), contact: "C4",
            parent: ("Yusuf", "Gonefather"), language: "ar", email: "yusuf@parley.test",
            household: "F2", noContact: true),
        RosterRow(
            student: "S3", child: ("Hodan", "Nuurdiin"), contact: "C5",
            parent: ("Samira", "Nuurdiin"), language: "so", email: "samira@parley.test",
            household: "F3"),
    ]

    /// By reader: the login, the language, and every word that only others' mail may hold.
    private struct Reader {
        let user: String
        let language: String
        let contact: String
        let strangers: [String]
    }

    private let readers = [
        Reader(
            user: "ana", language: "es", contact: "Ana Quintanar",
            strangers: ["minh@", "Tranford", "fatima@", "Haririan", "samira@", "Nuurdiin"]),
        Reader(
            user: "minh", language: "en", contact: "Minh Tranford",
            strangers: ["ana@", "Ana Q", "fatima@", "Haririan", "samira@", "Nuurdiin"]),
        Reader(
            user: "fatima", language: "ar", contact: "Fatima Haririan",
            strangers: ["ana@", "minh@", "Quintanar", "Tranford", "Gonefather", "yusuf@"]),
        Reader(
            user: "samira", language: "so", contact: "Samira Nuurdiin",
            strangers: ["ana@", "minh@", "Quintanar", "Tranford", "fatima@", "Haririan"]),
    ]

    @Test(arguments: Engine.reachable)
    func `a notice reaches each parent once, in their language, and names nobody else`(
        _ engine: Engine
    ) async throws {
        let servers = try TestServers.named()
        let office = try await Office(
            engine, smtp: servers.smtp,
            settings: [
                "smtp.host": "localhost", "smtp.tls": "required",
                "smtp.ca_file": servers.certificate,
            ])
        try await office.take(family)
        let title = "Night \(UUID().uuidString.prefix(8))"
        let event = try await office.announce(title)
        let invitations = [
            try await office.invite(office.refer("S1")),
            try await office.invite(office.refer("S2")),
            try await office.invite(office.refer("S3")),
        ]
        try await office.drain()

        #expect(try await office.states(event) == ["sent": 4])
        let notices = try await office.messages(event)
        try await check(notices, servers, isBulk: true)
        var letters: [Answers.Message] = []
        for send in invitations { letters += try await office.messages(send) }
        #expect(letters.allSatisfy { $0.state == "sent" && $0.attempts == 1 })
        try await check(letters, servers, isBulk: false)

        let father = IMAPReader(port: servers.imap, user: "yusuf")
        #expect(try await father.uids(searching: "TEXT \"\(title)\"").isEmpty)
    }

    private func check(
        _ messages: [Answers.Message], _ servers: TestServers, isBulk: Bool
    ) async throws {
        #expect(messages.count == readers.count)
        var addresses: Set<String> = []
        for reader in readers {
            let message = try #require(messages.first { $0.contact == reader.contact })
            let (mail, bytes) = try await IMAPReader(port: servers.imap, user: reader.user)
                .mail(bearing: message.messageID)
            checkWords(mail, message, reader)
            addresses.formUnion(checkAddresses(mail, reader, isBulk: isBulk))
            checkStrangers(mail, bytes, reader)
        }
        // A reply address and a return path of its own for each.
        #expect(addresses.count == 2 * readers.count)
    }

    private func checkWords(_ mail: ParsedMail, _ message: Answers.Message, _ reader: Reader) {
        let languages = mail.parts.map { $0.headers.first("Content-Language") }
        #expect(languages.allSatisfy { $0 == reader.language })
        #expect(mail.subject == message.subject)
        // Both forms of the words, the plain one first; what else there is comes after them.
        #expect(mail.parts.prefix(2).map(\.type) == ["text/plain", "text/html"])
        #expect(mail.plainText?.trimmed == message.text?.trimmed)
        #expect(mail.html?.contains("lang=\"\(reader.language)\"") == true)
        guard reader.language == "ar" else { return }
        #expect(mail.subject.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) })
        #expect(mail.html?.contains("dir=\"rtl\"") == true)
    }

    private func checkAddresses(
        _ mail: ParsedMail, _ reader: Reader, isBulk: Bool
    ) -> Set<String> {
        #expect(mail.from == Mailbox(name: "Amina Warsame", address: "liaison@parley.test"))
        #expect(mail.to.map(\.address) == ["\(reader.user)@parley.test"])
        #expect(mail.cc.isEmpty && mail.bcc.isEmpty)
        #expect(mail.headers.has("List-Unsubscribe") == isBulk)
        #expect(mail.headers.has("Auto-Submitted") == isBulk)
        let reply = mail.replyTo.first?.address ?? ""
        let path = mail.returnPath ?? ""
        #expect(reply.wholeMatch(of: /reply\+[0-9a-z]{43}@parley\.test/) != nil, "\(reply)")
        #expect(path.wholeMatch(of: /bounce\+[0-9a-z]{43}@parley\.test/) != nil, "\(path)")
        return [reply, path]
    }

    private func checkStrangers(_ mail: ParsedMail, _ bytes: [UInt8], _ reader: Reader) {
        let headers = mail.headers.fields.map { "\($0.name): \($0.text)" }
        let all = headers + mail.parts.compactMap(\.text) + [String(decoding: bytes, as: UTF8.self)]
        for word in reader.strangers {
            #expect(!all.contains { $0.contains(word) }, "\(reader.user) reads of \(word)")
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
