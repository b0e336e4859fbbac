import Store

/// The budget in the database, for all processes together. Months are those of UTC, as providers
/// count them.
public struct MonthlyBudget: TranslationBudget {
    private let database: any Database
    private let source: ClockAndChance

    /// Counts in a database.
    public init(_ database: any Database, _ source: ClockAndChance) {
        self.database = database
        self.source = source
    }

    /// The month that a moment is in: `2026-11`.
    static func month(of moment: Instant) -> String { String(moment.iso8601.prefix(7)) }

    /// When the next month begins.
    static func end(of moment: Instant) -> Instant {
        let day = Int64(86_400_000)
        var next = moment.milliseconds / day * day
        let month = month(of: moment)
        repeat { next += day } while Self.month(of: Instant(milliseconds: next)) == month
        return Instant(milliseconds: next)
    }

    /// One guarded statement, so that two processes never pass the limit together.
    public func take(_ characters: Int, from service: String, limit: Int?) async throws -> Bool {
        let (month, limit) = (Self.month(of: source.now()), limit ?? .max)
        guard characters >= 0, characters <= limit else { return false }
        return try await database.write { t in
            try t.execute(
                """
                INSERT INTO translation_budget (service, month, characters)
                VALUES (\(service), \(month), \(characters))
                ON CONFLICT (service, month) DO UPDATE
                SET characters = translation_budget.characters + excluded.characters
                WHERE translation_budget.characters <= \(limit - characters)
                """) == 1
        }
    }

    /// Never below nothing, as when a month ended in between.
    public func giveBack(_ characters: Int, to service: String) async throws {
        let month = Self.month(of: source.now())
        try await database.write { t in
            _ = try t.execute(
                """
                UPDATE translation_budget
                SET characters = CASE WHEN characters < \(characters) THEN 0
                    ELSE characters - \(characters) END
                WHERE service = \(service) AND month = \(month)
                """)
        }
    }

    /// A pause never grows shorter by another one.
    public func pause(
        _ service: String, until: Instant, because reason: String
    ) async throws {
        let now = source.now()
        try await database.write { t in
            _ = try t.execute(
                """
                INSERT INTO translation_pauses (service, until, reason, at)
                VALUES (\(service), \(until), \(reason), \(now))
                ON CONFLICT (service) DO UPDATE
                SET until = excluded.until, reason = excluded.reason, at = excluded.at
                WHERE translation_pauses.until < excluded.until
                """)
        }
    }

    /// Until when it wants to be left alone.
    public func pausedUntil(_ service: String) async throws -> Instant? {
        let now = source.now()
        return try await database.read { t in
            let row = try t.row(
                """
                SELECT until FROM translation_pauses
                WHERE service = \(service) AND until > \(now)
                """)
            return try row.map { try $0["until"] }
        }
    }

    /// Ends a pause: somebody mended what it was for.
    public func resume(_ service: String) async throws {
        try await database.write { t in
            _ = try t.execute("DELETE FROM translation_pauses WHERE service = \(service)")
        }
    }

    /// The characters that left to each service this month.
    public func used() async throws -> [String: Int] {
        let month = Self.month(of: source.now())
        return try await database.read { t in
            let rows = try t.rows(
                "SELECT service, characters FROM translation_budget WHERE month = \(month)")
            return try rows.reduce(into: [:]) { used, row in
                used[try row["service"]] = try row["characters"] as Int
            }
        }
    }
}
