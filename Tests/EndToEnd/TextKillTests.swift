import Engines
import Foundation
import Testing

/// What a killed worker leaves behind when a text was in flight, and what the doctor says of texts.
struct TextKillTests {
    private static let cases = Engine.reachable.flatMap { engine in
        TextPeer.Kind.allCases.map { (engine, $0) }
    }

    @Test(arguments: cases)
    func `a worker that dies with a text in flight sends no second one that nobody could tell`(
        _ engine: Engine, _ kind: TextPeer.Kind
    ) async throws {
        let peer = try await TextPeer(kind)
        let web = try HTTPTalk.freePort()
        var settings = peer.settings(web: web)
        settings["worker.lease_seconds"] = "2"
        let office = try await Office(engine, smtp: 1, settings: settings)
        try await office.take([RosterRow.phone(1, "Quintanar", "es", "(202) 555-0111")])
        let send = try await office.invite(office.refer("S1"))
        try await peer.behave(#"[{"silence": 60}]"#)
        let worker = try office.start("worker")
        try await eventually("the provider has it") { try peer.taken().count == 1 }
        worker.kill()
        try await worker.ended()
        // The lease ends, and another worker takes the message over.
        let other = try office.start("worker")
        try await eventually("the lease has ended") {
            try await office.states(send)["sending"] == nil
        }
        switch kind {
        case .standard:
            // The gateway knows a repetition by the reference, so it is sent again under it.
            try await eventually("it is sent") { try await office.states(send) == ["sent": 1] }
            let taken = try peer.taken()
            #expect(taken.count == 2)
            #expect(Set(taken.compactMap(\.reference)).count == 1)
            #expect(taken.last?.repeated == true)
        case .twilio:
            try await Task.sleep(for: .seconds(3))
            #expect(try await office.states(send) == ["unclear": 1])
            #expect(try peer.taken().count == 1)
        }
        other.terminate()
        try await other.ended()
        guard kind == .twilio else { return }
        try await settle(office, send, peer)
    }

    /// A receipt tells what nobody knew, without the provider's id.
    private func settle(_ office: Office, _ send: String, _ peer: TextPeer) async throws {
        struct Unclear: Decodable { let message: String, contact: String }
        let waiting = try await office.ask([Unclear].self, "send", "unclear", "--as", "amina")
        #expect(waiting.map(\.contact) == ["Parent Quintanar"])
        let server = try await office.serve()
        let text = try #require(try peer.taken().first)
        #expect(try await peer.receipt("delivered", of: text) == 200)
        try await eventually("the receipt counts") {
            try await office.states(send) == ["delivered": 1]
        }
        // What comes late moves nothing backwards.
        #expect(try await peer.receipt("sent", of: text) == 200)
        try await office.allRead()
        #expect(try await office.states(send) == ["delivered": 1])
        server.program.terminate()
        try await server.program.ended()
    }

    private struct Diagnosis: Decodable {
        struct Finding: Decodable { let check: String, level: String }
        let findings: [Finding]
        func level(of check: String) -> String? { findings.first { $0.check == check }?.level }
    }

    @Test func `the doctor tells whether texts can go out and come in`() async throws {
        let peer = try await TextPeer(.standard)
        let web = try HTTPTalk.freePort()
        let office = try await Office(.sqlite, smtp: 1, settings: peer.settings(web: web))
        func diagnosis() async throws -> Diagnosis {
            let outcome = try await office.outcome(["doctor", "--json"])
            return try JSONDecoder().decode(Diagnosis.self, from: Data(outcome.output.utf8))
        }
        let before = try await diagnosis()
        #expect(before.level(of: "provider") == "ok")
        #expect(before.level(of: "web") == "ok")
        #expect(before.level(of: "public-url") == "warn")
        let server = try await office.serve()
        try await eventually("the web port is open") {
            try await diagnosis().level(of: "public-url") == "ok"
        }
        server.program.terminate()
        try await server.program.ended()
        var settings = peer.settings(web: web)
        settings["sms.url"] = "http://127.0.0.1:\(try HTTPTalk.freePort())/send"
        settings["web.public_url"] = "http://127.0.0.1:\(peer.port)"
        let down = try await Office(.sqlite, smtp: 1, settings: settings)
        let outcome = try await down.outcome(["doctor", "--json"])
        let after = try JSONDecoder().decode(Diagnosis.self, from: Data(outcome.output.utf8))
        #expect(outcome.status == 1)
        #expect(after.level(of: "provider") == "fail")
        #expect(after.level(of: "public-url") == "fail")
    }

    /// What is wrong in the settings, and which of them is named.
    private static let faults: [(change: [String: String], named: String)] = [
        (["sms.provider": "nobody"], "sms.provider"), (["sms.from": ""], "sms.from"),
        (["sms.from": "+1"], "sms.from"), (["sms.secret": "not base64 !"], "sms.secret"),
        (["sms.url": "gopher://x"], "sms.url"), (["web.public_url": "parley"], "web.public_url"),
        (["web.public_url": "http://parley.example.org"], "web.public_url"),
        (["web.listen": "nowhere"], "web.listen"), (["sms.conections": "3"], "sms.conections"),
    ]

    @Test func `a fault in the settings of texts is named, without its secret`() async throws {
        let peer = try await TextPeer(.standard)
        for fault in Self.faults {
            let settings = peer.settings(web: 1).merging(fault.change) { $1 }
            let folder = try Folder()
            _ = try await ParleyProgram.run(
                [
                    "init", "--folder", folder.url.path, "--school", "Oakwood", "--domain",
                    "parley.test", "--smtp", "127.0.0.1:1", "--tls", "never",
                ], in: folder)
            let outcome = try await ParleyProgram.run(
                ["send", "list", "--as", "amina", "--config", folder.path("parley.yaml")],
                settings: settings, in: folder)
            #expect(outcome.status != 0)
            #expect(outcome.complaints.contains(fault.named), "\(fault): \(outcome.complaints)")
            #expect(!outcome.complaints.contains("not base64 !"))
        }
    }
}
