import People
import Store

/// What a school has decided about a word.
public enum SchoolWordKind: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    /// Somebody's name who is on no roster: it never leaves.
    case name
    /// A place or an organisation: it never leaves, and is not translated.
    case place
    /// A word like any other, though it begins with a capital.
    case ordinary
}

/// Words that may be names and that a person has looked at.
public struct SchoolWords: Sendable {
    private let source: ClockAndChance

    /// Takes the clock from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Keeps what a person has decided; what was decided before is replaced.
    public func decide(
        _ word: String, _ kind: SchoolWordKind, of school: SchoolID, by staff: StaffID,
        _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO school_words (school_id, word, kind, staff_id, at)
            VALUES (\(school), \(word), \(kind), \(staff), \(source.now()))
            ON CONFLICT (school_id, word) DO UPDATE SET kind = excluded.kind,
                staff_id = excluded.staff_id, at = excluded.at
            """)
    }

    /// What was decided since a time, by word.
    public func decided(
        since start: Instant, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> [String: SchoolWordKind] {
        let rows = try t.rows(
            "SELECT word, kind FROM school_words WHERE school_id = \(school) AND at >= \(start)"
        ).map { (try $0["word"] as String, try $0["kind"] as SchoolWordKind) }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }

    /// Every decision of a school, by word.
    public func all(
        of school: SchoolID, _ t: borrowing Transaction
    ) throws -> [(word: String, kind: SchoolWordKind)] {
        try t.rows(
            "SELECT word, kind FROM school_words WHERE school_id = \(school) ORDER BY word"
        ).map { (try $0["word"], try $0["kind"]) }
    }
}
