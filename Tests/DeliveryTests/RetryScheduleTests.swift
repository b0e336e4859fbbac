import Store
import Testing

@testable import Delivery

private let now = Instant(milliseconds: 0)

@Test(
    arguments: [
        (.transient, 40...56), (.throttled, 24...40), (.policy, 60...96), (.ours, 30...56),
    ] as [(RetryClass, ClosedRange<Double>)])
func `the tries grow rarer and end after some days`(
    _ row: (kind: RetryClass, hours: ClosedRange<Double>)
) throws {
    let schedule = RetrySchedule()
    var waits: [Duration] = []
    var attempt = 1
    while let next = schedule.next(after: attempt, of: row.kind, now: now, chance: 0.5) {
        waits.append(next - now)
        attempt += 1
    }
    #expect(waits == schedule.steps[row.kind])
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(row.hours.contains(waits.reduce(.zero, +).inSeconds / 3_600))
    #expect(schedule.next(after: waits.count + 1, of: row.kind, now: now, chance: 0) == nil)
}

@Test func `a message that changes its class still has tries left in every class`() {
    let counts = RetryClass.allCases.map { RetrySchedule().steps[$0]?.count }
    #expect(Set(counts).count == 1)
}

@Test func `policy waits longest at first, greylisting least`() throws {
    let schedule = RetrySchedule()
    let first = try RetryClass.allCases.map {
        try #require(schedule.next(after: 1, of: $0, now: now, chance: 0.5))
    }
    #expect(first.min() == schedule.next(after: 1, of: .transient, now: now, chance: 0.5))
    #expect(first.max() == schedule.next(after: 1, of: .policy, now: now, chance: 0.5))
}

@Test(arguments: [(0.0, 80_000), (0.5, 100_000), (0.999_999, 119_999)] as [(Double, Int64)])
func `chance spreads a try by a fifth to each side`(_ row: (chance: Double, wait: Int64)) {
    let schedule = RetrySchedule(steps: [.seconds(100)])
    for kind in RetryClass.allCases {
        let next = schedule.next(after: 1, of: kind, now: now, chance: row.chance)
        #expect(next == Instant(milliseconds: row.wait))
    }
}

@Test(arguments: [-1, 0, 2, Int.max])
func `an attempt outside of the schedule has no next try`(_ attempt: Int) {
    let schedule = RetrySchedule(steps: [.seconds(100)])
    #expect(schedule.next(after: attempt, of: .transient, now: now, chance: 0.5) == nil)
}
