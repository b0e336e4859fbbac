import Engines
import Foundation
import Store
import Testing

/// Texts from several numbers, and emergencies from one of their own, through the whole program.
struct SenderPoolTests {
    private static let pool = ["+12025550100", "+12025550104"]
    private static let emergency = "+12025550109"
    private static let reader = "+12025550111"

    private func closure(_ change: String) -> [String] {
        [
            "send", "closure", "--change", change, "--starts", "2099-03-05 10:15", "--reason",
            "snow", "--as", "amina",
        ]
    }

    @Test(arguments: Engine.reachable)
    func `a conversation keeps its number, and STOP to it leaves emergencies`(
        _ engine: Engine
    ) async throws {
        let peer = try await TextPeer(.standard)
        let web = try HTTPTalk.freePort()
        var settings = peer.settings(web: web)
        settings["sms.from"] = Self.pool.joined(separator: ", ")
        settings["sms.emergency"] = Self.emergency
        settings["sms.price.+1"] = "0.01"
        settings["sms.currency"] = "USD"
        let office = try await Office(engine, smtp: 1, settings: settings)
        try await office.take([
            .phone(1, "Quintanar", "es", "(202) 555-0111"),
            .phone(2, "Haririan", "ar", "(202) 555-0112"),
        ])
        let server = try await office.serve()
        _ = try await office.invite(office.refer("S1"))
        try await eventually("the invitation is out") { try peer.taken().count == 1 }
        let usual = try #require(try peer.taken().first?.from)
        #expect(Self.pool.contains(usual))

        let plan = try await office.outcome(closure("late") + ["--dry-run"])
        #expect(plan.output.contains(" parts to pay, 0.0"), "\(plan.output)")
        #expect(plan.output.contains(" USD)"), "\(plan.output)")
        #expect(plan.output.contains("70 letters a part instead of 160"), "\(plan.output)")

        #expect(try await office.outcome(closure("late")).status == 0)
        try await eventually("the closure is out") { try peer.taken().count == 3 }
        #expect(try peer.taken().suffix(2).map(\.from) == [Self.emergency, Self.emergency])

        try await peer.text(
            "STOP", from: Self.reader, id: "s1", to: web, more: ["--to", usual])
        try await office.allRead()
        try await eventually("the confirmation is out") { try peer.taken().count == 4 }
        #expect(try peer.taken().last?.from == usual)

        #expect(try await office.outcome(closure("early")).status == 0)
        try await eventually("both have heard of it") { try peer.taken().count == 6 }
        #expect(try peer.taken().suffix(2).contains { $0.to == Self.reader })

        try await peer.text(
            "STOP", from: Self.reader, id: "s2", to: web, more: ["--to", Self.emergency])
        try await office.allRead()
        let late = try await office.outcome(closure("closed") + ["--dry-run"])
        #expect(late.output.contains("address is stopped or dead"), "\(late.output)")
        _ = server
    }
}
