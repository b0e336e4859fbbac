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
        router.get("/ready") { _, _ in
            await readiness.isReady
                ? Response.json(.ok, #"{"parley":"ready"}"#)
                : Response.json(.serviceUnavailable, #"{"parley":"not ready"}"#)
        }
    }
}

/// Asks the database at most once a second, however often it is asked itself: anybody may ask.
actor Readiness {
    private let desk: Desk
    private var known: (isReady: Bool, at: Instant)?
    private var asking: Task<Bool, Never>?

    init(_ desk: Desk) {
        self.desk = desk
    }

    var isReady: Bool {
        get async {
            let now = desk.source.now()
            if let known, now - known.at < .seconds(1), known.at <= now { return known.isReady }
            if let asking { return await asking.value }
            let task = Task { [desk] in await Self.ask(desk) }
            asking = task
            let isReady = await task.value
            asking = nil
            known = (isReady, now)
            return isReady
        }
    }

    private static func ask(_ desk: Desk) async -> Bool {
        do {
            // Its own name matters for migrating alone.
            try await Migrator(program: "parley").check(desk.database)
            return true
        } catch {
            return false
        }
    }
}
