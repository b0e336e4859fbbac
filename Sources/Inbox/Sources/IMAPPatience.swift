import Store
import Wire

/// When a mail server may be asked again after it failed, and a mail that could not be had.
///
/// Kept in memory: a new start asks at once.
struct IMAPPatience: Sendable {
    private struct Strike {
        var count = 0
        var notBefore: Instant
        var problem: SourceProblem
    }

    private var failures = 0
    private var notBefore: Instant?
    private var problem: SourceProblem?
    private var strikes: [IMAPMail: Strike] = [:]

    /// What stands in the way for so long as the server is left alone; nil when it may be asked.
    func obstacle(now: Instant) -> SourceProblem? {
        guard let notBefore, now < notBefore else { return nil }
        return problem
    }

    /// The server did as it was asked.
    mutating func succeeded() {
        failures = 0
        notBefore = nil
        problem = nil
    }

    /// The connection failed. Waits twice as long each time: from 5 s to 5 min; after a wrong
    /// password from one minute to 15, since servers shut accounts that are tried too often. A
    /// connection that broke twice is just made anew.
    mutating func failed(_ error: IMAPProblem, now: Instant) {
        guard error.endsConnection, error.kind != .cancelled else { return }
        failures += 1
        let isLogin = error.kind == .login
        let grace = error.kind == .lost ? 2 : 0
        guard failures > grace else { return }
        let first = isLogin ? 60 : 5
        let most = isLogin ? 900 : 300
        problem = SourceProblem(error.description)
        notBefore = now + .seconds(min(most, first << min(10, failures - grace - 1)))
    }

    /// A mail could not be had. From the second time on it is left alone, for a minute at first and
    /// an hour at last: what breaks the connection must not keep the others out.
    mutating func struck(_ mail: IMAPMail, _ problem: SourceProblem, now: Instant) {
        var strike = strikes[mail] ?? Strike(notBefore: now, problem: problem)
        strike.count += 1
        strike.problem = problem
        if strike.count > 1 {
            strike.notBefore = now + .seconds(min(3_600, 60 << min(10, strike.count - 2)))
        }
        strikes[mail] = strike
    }

    /// Why a mail is left alone now; nil when it may be asked for.
    func obstacle(to mail: IMAPMail, now: Instant) -> SourceProblem? {
        guard let strike = strikes[mail], now < strike.notBefore else { return nil }
        return strike.problem
    }

    /// In the order to ask for them: what made trouble comes last. What has gone is forgotten.
    mutating func ordered(_ mails: [IMAPMail]) -> [IMAPMail] {
        guard !strikes.isEmpty else { return mails }
        let there = Set(mails)
        strikes = strikes.filter { there.contains($0.key) }
        return mails.filter { strikes[$0] == nil } + mails.filter { strikes[$0] != nil }
    }
}
