import Engines
import Localization
import Store
import Testing

@Suite struct MonthlyBudgetTests {
    @Test(arguments: Engine.reachable)
    func `many at once never take more than the limit`(_ engine: Engine) async throws {
        let database = try await engine.empty()
        let budget = MonthlyBudget(database, FixedClock().source)
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask { try await budget.take(30, from: "home", limit: 1_000) }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 33)
        #expect(try await budget.used() == ["home": 990])
    }

    @Test(arguments: Engine.reachable)
    func `what is given back can be taken again, and each month begins with nothing`(
        _ engine: Engine
    ) async throws {
        let clock = FixedClock()
        let budget = MonthlyBudget(try await engine.empty(), clock.source)
        #expect(try await budget.take(90, from: "home", limit: 100))
        #expect(try await !budget.take(90, from: "home", limit: 100))
        #expect(try await budget.take(90, from: "other", limit: nil))
        try await budget.giveBack(90, to: "home")
        #expect(try await budget.take(90, from: "home", limit: 100))
        #expect(try await !budget.take(101, from: "third", limit: 100))
        clock.advance(.seconds(8 * 86_400))
        #expect(try await budget.take(90, from: "home", limit: 100))
        #expect(try await budget.used() == ["home": 90])
    }

    @Test(arguments: Engine.reachable)
    func `a pause is kept, grows, ends by itself, and can be ended`(_ engine: Engine) async throws {
        let clock = FixedClock()
        let budget = MonthlyBudget(try await engine.empty(), clock.source)
        let hour = clock.now + .seconds(3_600)
        try await budget.pause("home", until: hour, because: "quota")
        try await budget.pause("home", until: clock.now + .seconds(5), because: "rate")
        #expect(try await budget.pausedUntil("home") == hour)
        #expect(try await budget.pausedUntil("other") == nil)
        clock.advance(.seconds(3_600))
        #expect(try await budget.pausedUntil("home") == nil)
        try await budget.pause("home", until: clock.now + .seconds(9), because: "rate")
        try await budget.resume("home")
        #expect(try await budget.pausedUntil("home") == nil)
    }
}
