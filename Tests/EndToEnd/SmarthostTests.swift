import Engines
import Foundation
import Testing

/// Two mail servers, of which the first goes down in the middle of a send.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct SmarthostTests {
    @Test(arguments: Engine.reachable)
    func `when the first server dies in mid-send the rest leaves by the second, each once`(
        _ engine: Engine
    ) async throws {
        let first = try await KeepingSink(["--rate", "40"])
        let second = try await KeepingSink()
        let office = try await Office(engine, smtp: first.port)
        try office.setSmarthosts([first.port, second.port])
        let send = try await CountedSend(60, at: office)
        let worker = try office.start("worker")
        try await eventually("some have left") { first.count >= 10 }
        try await first.stop()
        try await eventually("all have left or are unclear") {
            let states = try await office.states(send.send)
            return states["sent", default: 0] + states["unclear", default: 0] == 60
        }
        worker.terminate()
        #expect(try await worker.ended() == 0)
        #expect(first.count < 60)
        #expect(second.count >= 60 - first.count - 8)
        // What was under way when the server died may be at both, and under one Message-ID.
        try await office.passRetryTime()
        try await office.drain()
        let kept = try first.kept() + second.kept()
        #expect(Set(kept.map(\.messageID)).count == 60)
        let records = try await send.records()
        for (id, record) in records where kept.count(where: { $0.messageID == id }) > 1 {
            #expect(record.attempts.contains("unclear"), "\(record)")
        }
    }
}

extension Office {
    /// Puts `smtp.hosts` in the place of what `parley init` wrote.
    fileprivate func setSmarthosts(_ ports: [Int]) throws {
        let path = folder.path("parley.yaml")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let start = try #require(text.firstRange(of: "smtp:\n")).upperBound
        let end = try #require(text[start...].firstRange(of: "\n\n")).lowerBound
        let hosts = ports.map { "    - {host: 127.0.0.1, port: \($0), tls: never}\n" }.joined()
        let changed = "\(text[..<start])  hosts:\n\(hosts)\(text[end...])"
        try Data(changed.utf8).write(to: URL(filePath: path))
    }
}
