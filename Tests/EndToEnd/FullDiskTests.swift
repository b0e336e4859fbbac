import Engines
import Foundation
import Testing

/// `parley serve` while its database's disk is full.
@Suite(
    .enabled(if: SmallDisk.isPossible, "no file system can be mounted here"),
    .enabled(if: TestServers.areWanted, TestServers.comment))
struct FullDiskTests {
    /// Delivers numbered mails from one sender, and remembers which were acknowledged.
    private struct Sender {
        let talk: LMTPTalk
        private(set) var kept: [String] = []
        private var number = 0

        init(to server: Office.Server) async throws {
            talk = try await LMTPTalk(port: server.port)
        }

        /// `lines`: Of 23 bytes each.
        mutating func deliver(lines: Int) async throws -> String {
            number += 1
            let filling = String(repeating: "Una línea de relleno.\n", count: lines)
            let mail = parentMail(
                from: "a@many.test", to: "liaison@parley.test", id: "n\(number)",
                "Mensaje \(number).\n\(filling)")
            let reply = try await talk.deliver(mail, from: "a@many.test", to: "liaison@parley.test")
            // 250 2.0.0 Kept as …
            if reply.hasPrefix("250") {
                kept.append(String(reply.split(separator: " ").last ?? ""))
            }
            return reply
        }

        /// Until one is not taken.
        /// - Returns: The answer to it.
        mutating func fill(lines: Int) async throws -> String {
            for _ in 0..<150 {
                let reply = try await deliver(lines: lines)
                guard reply.hasPrefix("250") else { return reply }
            }
            return "all of them were taken"
        }
    }

    @Test func `mail is put off until there is room, and what was acknowledged is there`()
        async throws
    {
        let office = try await Office(
            .sqlite, smtp: 9, settings: ["storage.keep_free_mib": "0"])
        let folder = URL(filePath: office.place.target).deletingLastPathComponent()
        let disk = try SmallDisk(over: folder, megabytes: 24, ballast: 18)
        let serve = try await office.serve()
        var sender = try await Sender(to: serve)

        // Large ones, and then small ones into the room that is left.
        for lines in [9_000, 300, 1] {
            let reply = try await sender.fill(lines: lines)
            #expect(reply.hasPrefix("452 4.3.1"), "\(reply)")
        }
        #expect(sender.kept.count > 5)
        for _ in 0..<5 {
            let reply = try await sender.deliver(lines: 300)
            #expect(reply.hasPrefix("452 4.3.1"), "\(reply)")
        }
        #expect(serve.program.isRunning)

        try disk.makeRoom()
        for lines in [1, 300, 9_000] {
            let reply = try await sender.deliver(lines: lines)
            #expect(reply.hasPrefix("250"), "\(reply)")
        }
        try await office.allRead()
        let there = try await office.look { t in
            try t.rows("SELECT id FROM inbound ORDER BY id").map { try $0["id"] as String }
        }
        // What was put off left nothing: the sender comes again with it.
        #expect(there == sender.kept.sorted())
        #expect(try await office.tray().count == sender.kept.count)
        serve.program.terminate()
        #expect(try await serve.program.ended() == 0)
        withExtendedLifetime(disk) {}
    }

    @Test func `before the disk is full, notices to many and mail wait, and the worker goes on`()
        async throws
    {
        let sink = try await KeepingSink()
        let office = try await Office(
            .sqlite, smtp: sink.port, settings: ["storage.keep_free_mib": "12"])
        let queued = try await CountedSend(20, at: office).send
        let event = try await office.event("Second")
        let folder = URL(filePath: office.place.target).deletingLastPathComponent()
        let disk = try SmallDisk(over: folder, megabytes: 24, ballast: 14)

        let refused = try await office.outcome(["event", "send", event, "--as", "amina"])
        #expect(refused.status != 0)
        #expect(refused.complaints.contains("storage.keep_free_mib"))
        #expect(refused.complaints.contains("Nothing was sent"))
        let sends = try await office.look { t in try t.number("SELECT COUNT(*) AS n FROM sends") }
        #expect(sends == 1)
        let doctor = try await office.outcome(["doctor"])
        #expect(doctor.output.contains("fail  Disk:"))

        let serve = try await office.serve()
        var sender = try await Sender(to: serve)
        let reply = try await sender.deliver(lines: 1)
        #expect(reply.hasPrefix("452 4.3.1"), "\(reply)")
        // What was queued leaves all the same, and its outcome is written.
        try await eventually("all is sent", every: .milliseconds(300)) {
            try await office.states(queued) == ["sent": 20]
        }
        #expect(sink.count == 20)

        try disk.makeRoom()
        #expect(try await sender.deliver(lines: 1).hasPrefix("250"))
        try await office.parley("event", "send", event, "--as", "amina")
        serve.program.terminate()
        #expect(try await serve.program.ended() == 0)
        withExtendedLifetime(disk) {}
    }
}
