/// Brings a database to the schema that this program knows: forward only, each step whole.
public struct Migrator: Sendable {
    /// One numbered step.
    public struct Migration: Sendable {
        /// Its number, 1 or more, without gaps.
        public let number: Int
        /// What it adds.
        public let name: String
        let text: [UInt8]
    }

    /// Every step, oldest first. A new table is one more line and its file in `Migrations/`.
    public static let all: [Migration] = [
        Migration(number: 1, name: "people", text: PackageResources.m0001_people_sql),
        Migration(number: 2, name: "cases", text: PackageResources.m0002_cases_sql),
        Migration(number: 3, name: "delivery", text: PackageResources.m0003_delivery_sql),
        Migration(number: 4, name: "inbox", text: PackageResources.m0004_inbox_sql),
        Migration(number: 5, name: "calendar", text: PackageResources.m0005_calendar_sql),
        Migration(number: 6, name: "texts", text: PackageResources.m0006_texts_sql),
        Migration(number: 7, name: "answers", text: PackageResources.m0007_answers_sql),
        Migration(number: 8, name: "sending", text: PackageResources.m0008_sending_sql),
        Migration(number: 9, name: "progress", text: PackageResources.m0009_progress_sql),
        Migration(number: 10, name: "archive", text: PackageResources.m0010_archive_sql),
        Migration(number: 11, name: "sources", text: PackageResources.m0011_sources_sql),
        Migration(number: 12, name: "matching", text: PackageResources.m0012_matching_sql),
        Migration(
            number: 13, name: "texts-beside", text: PackageResources.m0013_texts_beside_sql),
        Migration(number: 14, name: "staff notes", text: PackageResources.m0014_staff_notes_sql),
        Migration(
            number: 15, name: "shown-notices", text: PackageResources.m0015_shown_notices_sql),
        Migration(number: 16, name: "memory", text: PackageResources.m0016_memory_sql),
        Migration(number: 17, name: "providers", text: PackageResources.m0017_providers_sql),
        Migration(number: 18, name: "drafts", text: PackageResources.m0018_drafts_sql),
        Migration(
            number: 19, name: "inbound-bytes", text: PackageResources.m0019_inbound_bytes_sql),
        Migration(
            number: 20, name: "imports and reviewers",
            text: PackageResources.m0020_imports_and_reviewers_sql),
    ]

    private let migrations: [Migration]
    private let program: String

    /// - Parameters:
    ///   - program: The program's version, written beside each step that it runs.
    ///   - migrations: The steps to know.
    public init(program: String, migrations: [Migration] = Migrator.all) {
        self.program = program
        self.migrations = migrations
    }

    /// Runs what is missing.
    /// - Returns: The steps that ran.
    /// - Throws: ``StoreError/newerSchema(found:known:program:)`` and whatever a step meets.
    public func migrate(_ database: some Database, now: Instant) async throws -> [Migration] {
        let (program, migrations) = (program, migrations)
        return try await database.write { t in
            // Two programs that start at once take turns: SQLite has one writer anyhow, and
            // PostgreSQL's CREATE TABLE IF NOT EXISTS fails when two of them meet.
            if t.dialect == .postgres { _ = try t.rows("SELECT pg_advisory_xact_lock(7275479)") }
            try t.execute(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    version BIGINT NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL,
                    program TEXT NOT NULL,
                    applied_at BIGINT NOT NULL
                )
                """)
            let found = try Self.version(t)
            try Self.refuseNewer(found, known: migrations.last?.number ?? 0)
            let missing = migrations.filter { $0.number > found.version }
            for step in missing { try Self.apply(step, program: program, now: now, t) }
            return missing
        }
    }

    /// Makes sure that the schema is the one this program knows.
    /// - Throws: ``StoreError/newerSchema(found:known:program:)``,
    ///   ``StoreError/olderSchema(found:known:)``.
    public func check(_ database: some Database) async throws {
        let known = migrations.last?.number ?? 0
        try await database.read { t in
            let found = try Self.exists(t) ? Self.version(t) : (version: 0, program: "")
            try Self.refuseNewer(found, known: known)
            if found.version < known {
                throw StoreError.olderSchema(found: found.version, known: known)
            }
        }
    }

    private static func exists(_ t: borrowing Transaction) throws -> Bool {
        let tables: SQL =
            t.dialect == .sqlite
            ? "SELECT COUNT(*) AS n FROM sqlite_master WHERE name = 'schema_migrations'"
            : """
            SELECT COUNT(*) AS n FROM pg_class
            WHERE relname = 'schema_migrations' AND pg_table_is_visible(oid)
            """
        return try t.number(tables) > 0
    }

    private static func version(
        _ t: borrowing Transaction
    ) throws -> (version: Int, program: String) {
        let row = try t.row(
            "SELECT version, program FROM schema_migrations ORDER BY version DESC LIMIT 1")
        guard let row else { return (0, "") }
        return (try row["version"], try row["program"])
    }

    private static func refuseNewer(_ found: (version: Int, program: String), known: Int) throws {
        guard found.version <= known else {
            throw StoreError.newerSchema(
                found: found.version, known: known, program: found.program)
        }
    }

    private static func apply(
        _ step: Migration, program: String, now: Instant, _ t: borrowing Transaction
    ) throws {
        let text = String(decoding: step.text, as: UTF8.self)
        for statement in statements(in: text) { try t.execute(SQL(trusted: statement)) }
        try t.execute(
            """
            INSERT INTO schema_migrations (version, name, program, applied_at)
            VALUES (\(step.number), \(step.name), \(program), \(now))
            """)
    }

    /// A migration's statements: each ends with a semicolon at the end of a line.
    static func statements(in text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
            .filter { !$0.drop(while: { $0 == " " }).hasPrefix("--") }
        return lines.joined(separator: "\n")
            .split(separator: ";\n", omittingEmptySubsequences: true)
            .map { $0.hasSuffix(";") ? String($0.dropLast()) : String($0) }
            .filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
