import Engines
import Foundation
import Testing

@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct ReachTests {
    private struct Report: Decodable {
        struct Family: Decodable {
            struct Contact: Decodable { let contact: String, happened: String, next: String }
            let family: String, next: String, contacts: [Contact]
        }
        let families: Int, reached: Int, leftOut: [String: Int], notReached: [Family]
    }

    @Test(arguments: Engine.reachable)
    func `whom a send has not reached is told, with why and what to do, and no address`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink(["--fault", "550:2"])
        let office = try await Office(
            engine, smtp: sink.port, settings: ["smtp.connections": "1", "worker.width": "1"])
        var barred = RosterRow.pair(4, "Delta", "ar", "n4@many.test")
        barred.noContact = true
        try await office.take([
            .pair(1, "=Alpha", "en", "n1@many.test"), .pair(2, "Beta", "es", "n2@many.test"),
            .pair(3, "\"Ga, \"\"mma\"", "so", "n3@many.test"), barred,
        ])
        let send = try await office.announce("Night")
        let before = try await office.ask(
            Report.self, "send", "report", send, "--as", "amina")
        #expect((before.families, before.reached) == (4, 0))
        #expect(before.notReached.map(\.next) == ["wait", "wait", "wait", "nothing"])

        try await office.drain()
        let report = try await office.ask(Report.self, "send", "report", send, "--as", "amina")
        #expect((report.families, report.reached) == (4, 2))
        #expect(report.leftOut == ["no-contact": 1])
        let failed = try #require(report.notReached.first { $0.next != "nothing" })
        #expect(["call", "ask-for-another-address"].contains(failed.next))
        #expect(failed.contacts.map(\.happened).allSatisfy { $0.hasPrefix("refused (550") })
        #expect(report.notReached.contains { $0.family == "F4" && $0.next == "nothing" })

        let csv = try await office.parley("send", "report", send, "--csv", "--as", "amina")
        let records = csv.components(separatedBy: "\r\n")
        #expect(records.first == "family,name,next step,next try,languages,what happened")
        #expect(records.count == 4 && records.last == "")
        for text in [csv, try await office.parley("send", "report", send, "--as", "amina")] {
            #expect(!text.contains("@many.test"))
            #expect(text.contains("refused (550"))
            #expect(text.contains("must not be contacted"))
        }
        let refused = try await office.outcome(["send", "report", send, "--as", "okafor"])
        #expect(refused.status != 0)
        #expect(refused.output.isEmpty)
    }

    @Test func `names that look like formulas stay names in a spreadsheet`() async throws {
        let office = try await Office(.sqlite, smtp: 9)
        try await office.take([
            .pair(1, "=cmd|' /C calc'!A0", "en", "n1@many.test"),
            .pair(2, "\"O, \"\"B\"", "en", "n2@many.test"),
        ])
        let send = try await office.announce("Night")
        let csv = try await office.parley("send", "report", send, "--csv", "--as", "amina")
        for cell in csv.components(separatedBy: "\r\n").flatMap({ $0.split(separator: ",") }) {
            #expect(!["=", "+", "-", "@"].contains(cell.first), "\(cell)")
            #expect(!cell.hasPrefix("\"="), "\(cell)")
        }
        #expect(csv.contains("'=cmd") || csv.contains("Parent =cmd"))
        #expect(csv.contains("O, \"\"B"))
    }
}
