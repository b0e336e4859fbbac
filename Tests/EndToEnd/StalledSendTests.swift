import Engines
import Foundation
import Store
import Testing

@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct StalledSendTests {
    private struct Listed: Decodable { let reference: String, stalledSince: String? }
    private struct Diagnosis: Decodable {
        struct Finding: Decodable { let check: String, level: String, what: String }
        let findings: [Finding]
    }

    /// As if it had been queued so long ago.
    private func age(_ office: Office, minutes: Int) async throws {
        try await office.look { t in
            _ = try t.execute("UPDATE messages SET due_at = due_at - \(minutes * 60_000)")
        }
    }

    private func stalled(_ office: Office, _ send: String) async throws -> Bool {
        try await office.ask([Listed].self, "send", "list", "--as", "amina")
            .first { $0.reference == send }?.stalledSince != nil
    }

    @Test(arguments: Engine.reachable)
    func `without a worker a send stands still, and everybody who looks is told`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(3, at: office).send
        try await age(office, minutes: 4)
        #expect(try await !stalled(office, send))
        try await age(office, minutes: 2)
        #expect(try await stalled(office, send))
        #expect(try await office.parley("send", "status", send).contains("stands still"))
        #expect(
            try await office.parley("send", "list", "--as", "amina").contains("stands still"))
        for command in ["triage", "case"] {
            let told = try await office.outcome([command, "list", "--as", "amina"])
            #expect(told.complaints.contains("Send \(send) stands still: 3 messages are due"))
        }
        let doctor = try await office.outcome(["doctor", "--json"])
        #expect(doctor.status == 1)
        let findings = try JSONDecoder().decode(
            Diagnosis.self, from: Data(doctor.output.utf8)
        ).findings
        let finding = try #require(findings.first { $0.check == "sends" })
        #expect(finding.level == "fail" && finding.what.contains(send))

        try await office.drain()
        #expect(try await !stalled(office, send))
        #expect(try await office.outcome(["triage", "list", "--as", "amina"]).complaints.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `workers whose server never answers raise the alarm once, without names`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink(["--delay", "600000"])
        let office = try await Office(
            engine, smtp: sink.port, settings: ["sending.stalled_after_minutes": "1"])
        let send = try await CountedSend(12, at: office).send
        let workers = [try office.start("worker"), try office.start("worker")]
        try await eventually("the server has some") { sink.count > 0 }
        try await age(office, minutes: 2)
        func alarms() -> [Substring] {
            workers.flatMap { $0.complaints.split(separator: "\n") }
                .filter { $0.contains("a send stands still") }
        }
        try await eventually("an alarm") { !alarms().isEmpty }
        // Each looks every six seconds.
        try await Task.sleep(for: .seconds(14))
        #expect(alarms().count == 1)
        #expect(alarms().allSatisfy { $0.contains("send=\(send)") && $0.contains("due=12") })
        let log = workers.map(\.complaints).joined()
        #expect(!log.contains("many.test") && !log.contains("Parent"))
        for worker in workers { worker.kill() }
    }
}
