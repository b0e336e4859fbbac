import Engines
import Foundation
import Testing

/// One mail that comes by LMTP, by a Maildir, from a folder on a mail server and through a pipe: one
/// entry, whoever is first.
@Suite(.serialized, .enabled(if: TestServers.areWanted, TestServers.comment))
struct SeveralWaysTests {
    /// The school's mailbox for answers on the Dovecot of `Tests/Servers`.
    private func settings(_ servers: TestServers, _ maildir: String) -> [String: String] {
        [
            "inbox.maildir": maildir, "inbox.imap.host": "127.0.0.1",
            "inbox.imap.port": String(servers.imap), "inbox.imap.tls": "required",
            "inbox.imap.ca_file": servers.certificate, "inbox.imap.user": "reply",
            "inbox.imap.password": "parley", "inbox.imap.after": "delete",
        ]
    }

    private func maildir(in folder: Folder) throws -> String {
        for box in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: folder.path("post/\(box)"), withIntermediateDirectories: true)
        }
        return folder.path("post")
    }

    @Test(arguments: Engine.reachable)
    func `the same answer by four ways is one entry`(_ engine: Engine) async throws {
        let servers = try TestServers.named()
        let sink = try await KeepingSink()
        let post = try Folder()
        let office = try await Office(
            engine, smtp: sink.port, settings: settings(servers, maildir(in: post)))
        try await office.take([.pair(1, "Ana", "es", "ana@many.test")])
        let reference = try await office.refer("S1")
        let address = try await office.replyAddress(invitedBy: sink, for: reference)
        let id = UUID().uuidString
        let mail = parentMail(from: "ana@many.test", to: address, id: id, "Sí, voy a venir.")

        let serve = try await office.serve()
        let taken = try await LMTPTalk(port: serve.port)
            .deliver(mail, from: "ana@many.test", to: address)
        #expect(taken.hasPrefix("250"), "\(taken)")
        // As a mail server writes a file: its own trace on top, LF at the ends of lines.
        let file =
            "Return-Path: <ana@many.test>\nDelivered-To: \(address)\nReceived: by mx\n\(mail)"
        _ = try post.write(file, as: "post/new/1795622989.M1P1.mx")
        try await PostfixSender(port: servers.smtp).send(
            mail, from: "ana@many.test", to: address)
        // local(8) names no recipient, begins with the line of a mailbox file, and ends with a blank
        // line.
        let piped = try office.folder.write(
            "From ana@many.test  Wed Feb 25 09:12:00 2026\n\(mail)\n", as: "piped")
        try await office.parley("receive", input: piped)

        let reader = IMAPReader(port: servers.imap, user: "reply")
        try await eventually("all four are kept", every: .milliseconds(200)) {
            try await office.look { t in
                try t.number("SELECT COUNT(DISTINCT source) AS n FROM inbound")
            } == 4
        }
        try await office.allRead()
        #expect(try await office.keptArrivals() == 4)
        let replies = try await office.file(reference).entries("reply")
        #expect(replies.map(\.words) == ["Sí, voy a venir."])
        #expect(replies.map(\.evidence) == ["token"])
        #expect(try await office.tray().isEmpty)
        try await eventually("the folder has been emptied", every: .milliseconds(200)) {
            try await reader.uids(searching: "HEADER Message-ID \"<\(id)@phone.test>\"").isEmpty
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: post.path("post/cur"))
        #expect(names == ["1795622989.M1P1.mx:2,S"])
        serve.program.terminate()
        #expect(try await serve.program.ended() == 0)
    }

    @Test func `a worker that drains takes what waits on the mail server first`() async throws {
        let servers = try TestServers.named()
        let post = try Folder()
        let office = try await Office(
            .sqlite, smtp: 9, settings: settings(servers, maildir(in: post)))
        let id = UUID().uuidString
        let address = "reply+\(id)@parley.test"
        try await PostfixSender(port: servers.smtp).send(
            parentMail(from: "a@many.test", to: address, id: id, "Hello"), from: "a@many.test",
            to: address)
        let reader = IMAPReader(port: servers.imap, user: "reply")
        try await eventually("Dovecot has it", every: .milliseconds(200)) {
            try await !reader.uids(searching: "HEADER Message-ID \"<\(id)@phone.test>\"").isEmpty
        }
        try await office.drain()
        #expect(try await office.keptArrivals() == 1)
        #expect(try await office.tray().count == 1)
        #expect(
            try await reader.uids(searching: "HEADER Message-ID \"<\(id)@phone.test>\"").isEmpty)
    }

    @Test func `the doctor visits the folder, and says what is wrong with it`() async throws {
        let servers = try TestServers.named()
        let post = try Folder()
        var set = settings(servers, try maildir(in: post))
        let office = try await Office(.sqlite, smtp: 9, settings: set)
        let well = try await office.outcome(["doctor"], input: nil).output
        #expect(well.contains("ok    IMAP: 127.0.0.1:\(servers.imap)"), "\(well)")
        set["inbox.imap.password"] = "wrong"
        let wrong = try await ParleyProgram.run(
            ["doctor", "--config", office.folder.path("parley.yaml")], settings: set,
            in: office.folder
        ).output
        #expect(wrong.contains("does not take the account"), "\(wrong)")
        #expect(!wrong.contains("@parley.test"))
    }
}
