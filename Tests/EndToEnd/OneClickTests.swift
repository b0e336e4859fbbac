import Engines
import Foundation
import Testing
import Wire

/// The link that bulk mail bears, followed over the product's own port.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct OneClickTests {
    @Test(arguments: Engine.reachable)
    func
        `a mail program's click stops bulk mail to the address, GET does not, and case mail goes on`(
            _ engine: Engine
        ) async throws
    {
        let sink = try await KeepingSink()
        let web = try TestServers.named().smtp + (engine == .sqlite ? 260 : 261)
        let office = try await Office(
            engine, smtp: sink.port,
            settings: [
                "web.listen": "127.0.0.1:\(web)", "web.public_url": "http://127.0.0.1:\(web)",
            ])
        try await office.take([.pair(1, "Ali", "es", "rosa@many.test")])
        _ = try await office.announce("First")
        try await office.drain()
        let mail = try #require(try sink.kept().first)
        let header = try mail.mail().headers
        let value = try #require(header.first("List-Unsubscribe"))
        #expect(header.first("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
        let link = try #require(value.firstMatch(of: /<(http:[^>]+)>, <mailto:stop\+[^>]+>/)).1
        let feedback = try #require(header.first("Feedback-ID")).split(separator: ":")
        #expect(feedback.count == 4)
        #expect((5...15).contains(feedback.last?.count ?? 0))
        #expect(!link.contains("rosa") && !feedback.joined().contains("rosa"))

        let server = try await office.serve()
        let shown = try await curl(["--head", String(link)]) + curl([String(link)])
        #expect(shown.contains("200 OK"))
        #expect(shown.contains("lang=\"es\""))
        #expect(try await stopped(office) == 0)
        for _ in 0..<2 {
            let done = try await curl(["--data", "List-Unsubscribe=One-Click", String(link)])
            #expect(done.contains("name=\"news\" value=\"again\""))
        }
        #expect(try await stopped(office) == 1)

        // Bulk mail stays away, a meeting's invitation does not.
        _ = try? await office.announce("Second")
        _ = try await office.invite(office.refer("S1"))
        try await eventually("the invitation has left") { sink.count == 2 }
        try await office.drain()
        #expect(sink.count == 2)

        _ = try await curl(["--form", "news=again", String(link)])
        #expect(try await stopped(office) == 0)
        server.program.terminate()
        try await server.program.ended()
        #expect(!server.program.complaints.contains(link.suffix(20)))
    }

    private func stopped(_ office: Office) async throws -> Int {
        try await office.look { t in
            try t.number("SELECT COUNT(*) AS n FROM suppressions WHERE lifted_at IS NULL")
        }
    }

    private func curl(_ arguments: [String]) async throws -> String {
        let folder = try Folder()
        let program = try RunningProgram(
            URL(filePath: "/usr/bin/curl"),
            ["--silent", "--show-error", "--max-time", "20"] + arguments,
            environment: [:], in: folder)
        #expect(try await program.ended() == 0, "\(program.complaints)")
        return program.output
    }
}
