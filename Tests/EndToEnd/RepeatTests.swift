import Engines
import Testing

/// What is done twice, late, or after a change of keys.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct RepeatTests {
    @Test(arguments: Engine.reachable)
    func `an event that is sent again reaches only those who have not had it`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        var rows = [RosterRow.pair(1, "Ana", "es", "ana@many.test")]
        try await office.take(rows)
        let event = try await office.event("Once")
        try await office.parley("event", "send", event, "--as", "amina")
        let again = try await office.ask(
            Answers.Receipt.self, "event", "send", event, "--as", "amina")
        #expect(again.send == nil && again.queued == 0)
        rows.append(.pair(2, "Late", "en", "late@many.test"))
        try await office.take(rows)
        let third = try await office.ask(
            Answers.Receipt.self, "event", "send", event, "--as", "amina")
        #expect(third.queued == 1)
        try await office.drain()
        #expect(try sink.kept().map(\.recipient).sorted() == ["ana@many.test", "late@many.test"])
    }

    @Test(arguments: Engine.reachable)
    func `when the last try has failed, the case says so`(_ engine: Engine) async throws {
        let down = try await KeepingSink.down()
        let office = try await Office(engine, smtp: down.port)
        try await office.take([.pair(1, "Ana", "es", "ana@many.test")])
        let reference = try await office.refer("S1")
        let send = try await office.invite(reference)
        try await office.drain()
        #expect(try await office.states(send) == ["deferred": 1])
        #expect(try await office.file(reference).entries("delivery").isEmpty)
        // Two days and some twenty tries later.
        try await office.look { t in
            _ = try t.execute("UPDATE messages SET due_at = 0, attempts = 40")
        }
        try await office.drain()
        #expect(try await office.states(send) == ["failed": 1])
        let told = try await office.file(reference).entries("delivery")
        #expect(told.map(\.subject) == ["failed"])
        #expect(told.first?.words.contains("Nobody answers") == true)
    }

    @Test func `an answer to an address signed before the keys changed finds its case`()
        async throws
    {
        let sink = try await KeepingSink()
        let office = try await Office(.sqlite, smtp: sink.port)
        try await office.take([.pair(1, "Ana", "es", "ana@many.test")])
        let reference = try await office.refer("S1")
        let old = try await office.replyAddress(invitedBy: sink, for: reference)
        try await office.parley("keys", "rotate", "--as", "amina")
        let new = try await office.replyAddress(invitedBy: sink, for: reference)
        #expect(old.dropFirst(6).prefix(1) != new.dropFirst(6).prefix(1))
        for (number, address) in [old, new].enumerated() {
            let mail = try office.folder.write(
                parentMail(from: "ana@many.test", to: address, id: "k\(number)", "Sí \(number)."),
                as: "mail")
            try await office.parley("receive", "--to", address, "--read", input: mail)
        }
        let replies = try await office.file(reference).entries("reply")
        #expect(replies.map(\.words) == ["Sí 0.", "Sí 1."])
        #expect(replies.allSatisfy { $0.evidence == "token" })
    }
}
