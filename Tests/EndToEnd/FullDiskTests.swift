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
        let office = try await Office(.sqlite, smtp: 9)
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
}
