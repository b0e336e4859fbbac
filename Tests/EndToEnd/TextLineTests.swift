import Engines
import Foundation
import Store
import Testing

/// Texts through providers played by a local server that verifies each signature, and back.
struct TextLineTests {
    private static let rows = [
        RosterRow.phone(1, "Quintanar", "es", "(202) 555-0111"),
        RosterRow.phone(2, "Haririan", "ar", "+1 202 555 0112"),
    ]

    /// An office with a provider, and its `serve`.
    private struct Line {
        let office: Office
        let peer: TextPeer
        let web: Int
        let server: Office.Server
    }

    private func line(_ engine: Engine, _ peer: TextPeer) async throws -> Line {
        let web = try HTTPTalk.freePort()
        let office = try await Office(engine, smtp: 1, settings: peer.settings(web: web))
        try await office.take(Self.rows)
        return Line(office: office, peer: peer, web: web, server: try await office.serve())
    }

    private static let cases = Engine.reachable.flatMap { engine in
        TextPeer.Kind.allCases.map { (engine, $0) }
    }

    @Test(arguments: cases)
    func `an invitation goes out by text, and a digit answers it`(
        _ engine: Engine, _ kind: TextPeer.Kind
    ) async throws {
        let line = try await line(engine, TextPeer(kind, receipts: ["sent", "delivered"]))
        let reference = try await line.office.refer("S1")
        let send = try await line.office.invite(reference)
        try await eventually("the receipt has come") {
            try await line.office.states(send) == ["delivered": 1]
        }
        let taken = try line.peer.taken()
        #expect(taken.count == 1)
        let text = try #require(taken.first)
        #expect(text.valid, "\(text.reason ?? "")")
        #expect(text.to == "+12025550111" && text.from == TextPeer.number)
        #expect(text.text?.contains("Child Quintanar") == true)
        #expect(text.receipt?.contains("/hooks/sms/\(kind.rawValue)/receipt/") == true)
        #expect(text.receipt?.contains("2025550111") == false)

        // The same words twice under one id are one answer.
        for _ in 0..<2 {
            #expect(
                try await line.peer.text("1", from: "+12025550111", id: "t1", to: line.web) == 200)
        }
        try await line.office.allRead()
        let file = try await line.office.file(reference)
        #expect(file.meetings.first?.answer == "yes")
        #expect(file.entries("answer").map(\.words) == ["1"])
        #expect(file.entries("answer").first?.evidence == "number-pair")
        #expect(try await line.office.tray().isEmpty)
    }

    @Test(arguments: cases)
    func `what is not signed well leaves no row`(
        _ engine: Engine, _ kind: TextPeer.Kind
    ) async throws {
        let line = try await line(engine, TextPeer(kind))
        let number = "+12025550111"
        #expect(
            try await line.peer.text(
                "1", from: number, id: "a", to: line.web, more: ["--wrong-signature"]) == 401)
        if kind == .standard {
            for age in ["3600", "-3600"] {
                #expect(
                    try await line.peer.text(
                        "1", from: number, id: "b", to: line.web, more: ["--age=\(age)"]) == 401)
            }
        } else {
            #expect(
                try await line.peer.text(
                    "1", from: number, id: "b", to: line.web,
                    more: ["--sign-url", "http://elsewhere.example/hooks"]) == 401)
        }
        #expect(try await line.office.keptArrivals() == 0)
        #expect(try await line.peer.text("Hola", from: number, id: "c", to: line.web) == 200)
        #expect(try await line.office.keptArrivals() == 1)
    }

    @Test(arguments: Engine.reachable)
    func `STOP ends texts at once with one confirmation, and START brings them back`(
        _ engine: Engine
    ) async throws {
        let line = try await line(engine, TextPeer(.standard))
        _ = try await line.office.invite(line.office.refer("S1"))
        let number = "+12025550111"
        for id in ["s1", "s2"] {
            try await line.peer.text("Stop.", from: number, id: id, to: line.web)
        }
        try await line.office.allRead()
        try await eventually("the confirmation is out") { try line.peer.taken().count == 2 }
        let event = try await line.office.announce("Reading night")
        try await eventually("the others have it") {
            guard try line.peer.taken().count == 3 else { return false }
            return try await line.office.states(event).values.reduce(0, +) == 1
        }
        let texts = try line.peer.taken()
        #expect(texts.filter { $0.to == number }.count == 2)
        try await line.peer.text("START", from: number, id: "s3", to: line.web)
        try await line.office.allRead()
        try await eventually("the way back is confirmed") {
            try line.peer.taken().filter { $0.to == number }.count == 3
        }
        #expect(try await line.office.tray().isEmpty)
    }

    /// A provider's answer, and what becomes of the text.
    private static let faults: [(next: String, kind: TextPeer.Kind, state: String)] = [
        (#"[{"error": "opted-out"}]"#, .standard, "failed"),
        (#"[{"error": "invalid-number"}]"#, .standard, "failed"),
        (#"[{"error": "throttled"}]"#, .standard, "deferred"),
        (#"[{"status": 500}]"#, .standard, "deferred"),
        (#"["redirect"]"#, .standard, "deferred"),
        (#"["html"]"#, .standard, "unclear"),
        (#"[{"huge": 10000000}]"#, .standard, "unclear"),
        (#"["close-after"]"#, .standard, "unclear"),
        (#"[{"error": 21610}]"#, .twilio, "failed"),
        (#"[{"error": 21211, "status": 400}]"#, .twilio, "failed"),
        (#"["throttle"]"#, .twilio, "deferred"),
        (#"["close-after"]"#, .twilio, "unclear"),
        (#"[{"huge": 10000000}]"#, .twilio, "unclear"),
    ]

    @Test(arguments: Engine.reachable)
    func `a provider that misbehaves loses and doubles nothing`(_ engine: Engine) async throws {
        for fault in Self.faults {
            let peer = try await TextPeer(fault.kind)
            let web = try HTTPTalk.freePort()
            let office = try await Office(engine, smtp: 1, settings: peer.settings(web: web))
            try await office.take([Self.rows[0]])
            try await peer.behave(fault.next)
            let send = try await office.invite(office.refer("S1"))
            try await office.drain()
            #expect(try await office.states(send) == [fault.state: 1], "\(fault.next)")
            // Later the provider is well again: what waited goes out, once.
            try await office.passRetryTime()
            try await office.drain()
            let taken = try peer.taken()
            switch (fault.state, fault.kind) {
            case ("deferred", _), ("unclear", .standard):
                #expect(try await office.states(send) == ["sent": 1], "\(fault.next)")
                #expect(Set(taken.compactMap(\.reference)).count <= 1)
            default:
                // It may have gone out: a person decides, or nothing more is tried.
                #expect(try await office.states(send) == [fault.state: 1], "\(fault.next)")
                #expect(taken.count == 1)
            }
        }
    }
}
