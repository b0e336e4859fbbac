import Engines
import Foundation
import Testing

/// `parley receive`, a mail server's pipe: its exit status says who keeps the mail.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct ReceiveTests {
    @Test(arguments: Engine.reachable)
    func `a piped mail is kept once, read, and filed`(_ engine: Engine) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take([.pair(1, "Samira", "so", "samira@many.test")])
        let reference = try await office.refer("S1")
        let address = try await office.replyAddress(invitedBy: sink, for: reference)
        let mail = try office.folder.write(
            parentMail(from: "samira@many.test", to: address, id: "pipe", "Haa, waan imanayaa."),
            as: "mail")

        let kept = try await office.parley("receive", "--to", address, "--json", input: mail)
        #expect(try await office.ask(Answers.Waiting.self, "receive", "--status").waiting == 1)
        // The mail server did not hear of it and comes again.
        let again = try await office.parley(
            "receive", "--to", address, "--read", "--json", input: mail)
        #expect(kept == again)
        let replies = try await office.file(reference).entries("reply")
        #expect(replies.map(\.words) == ["Haa, waan imanayaa."])
        #expect(replies.map(\.evidence) == ["token"])
    }

    @Test func `what was cut from a mail is one option away`() async throws {
        let sink = try await KeepingSink()
        let office = try await Office(.sqlite, smtp: sink.port)
        try await office.take([.pair(1, "Samira", "so", "samira@many.test")])
        let reference = try await office.refer("S1")
        let address = try await office.replyAddress(invitedBy: sink, for: reference)
        let quote = "Haa.\n\nOn 3 Mar 2026, at 8:15, School wrote:\n\n> Earlier words\n"
        let forward =
            "Fadlan eeg.\n\n---------- Forwarded message ---------\nFrom: C <c@clinic.test>\n"
            + "Subject: Visit\n\nCome at 3.\n"
        for (id, words) in [("quote", quote), ("forward", forward)] {
            let mail = try office.folder.write(
                parentMail(from: "samira@many.test", to: address, id: id, words), as: id)
            _ = try await office.parley("receive", "--to", address, "--read", input: mail)
        }
        let show = ["case", "show", reference, "--as", "amina"]
        let short = try await office.outcome(show).output
        #expect(short.contains("| Haa.") && short.contains("| Fadlan eeg."))
        #expect(!short.contains("Earlier words") && !short.contains("Come at 3."))
        #expect(short.contains("--whole"))
        let whole = try await office.outcome(show + ["--whole"]).output
        #expect(whole.contains(": > Earlier words") && whole.contains(": Come at 3."))
    }

    @Test func `while another program locks the database, the mail server keeps the mail`()
        async throws
    {
        let office = try await Office(.sqlite, smtp: 9)
        let mail = try office.folder.write(
            parentMail(from: "a@many.test", to: "liaison@parley.test", id: "late", "Hello"),
            as: "mail")
        let lock = try await SQLiteLock(on: office.place.target)
        let arguments = ["receive", "--to", "liaison@parley.test"]
        let refused = try await office.outcome(arguments, input: mail)
        #expect(refused.status == 75, "\(refused.complaints)")
        #expect(refused.complaints.contains("lock"), "\(refused.complaints)")
        try await lock.release()
        #expect(try await office.keptArrivals() == 0)
        #expect(try await office.outcome(arguments, input: mail).status == 0)
        #expect(try await office.keptArrivals() == 1)
    }

    @Test(arguments: [
        ("database", "postgresql://parley@127.0.0.1:9/parley"), ("database", "sqlite:/no/such/db"),
        ("keys", "/no/such/keys"), ("mail.from", "not an address"), ("no.such.setting", "1"),
    ])
    func `a fault of the school's own never sends a parent's mail back`(
        _ setting: String, _ value: String
    ) async throws {
        let office = try await Office(.sqlite, smtp: 9)
        let mail = try office.folder.write(
            parentMail(from: "a@many.test", to: "liaison@parley.test", id: "fault", "Hello"),
            as: "mail")
        let outcome = try await ParleyProgram.run(
            [
                "receive", "--to", "liaison@parley.test", "--config",
                office.folder.path("parley.yaml"),
            ], settings: [setting: value], input: mail, in: office.folder)
        #expect(outcome.status == 75, "\(outcome.complaints)")
        #expect(!outcome.complaints.isEmpty)
    }

    @Test(arguments: [["--too", "x"], ["--to"], ["stray"], ["--from", "a", "--nonsense"]])
    func `a slip in the mail server's own line never sends a parent's mail back`(
        _ arguments: [String]
    ) async throws {
        let office = try await Office(.sqlite, smtp: 9)
        let outcome = try await office.outcome(["receive"] + arguments, input: nil)
        #expect(outcome.status == 75, "\(outcome.complaints)")
        #expect(!outcome.complaints.isEmpty)
        // Elsewhere it is EX_USAGE, and asking for help is no slip.
        #expect(try await office.outcome(["worker", "--nonsense"]).status == 64)
        #expect(try await office.outcome(["receive", "--help"]).status == 0)
    }

    @Test func `a mail that is too large is sent back, with the code that says so`() async throws {
        let office = try await Office(.sqlite, smtp: 9, settings: ["inbox.largest_mail_mib": "1"])
        let head = parentMail(from: "a@many.test", to: "liaison@parley.test", id: "large", "Hello")
        let large = head + String(repeating: "0123456789abcde\n", count: 1 << 16)
        let file = try office.folder.write(large, as: "large")
        let outcome = try await office.outcome(
            ["receive", "--to", "liaison@parley.test"], input: file)
        #expect(outcome.status == 69)
        #expect(outcome.complaints.hasPrefix("5.3.4 "), "\(outcome.complaints)")
        #expect(try await office.keptArrivals() == 0)
    }

    @Test func `what local(8) writes before a mail tells the envelope, and is not kept with it`()
        async throws
    {
        let office = try await Office(.sqlite, smtp: 9)
        let mail = parentMail(from: "a@many.test", to: "liaison@parley.test", id: "local", "Hello")
        let fields = "Return-Path: <a@many.test>\nDelivered-To: amina@school.test\n"
        let file = try office.folder.write(
            "From a@many.test  Wed Feb 25 09:12:00 2026\n\(fields)\(mail)", as: "mail")
        try await office.parley("receive", input: file)
        let (path, recipients, bytes) = try await office.look { t in
            let row = try t.row(
                """
                SELECT reverse_path, recipients, bytes
                FROM inbound JOIN inbound_bytes ON raw_id = id
                """)
            return (
                try row?["reverse_path"] as String?, try row?["recipients"] as String?,
                try row?["bytes"] as [UInt8]?
            )
        }
        #expect(path == "a@many.test")
        #expect(recipients?.contains("amina@school.test") == true)
        #expect(bytes == Array((fields + mail).utf8))
    }
}
