import NIOCore
import Testing

@testable import Web

/// The table of what a connection is waited for, and how long.
@Suite struct ConnectionClockTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
    private var patience: ConnectionPatience {
        var patience = ConnectionPatience()
        patience.firstHead = .seconds(15)
        patience.wholeRequest = .seconds(30)
        patience.idle = .seconds(60)
        patience.stalledAnswer = .seconds(20)
        patience.lingering = .seconds(5)
        return patience
    }
    private func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }
    private var clock: ConnectionClock { ConnectionClock(patience, at: start) }

    @Test func `a connection that says nothing has the time for a first head`() {
        #expect(clock.deadline == at(15))
    }

    @Test func `a body has its time from the head on, however it drips`() {
        var clock = clock
        clock.headRead(isLast: false, at: at(3))
        #expect(clock.deadline == at(33))
    }

    @Test func `while the server is at work nothing is waited for`() {
        var clock = clock
        clock.headRead(isLast: false, at: at(3))
        let isOver = clock.endRead(at: at(4))
        #expect(!isOver)
        #expect(clock.deadline == nil)
    }

    @Test func `an answer that is not taken, then the next request`() {
        var clock = clock
        clock.headRead(isLast: false, at: at(0))
        _ = clock.endRead(at: at(0))
        let isEarly = clock.answerBegins()
        #expect(!isEarly)
        clock.writes(at: at(1))
        clock.writes(at: at(2))
        clock.answered(at: at(2))
        #expect(clock.deadline == at(22))
        let isOverInPart = clock.written(at: at(10))
        #expect(!isOverInPart)
        #expect(clock.deadline == at(30))
        let isOver = clock.written(at: at(11))
        #expect(!isOver)
        #expect(clock.deadline == at(71))
    }

    @Test func `a request behind another has its time from its turn on`() {
        var clock = clock
        clock.headRead(isLast: false, at: at(0))
        _ = clock.endRead(at: at(0))
        clock.headRead(isLast: false, at: at(1))
        #expect(clock.deadline == nil)
        clock.answered(at: at(100))
        #expect(clock.deadline == at(130))
    }

    @Test func `after the last request it ends, and is deaf meanwhile`() {
        var clock = clock
        clock.headRead(isLast: true, at: at(0))
        #expect(!clock.isDeaf)
        let isOverBeforeItsAnswer = clock.endRead(at: at(0))
        #expect(!isOverBeforeItsAnswer)
        #expect(clock.isDeaf)
        clock.writes(at: at(1))
        clock.answered(at: at(1))
        let isOver = clock.written(at: at(1))
        #expect(isOver)
    }

    @Test func `an answer before the request's end ends the connection after it`() {
        var clock = clock
        clock.headRead(isLast: false, at: at(0))
        let isEarly = clock.answerBegins()
        #expect(isEarly)
        clock.writes(at: at(1))
        clock.answered(at: at(1))
        let isOver = clock.written(at: at(2))
        #expect(!isOver)
        #expect(clock.deadline == at(7))
        let isOverAfterTheRest = clock.endRead(at: at(3))
        #expect(isOverAfterTheRest)
    }

    @Test func `what can't be understood leaves time to hear so`() {
        var clock = clock
        clock.broken()
        clock.writes(at: at(0))
        clock.answered(at: at(0))
        let isOver = clock.written(at: at(1))
        #expect(!isOver)
        #expect(clock.deadline == at(6))
    }
}
