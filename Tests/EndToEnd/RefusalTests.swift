import Engines
import Foundation
import Testing

/// What a real Postfix refuses: for good, for now, and in the middle of a session.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct RefusalTests {
    private static let recipients = ["nobody", "blocked", "full", "defer", "hangup", "olena"]

    @Test(arguments: Engine.reachable)
    func `each refusal ends in its own state, and what is refused for good is not tried again`(
        _ engine: Engine
    ) async throws {
        let servers = try TestServers.named()
        let office = try await Office(engine, smtp: servers.smtp)
        try await office.take(
            Self.recipients.enumerated().map { number, name in
                .pair(number, name.capitalized, "en", "\(name)@parley.test")
            })
        let send = try await office.announce("Refused \(UUID().uuidString.prefix(8))")
        try await office.drain()
        let first = try await byReader(office, send)
        checkStates(first)
        checkReplies(first)
        // Nothing is due: the second run leaves all of it alone.
        try await office.drain()
        let second = try await byReader(office, send)
        for (name, message) in second { #expect(message.attempts == 1, "\(name)") }
        checkStates(second)
        try await checkSuppression(office)
    }

    private func byReader(_ office: Office, _ send: String) async throws -> [String: Answers
        .Message]
    {
        let messages = try await office.messages(send)
        #expect(messages.count == Self.recipients.count)
        return Dictionary(
            uniqueKeysWithValues: messages.map {
                ($0.contact.replacing("Parent ", with: "").lowercased(), $0)
            })
    }

    private func checkStates(_ messages: [String: Answers.Message]) {
        #expect(
            messages.mapValues(\.state) == [
                "nobody": "failed", "blocked": "failed", "full": "deferred", "defer": "deferred",
                "hangup": "deferred", "olena": "sent",
            ])
        for name in ["full", "defer", "hangup"] {
            let due = messages[name].flatMap { try? Date($0.due, strategy: .parley) }
            #expect((due ?? .distantPast) > Date(), "\(name) has no next try")
        }
    }

    private func checkReplies(_ messages: [String: Answers.Message]) {
        let codes = [
            "nobody": "550 5.1.1", "blocked": "554 5.7.1", "full": "452 4.2.2",
            "defer": "450 4.2.1", "hangup": "421 4.3.2", "olena": "250 2.0.0",
        ]
        for (name, code) in codes {
            let reply = messages[name]?.lastReply ?? ""
            #expect(reply.hasPrefix(code), "\(name): \(reply)")
        }
    }

    /// A dead address is stopped; an address that a policy refused is not.
    private func checkSuppression(_ office: Office) async throws {
        let event = try await office.event("Once more")
        let plan = try await office.ask(
            Answers.Plan.self, "event", "send", event, "--dry-run", "--as", "amina")
        #expect(plan.leftOut.map(\.contact) == ["Parent Nobody"])
        #expect(plan.leftOut.map(\.reason) == ["suppressed"])
        #expect(plan.copies == Self.recipients.count - 1)
    }
}

extension ParseStrategy where Self == Date.ISO8601FormatStyle {
    /// As Parley writes times: with milliseconds.
    fileprivate static var parley: Self {
        Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    }
}
