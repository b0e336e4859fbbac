import Engines
import Testing

/// The school's mail server is down, breaks off, or takes a mail without saying so.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct FaultyServerTests {
    @Test(arguments: Engine.reachable)
    func `while the server is down everything is deferred, and it leaves once it is back`(
        _ engine: Engine
    ) async throws {
        let down = try await KeepingSink.down()
        let office = try await Office(engine, smtp: down.port)
        let send = try await CountedSend(20, at: office)
        try await office.drain()
        // Once it is seen that nobody answers, the rest is not even tried.
        let states = try await office.states(send.send)
        let untried = states["queued", default: 0]
        #expect(states["deferred", default: 0] + untried == 20)
        #expect(untried < 20)
        let replies = try await office.messages(send.send).compactMap(\.lastReply)
        let reply = replies.first ?? ""
        #expect(reply.contains("Nobody answers at 127.0.0.1:\(down.port)"), "\(reply)")

        let back = try await KeepingSink(after: down)
        // Not before its time …
        try await office.drain()
        #expect(back.count <= untried)
        // … and then all of it.
        try await office.passRetryTime()
        try await office.drain()
        let found = try await SinkComparison(send, back)
        found.expectNothingMissing(20)
        #expect(found.repeated.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a 421 in mid-session loses nothing and repeats nothing`(_ engine: Engine) async throws {
        // The first on its connection, and some in the middle of theirs.
        let sink = try await KeepingSink(
            ["1", "7", "8", "15"].flatMap { ["--fault", "421:\($0)"] })
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(30, at: office)
        try await office.drain()
        let states = try await office.states(send.send)
        #expect(states["sent", default: 0] >= 26)
        #expect(states["deferred", default: 0] >= 1)
        #expect(states["sent", default: 0] + states["deferred", default: 0] == 30)
        let late = try await office.messages(send.send).filter { $0.state == "deferred" }
        for message in late { #expect(message.lastReply?.hasPrefix("421 4.3.2") == true) }

        try await office.passRetryTime()
        try await office.drain()
        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(30)
        #expect(found.repeated.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a mail whose answer never came is unclear, and comes again as the same message`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink(["--fault", "close:3", "--fault", "drop:6"])
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(12, at: office)
        try await office.drain()
        #expect(try await office.states(send.send) == ["sent": 10, "unclear": 2])
        #expect(sink.count == 11)
        let unclear = try await office.messages(send.send).filter { $0.state == "unclear" }

        try await office.passRetryTime()
        try await office.drain()
        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(12)
        found.expectRepeatsExplained()
        // What was kept is there twice under one Message-ID; what was dropped is there once.
        #expect(found.repeated.count == 1)
        #expect(found.surplus == 1)
        for message in unclear {
            #expect(found.attempts(message.messageID) == ["unclear", "sent"])
        }
    }

    @Test(arguments: Engine.reachable)
    func `told to end while a server keeps it waiting, the worker leaves the message unclear`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink(["--fault", "hang:1"])
        let office = try await Office(engine, smtp: sink.port)
        let send = try await CountedSend(1, at: office)
        let worker = try office.start("worker")
        try await eventually("the server has it") { sink.count == 1 }
        worker.terminate()
        #expect(try await worker.ended() == 0)
        #expect(try await office.states(send.send) == ["unclear": 1])

        try await office.passRetryTime()
        try await office.drain()
        let found = try await SinkComparison(send, sink)
        found.expectNothingMissing(1)
        #expect(found.surplus == 1)
    }
}
