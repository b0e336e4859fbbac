/// How long to wait before a request is made again.
enum RetryWait {
    /// Tries of one request at most.
    static let tries = 4

    /// The wait after a failed try.
    ///
    /// It doubles from try to try, by class: a connection that nobody took may be taken at once, a
    /// server at work needs a moment, one that counts requests longer, and what it asks for itself
    /// it gets. Chance spreads it from half to one and a half.
    /// - Parameters:
    ///   - failure: What went wrong.
    ///   - attempt: From 1.
    ///   - left: What is left of all patience.
    ///   - chance: From 0 to 1.
    /// - Returns: Nil when there shall be no further try.
    static func after(
        _ failure: TranslatorFailure, attempt: Int, left: Duration, chance: Double
    ) -> Duration? {
        let first: Duration
        switch failure.kind {
        case .unreachable, .silent: first = .milliseconds(200)
        case .busy: first = .milliseconds(500)
        case .rate: first = .milliseconds(1_000)
        default: return nil
        }
        guard attempt < tries else { return nil }
        let wait = first * (1 << (attempt - 1)) * (0.5 + chance)
        let asked = max(wait, failure.retryAfter ?? .zero)
        return asked < left ? asked : nil
    }
}
