import Engines
import Store
import Testing

@testable import parley

/// A school whose rows a test ages at will.
private struct Workload: Sendable {
    let school: SmallSchool
    private let sent: SQL = """
        INSERT INTO sends (id, reference, school_id, notice, about_kind, about_id, bulk, audience,
            notice_values, staff_id, created_at)
        VALUES ('s', 's', 'school', 'event-notice', 'event', 'e', \(true), '', '', 'amina', 0)
        """

    init(_ engine: Engine) async throws {
        school = try await SmallSchool(engine)
        try await school.add(.init("asha", of: "hassan", students: ["ali"]))
        try await school.change(sent)
        try await school.change(
            """
            INSERT INTO renderings (id, send_id, record_kind, language, direction, standing, subject,
                text_body, html_body, sources)
            VALUES ('r', 's', 'notice', 'en', 'ltr', 'reviewed', '', '', '', '')
            """)
    }

    func message(_ id: String, _ state: String, due minutes: Int, lease: Int? = nil) async throws {
        let until = lease.map { school.clock.now + .seconds($0 * 60) }
        let due = school.clock.now + .seconds(minutes * 60)
        try await school.change(
            """
            INSERT INTO messages (id, idempotency_key, send_id, school_id, family_id, contact_id,
                channel, address, rendering_id, message_id, bulk, state, due_at, lease_until,
                attempts, created_at, changed_at)
            VALUES (\(id), \(id), 's', 'school', 'hassan', 'asha', 'email', 'asha@example.org', 'r',
                \(id), \(true), \(state), \(due), \(until), 0, 0, 0)
            """)
    }

    func attempt(of message: String, _ minutes: Int) async throws {
        let at = school.clock.now + .seconds(minutes * 60)
        try await school.change(
            """
            INSERT INTO attempts (message_id, number, started_at, outcome, reply)
            VALUES (\(message), 1, \(at), 'started', '')
            """)
    }

    func arrival(_ id: String, _ state: String, _ minutes: Int, inTray: Bool = false) async throws {
        let at = school.clock.now + .seconds(minutes * 60)
        try await school.change(
            """
            INSERT INTO inbound (id, source, source_key, digest, record_kind, received_at,
                reverse_path, recipients, size, state, claims)
            VALUES (\(id), 'lmtp', \(id), \(id), 'inbound', \(at), '', '[]', 0, \(state), 0)
            """)
        guard inTray else { return }
        try await school.change(
            """
            INSERT INTO triage (raw_id, reference, at, reason, state)
            VALUES (\(id), \(id), \(at), 'unknown-sender', 'open')
            """)
    }

    /// The level of each check.
    func levels() async throws -> [String: Finding.Level] {
        let now = school.clock.now
        let figures = try await school.database.read { t in try WorkFigures(now: now, t) }
        let pairs = figures.findings(now: now).map { ($0.check, $0.level) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

@Suite struct WorkFiguresTests {
    @Test(arguments: Engine.reachable)
    func `With nothing to do all is well`(_ engine: Engine) async throws {
        let levels = try await Workload(engine).levels()
        #expect(
            levels == [
                "outbox": .ok, "sends": .ok, "reading": .ok, "set-aside": .ok, "triage": .ok,
            ])
    }

    @Test(arguments: Engine.reachable)
    func `What is due for a quarter of an hour without an attempt wants a worker`(
        _ engine: Engine
    ) async throws {
        let load = try await Workload(engine)
        try await load.message("future", "deferred", due: 600)
        try await load.message("held", "held", due: -600)
        try await load.message("done", "sent", due: -600)
        try await load.message("fresh", "queued", due: -14)
        #expect(try await load.levels()["outbox"] == .ok)
        try await load.message("stuck", "unclear", due: -16)
        #expect(try await load.levels()["outbox"] == .fail)
        try await load.attempt(of: "done", -30)
        #expect(try await load.levels()["outbox"] == .fail)
        try await load.attempt(of: "held", -1)
        #expect(try await load.levels()["outbox"] == .warn)
    }

    @Test(arguments: Engine.reachable)
    func `A dead worker's message counts from the end of its lease`(_ engine: Engine) async throws {
        let load = try await Workload(engine)
        try await load.message("leased", "sending", due: -600, lease: 1)
        #expect(try await load.levels()["outbox"] == .ok)
        try await load.message("dead", "sending", due: -600, lease: -16)
        #expect(try await load.levels()["outbox"] == .fail)
    }

    @Test(arguments: Engine.reachable)
    func `Unread, set aside and unplaced arrivals are told apart`(_ engine: Engine) async throws {
        let load = try await Workload(engine)
        try await load.arrival("new", "kept", -14)
        try await load.arrival("placed", "read", -90_000)
        try await load.arrival("friday", "read", -4_000, inTray: true)
        #expect(
            try await load.levels()
                == ["outbox": .ok, "sends": .ok, "reading": .ok, "set-aside": .ok, "triage": .ok])
        try await load.arrival("old", "kept", -16)
        try await load.arrival("poison", "set-aside", -5)
        try await load.arrival("forgotten", "read", -5_000, inTray: true)
        #expect(
            try await load.levels()
                == [
                    "outbox": .ok, "sends": .ok, "reading": .fail, "set-aside": .warn,
                    "triage": .warn,
                ])
    }
}
