/// What a database promises about a commit that it has acknowledged.
public enum Durability: Sendable, Hashable {
    /// SQLite's journal mode and synchronous level (2 is FULL).
    case sqlite(journal: String, synchronous: Int)
    /// Which of PostgreSQL's `fsync` and `synchronous_commit` are off.
    case postgres(off: [String])

    /// Asks a database.
    public static func of(_ database: any Database) async throws -> Durability {
        try await database.read { t in
            switch t.dialect {
            case .sqlite:
                let journal: String? = try t.row("PRAGMA journal_mode")?["journal_mode"]
                return .sqlite(
                    journal: journal ?? "",
                    synchronous: try t.number("PRAGMA synchronous", column: "synchronous"))
            case .postgres:
                let off = try t.rows(
                    """
                    SELECT name FROM pg_settings
                    WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off' ORDER BY name
                    """
                ).map { row -> String in try row["name"] }
                return .postgres(off: off)
            }
        }
    }
}
