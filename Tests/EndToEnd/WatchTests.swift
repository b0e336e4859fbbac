import Engines
import Foundation
import Testing

@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct WatchTests {
    /// A line of the event stream.
    private struct Event: Decodable {
        struct Line: Decodable, Hashable {
            let language: String, channel: String, state: String, count: Int
        }
        let at: String, course: String, messages: [Line], total: [String: Int]
        let perSecond: Double?, secondsLeft: Int?, done: Bool
    }

    private func events(_ program: RunningProgram) throws -> [Event] {
        try program.output.split(separator: "\n").map {
            try JSONDecoder().decode(Event.self, from: Data($0.utf8))
        }
    }

    @Test(arguments: Engine.reachable)
    func `a send is watched to its end, in events and in lines`(_ engine: Engine) async throws {
        let sink = try await KeepingSink(["--rate", "20"])
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(90, at: office).send
        let stream = try office.start("send", "status", send, "--watch", "--json")
        let lines = try office.start("send", "status", send, "--watch")
        _ = try await stream.firstLine()
        let worker = try office.start("worker")
        #expect(try await stream.ended() == 0, "\(stream.complaints)")
        #expect(try await lines.ended() == 0, "\(lines.complaints)")
        worker.terminate()
        _ = try await worker.ended()

        let seen = try events(stream)
        let first = try #require(seen.first)
        #expect(first.total == ["queued": 90])
        #expect(Set(first.messages.map(\.language)) == ["en", "es"])
        let last = try #require(seen.last)
        #expect((last.done, last.total) == (true, ["sent": 90]))
        #expect(seen.dropLast().allSatisfy { !$0.done })
        #expect(seen.allSatisfy { $0.total.values.reduce(0, +) == 90 })
        let sent = seen.map { $0.total["sent"] ?? 0 }
        #expect(sent == sent.sorted())
        // At twenty a second there are some between, and they tell the rate.
        let moving = seen.filter { ($0.perSecond ?? 0) > 0 && !$0.done }
        #expect(!moving.isEmpty)
        // How fast depends on the machine; more than there are in a second it cannot be.
        #expect(moving.allSatisfy { ($0.perSecond ?? 0) <= 90 })
        #expect(moving.allSatisfy { $0.secondsLeft != nil })
        let printed = lines.output.split(separator: "\n")
        #expect(printed.count > 2)
        #expect(printed.last?.contains("sent 90  nothing is left to do") == true)
        #expect(!lines.output.contains("\u{1B}"))
    }

    @Test func `a paused send is watched on, and times are the school's`() async throws {
        let office = try await Office(.sqlite, smtp: 9)
        try await office.look { t in
            _ = try t.execute("UPDATE schools SET time_zone = 'Asia/Kolkata'")
        }
        let send = try await CountedSend(3, at: office).send
        let stream = try office.start("send", "status", send, "--watch", "--json")
        _ = try await stream.firstLine()
        try await office.parley("send", "pause", send, "--as", "amina")
        try await eventually("the pause is told") {
            try events(stream).last?.course == "paused"
        }
        #expect(stream.isRunning)
        #expect(try events(stream).allSatisfy { $0.at.hasSuffix("+05:30") })
        try await office.parley("send", "cancel", send, "--as", "amina")
        #expect(try await stream.ended() == 0)
        let last = try #require(try events(stream).last)
        #expect((last.course, last.done, last.total) == ("cancelled", true, ["cancelled": 3]))
    }

    @Test func `a terminal is drawn anew`() async throws {
        let sink = try await KeepingSink(["--rate", "10"])
        let office = try await Office(.sqlite, smtp: sink.port)
        let send = try await CountedSend(30, at: office).send
        let watch = try RunningProgram(
            URL(filePath: "/usr/bin/python3"),
            [
                "-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)",
                try ParleyProgram.url().path, "send", "status", send, "--watch", "--config",
                office.folder.path("parley.yaml"),
            ],
            environment: ["TERM": "xterm", "PATH": "/usr/bin:/bin"], in: office.folder)
        try await office.drain()
        #expect(try await watch.ended() == 0, "\(watch.complaints)")
        // Up over what was drawn, which is then cleared: the title, two languages, the sum.
        #expect(
            watch.output.contains("\u{1B}[4A\u{1B}[J") || watch.output.contains("\u{1B}[5A\u{1B}[J")
        )
        #expect(watch.output.contains("together"))
        #expect(watch.output.contains("nothing is left to do"))
    }
}
