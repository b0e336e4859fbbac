import Engines
import Foundation
import Testing

@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct AuditTests {
    private struct Line: Decodable {
        let type: String, action: String?, staff: String?, words: String?, text: String?
        let contact: String?, state: String?, at: String?
    }

    @Test(arguments: Engine.reachable)
    func `the principal reads who sent what to whom, and that is on the trail`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.parley(
            "staff", "add", "pat", "--name", "Pat", "--role", "principal", "--as", "amina")
        let send = try await CountedSend(5, at: office).send
        try await office.parley("send", "pause", send, "--as", "amina")
        try await office.parley("send", "resume", send, "--as", "amina")
        try await office.drain()

        let output = try await office.parley("audit", "--send", send, "--json", "--as", "pat")
        let lines = try output.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        #expect(
            lines.compactMap(\.action) == [
                "notice.send", "send.pause", "send.resume", "audit.read",
            ])
        let messages = lines.filter { $0.type == "message" }
        #expect(Set(messages.compactMap(\.contact)) == ["C1", "C2", "C3", "C4", "C5"])
        #expect(messages.allSatisfy { $0.state == "sent" && $0.at != nil && $0.staff == "amina" })
        let texts = lines.filter { $0.type == "words" }
        #expect(Set(messages.compactMap(\.words)) == Set(texts.compactMap(\.words)))
        // Exactly as sent: the text of each mail that the server has is among them.
        let told = Set(texts.compactMap(\.text).map { $0.filter { !$0.isWhitespace } })
        for kept in try sink.kept() {
            let text = try #require(try kept.mail().plainText)
            #expect(told.contains(text.filter { !$0.isWhitespace }))
        }

        let shown = try await office.parley("audit", "--family", "F3", "--as", "pat")
        #expect(shown.contains("to C3 of F3") && !shown.contains("to C2"))
        #expect(try await office.parley("audit", "--as", "pat").contains("audit.read"))
        for handle in ["amina", "okafor"] {
            let refused = try await office.outcome(["audit", "--as", handle])
            #expect(refused.status != 0 && refused.output.isEmpty)
            #expect(refused.complaints.contains("principal, administrator"))
        }
    }

    @Test func `a family's time zone is set by hand and stays through the next roster`()
        async throws
    {
        let office = try await Office(.sqlite, smtp: 9)
        let row = RosterRow.pair(1, "One", "en", "n1@many.test")
        try await office.take([row])
        let said = try await office.parley(
            "people", "zone", "C1", "America/Denver", "--as", "amina")
        #expect(said.contains("America/Denver"))
        var changed = row
        changed.language = "es"
        try await office.take([changed])
        let zone = try await office.look { t in
            try t.row("SELECT time_zone FROM families")?["time_zone"] as String?
        }
        #expect(zone == "America/Denver")
        let wrong = try await office.outcome(["people", "zone", "F1", "Nowhere", "--as", "amina"])
        #expect(wrong.status != 0 && wrong.complaints.contains("IANA"))
        try await office.parley("people", "zone", "F1", "--as", "amina")
        let none = try await office.look { t in
            try t.row("SELECT time_zone FROM families")?["time_zone"] as String?
        }
        #expect(none == nil)
    }
}
