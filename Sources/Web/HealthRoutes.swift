import Hummingbird
import Outreach
import Store

/// Whether the program is alive, and whether it can work.
struct HealthRoutes: Sendable {
    private let readiness: Readiness

    init(_ desk: Desk) {
        readiness = Readiness(desk)
    }

    func add(to router: Router<BasicRequestContext>) {
        // Without the database: a supervisor must not restart a program because its disk is full.
        // `doctor` knows Parley by these words.
        router.get("/health") { _, _ in Response.json(.ok, #"{"parley":"ok"}"#) }
        // Sends that stand still are told and change no status: a proxy that took this program out
        // for them would only lose what families write.
        router.get("/ready") { _, _ in
            switch await readiness.state {
            case .notReady: Response.json(.serviceUnavailable, #"{"parley":"not ready"}"#)
            case .ready(stalled: 0): Response.json(.ok, #"{"parley":"ready"}"#)
            case .ready(let stalled):
                Response.json(.ok, #"{"parley":"ready","stalledSends":\#(stalled)}"#)
            }
        }
    }
}

/// Asks the database at most once a second, and for sends that stand still twice a minute, however
/// often it is asked itself: anybody may ask.
actor Readiness {
    /// Whether the program can work.
    enum State: Sendable, Hashable {
        case notReady
        /// `stalled`: How many sends stand still.
        case ready(stalled: Int)
    }

    private let desk: Desk
    private var known: (state: State, at: Instant)?
    private var stalled: (count: Int, at: Instant)?
    private var asking: Task<State, Never>?

    init(_ desk: Desk) {
        self.desk = desk
    }

    var state: State {
        get async {
            let now = desk.source.now()
            if let known, now - known.at < .seconds(1), known.at <= now { return known.state }
            if let asking { return await asking.value }
            let task = Task { await ask(now) }
            asking = task
            let state = await task.value
            asking = nil
            known = (state, now)
            return state
        }
    }

    private func ask(_ now: Instant) async -> State {
        do {
            // Its own name matters for migrating alone.
            try await Migrator(program: "parley").check(desk.database)
            return .ready(stalled: try await stalledSends(now))
        } catch {
            return .notReady
        }
    }

    private func stalledSends(_ now: Instant) async throws -> Int {
        if let stalled, now - stalled.at < .seconds(30), stalled.at <= now { return stalled.count }
        let count = try await desk.stalledSends().count
        stalled = (count, now)
        return count
    }
}
