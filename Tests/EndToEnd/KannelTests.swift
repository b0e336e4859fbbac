import Engines
import Foundation
import Testing

/// Texts through a real Kannel, out to its fake operator's handsets and back.
struct KannelTests {
    private struct Addresses: Decodable { let method: String, inbound: String }

    private struct Line {
        let office: Office
        let kannel: Kannel
        let inbound: String
        let server: Office.Server
    }

    private func line(_ engine: Engine, _ numbers: [String]) async throws -> Line {
        let kannel = try Kannel()
        let office = try await Office(
            engine, smtp: 1, settings: kannel.settings(web: try HTTPTalk.freePort()))
        try await office.take(
            numbers.enumerated().map { .phone($0.offset + 1, "Quintanar", "es", $0.element) })
        let addresses = try await office.ask(Addresses.self, "sms", "addresses")
        #expect(addresses.method == "GET")
        return Line(
            office: office, kannel: kannel, inbound: addresses.inbound,
            server: try await office.serve())
    }

    @Test(arguments: Engine.reachable)
    func `an invitation goes out through Kannel, is reported, and a digit answers it`(
        _ engine: Engine
    ) async throws {
        let line = try await line(engine, ["(202) 555-0111"])
        let running = try await line.kannel.start(inbound: line.inbound)
        defer { running.kill() }
        let reference = try await line.office.refer("S1")
        let send = try await line.office.invite(reference)
        try await eventually("the report has come") {
            try await line.office.states(send) == ["delivered": 1]
        }
        // Spanish letters beyond GSM: three parts at most, and none of them twice.
        try await eventually("the handset shows it") { (1...3).contains(running.got.count) }
        let got = running.got
        #expect(got.allSatisfy { $0.contains("\(Kannel.number) +12025550111") }, "\(got)")

        try running.text("1", from: "+12025550111")
        try await eventually("the answer is there") {
            try await line.office.file(reference).meetings.first?.answer == "yes"
        }
        try running.text("¡Gracias! 🙏", from: "+12025550111")
        try await eventually("the words are there") {
            try await line.office.file(reference).entries("reply").map(\.words) == ["¡Gracias! 🙏"]
        }
        // What we answer to Kannel's call is no text for the parent; Kannel would say so of itself.
        #expect(!running.got.contains { $0.localizedCaseInsensitiveContains("empty") })
    }

    @Test(arguments: Engine.reachable)
    func `a number that the operator refuses is dead, the others hear`(
        _ engine: Engine
    ) async throws {
        let line = try await line(engine, [Kannel.refused, "(202) 555-0112"])
        let running = try await line.kannel.start(inbound: line.inbound)
        defer { running.kill() }
        let send = try await line.office.announce("Reading night")
        try await eventually("both are settled") {
            try await line.office.states(send) == ["delivered": 1, "failed": 1]
        }
    }

    @Test func `while Kannel is away texts wait, and go out when it is back`() async throws {
        let line = try await line(.sqlite, ["(202) 555-0111"])
        let send = try await line.office.invite(line.office.refer("S1"))
        try await eventually("the first attempt has failed") {
            try await line.office.states(send) == ["deferred": 1]
        }
        let running = try await line.kannel.start(inbound: line.inbound)
        defer { running.kill() }
        try await eventually("it went out", within: .seconds(180)) {
            try await line.office.states(send) == ["delivered": 1]
        }
    }

    @Test func `who does not know the secret end of the address brings nothing`() async throws {
        let line = try await line(.sqlite, ["(202) 555-0111"])
        let query = "?from=%2B12025550111&to=%2B12025550100&text=1&id=x"
        let bare = line.inbound.split(separator: "/").dropLast().joined(separator: "/")
            .replacing("http:/", with: "http://")
        for address in [bare, bare + "/" + String(repeating: "0", count: 32)] {
            #expect(try await Kannel.page(address + query).status == 401)
        }
        #expect(try await line.office.keptArrivals() == 0)
        #expect(try await Kannel.page(line.inbound + query).status == 200)
        #expect(try await line.office.keptArrivals() == 1)
    }
}
