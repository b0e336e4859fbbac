/// What a test waited for did not happen in time.
struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    let limit: Duration

    var description: String { "Waited \(limit) in vain until \(what)." }
}

/// Waits until something holds: less long than a lease or the wait before a second attempt, which
/// would make good what went wrong at first.
func eventually(
    _ what: String, within limit: Duration = .seconds(45),
    every pause: Duration = .milliseconds(20), _ holds: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !holds() {
        guard ContinuousClock.now < end else { throw NeverHappened(what: what, limit: limit) }
        try await Task.sleep(for: pause)
    }
}
