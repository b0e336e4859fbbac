import Store
import Testing

@testable import Delivery

private let now = Instant(milliseconds: 0)

@Test func `the tries grow rarer and end after about two days`() throws {
    let schedule = RetrySchedule()
    var waits: [Duration] = []
    var attempt = 1
    while let next = schedule.next(after: attempt, now: now, chance: 0.5) {
        waits.append(next - now)
        attempt += 1
    }
    #expect(waits == schedule.steps)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    let hours = waits.reduce(.zero, +).inSeconds / 3_600
    #expect((40...56).contains(hours))
    #expect(schedule.next(after: schedule.steps.count + 1, now: now, chance: 0) == nil)
}

@Test(arguments: [(0.0, 80_000), (0.5, 100_000), (0.999_999, 119_999)] as [(Double, Int64)])
func `chance spreads a try by a fifth to each side`(_ row: (chance: Double, wait: Int64)) {
    let schedule = RetrySchedule(steps: [.seconds(100)])
    let next = schedule.next(after: 1, now: now, chance: row.chance)
    #expect(next == Instant(milliseconds: row.wait))
}

@Test(arguments: [-1, 0, 2, Int.max])
func `an attempt outside of the schedule has no next try`(_ attempt: Int) {
    let schedule = RetrySchedule(steps: [.seconds(100)])
    #expect(schedule.next(after: attempt, now: now, chance: 0.5) == nil)
}
