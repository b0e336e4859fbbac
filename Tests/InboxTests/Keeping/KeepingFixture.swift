import Engines
import People
import Store

@testable import Inbox

/// A school with an intake.
struct KeepingFixture: Sendable {
    let school: SmallSchool
    let clock = FixedClock()
    var database: any Database { school.database }
    var intake: Intake { Intake(clock.source) }
    var readings: Readings { Readings(clock.source) }
    var tray: TriageTray { TriageTray(clock.source) }

    init(_ engine: Engine) async throws {
        school = try await SmallSchool(engine, clock: clock)
        try await school.add(.init("asha", of: "hassan", students: ["ali"]))
    }

    func arrival(
        _ words: String, to recipients: [String] = ["liaison@in.test"], by source: String = "lmtp",
        delivery: String? = nil
    ) -> Arrival {
        Arrival(
            source: source, deliveryID: delivery, reversePath: "asha@example.org",
            recipients: recipients, bytes: Array(words.utf8))
    }

    @discardableResult
    func keep(_ arrival: Arrival) async throws -> Keeping {
        try await database.write { t in try intake.keep(arrival, t) }
    }

    func claim(_ limit: Int = 10) async throws -> [ClaimedInbound] {
        let now = clock.now
        return try await database.write { t in
            try InboundQueue().claim(limit: limit, lease: .seconds(60), now: now, t)
        }
    }

    func sweep() async throws -> [InboundID] {
        let now = clock.now
        return try await database.write { t in try InboundQueue().sweep(now: now, t) }
    }

    func state(of id: InboundID) async throws -> InboundState? {
        try await database.read { t in
            try t.row("SELECT state FROM inbound WHERE id = \(id)")?["state"]
        }
    }

    /// Opens a case in which an arrival may end.
    func openCase() async throws -> CaseID {
        try await school.change(
            """
            INSERT INTO cases (id, reference, school_id, family_id, kind, concern, liaison_id,
                state, opened_at)
            VALUES ('case1', 'ref01', 'school', 'hassan', 'concern', '', 'amina', 'open', 0)
            """)
        return CaseID(text: "case1")
    }
}
