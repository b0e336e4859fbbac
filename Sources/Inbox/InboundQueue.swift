import People
import Store

/// Bytes that a worker has taken to read.
public struct ClaimedInbound: Sendable {
    /// The id.
    public let id: InboundID
    /// Where they came from.
    public let source: String
    /// The envelope's sender.
    public let reversePath: String
    /// The envelope's recipients.
    public let recipients: [String]
    /// As they came.
    public let bytes: [UInt8]
    /// The number of this claim.
    public let claim: Int
    /// When they came.
    public let receivedAt: Instant
}

/// Hands kept bytes to readers, one after another.
///
/// Swift can't catch a trap. So a claim is counted before the work, and bytes that were claimed
/// three times without being read are set aside instead of ending every worker in turn.
public struct InboundQueue: Sendable {
    /// How often bytes are claimed at most.
    public static let maximumClaims = 3

    /// Has no state of its own.
    public init() {}

    /// How many bytes are claimed together at most, unless one arrival alone has more.
    private static let mostBytes = 4 << 20

    /// Takes what came first.
    ///
    /// What was claimed before without being read may have ended its reader: it is claimed alone, so
    /// that it takes no other along again.
    public func claim(
        limit: Int, lease: Duration, now: Instant, _ t: borrowing Transaction
    ) throws -> [ClaimedInbound] {
        let ids = try next(limit: limit, t)
        guard !ids.isEmpty else { return [] }
        try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.reading), claims = claims + 1,
                lease_until = \(now + lease)
            WHERE id IN (\(padded: ids)) AND state = 'kept'
            """)
        // Ordered here: SQLite would sort the bytes along.
        return try t.rows(
            """
            SELECT id, source, reverse_path, recipients, bytes, claims, received_at
            FROM inbound JOIN inbound_bytes ON raw_id = id
            WHERE id IN (\(padded: ids)) AND state = 'reading' AND lease_until = \(now + lease)
            """
        ).map(ClaimedInbound.init(row:)).sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
    }

    private func next(limit: Int, _ t: borrowing Transaction) throws -> [InboundID] {
        let rows = try t.rows(
            """
            SELECT id, size, claims FROM inbound WHERE state = 'kept'
            ORDER BY received_at, id LIMIT \(limit) \(t.dialect.skipLocked)
            """)
        var (ids, bytes): ([InboundID], Int) = ([], 0)
        for row in rows {
            let (size, claims): (Int, Int) = (try row["size"], try row["claims"])
            guard ids.isEmpty || (claims == 0 && bytes + size <= Self.mostBytes) else { break }
            ids.append(try row["id"])
            bytes += size
            guard claims == 0 else { break }
        }
        return ids
    }

    /// Gives back what ended readers held.
    /// - Returns: What has been set aside now.
    public func sweep(now: Instant, _ t: borrowing Transaction) throws -> [InboundID] {
        try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.kept), lease_until = NULL
            WHERE state = 'reading' AND lease_until < \(now) AND claims < \(Self.maximumClaims)
            """)
        return try t.rows(
            """
            UPDATE inbound SET state = \(InboundState.setAside), lease_until = NULL
            WHERE state = 'reading' AND lease_until < \(now)
            RETURNING id
            """
        ).map { row -> InboundID in try row["id"] }
    }

    /// Gives bytes back unread, as if they had not been claimed, if they are still the reader's.
    public func giveBack(_ id: InboundID, claim: Int, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.kept), lease_until = NULL,
                claims = claims - 1
            WHERE id = \(id) AND state = 'reading' AND claims = \(claim)
            """)
    }

    /// Marks bytes as read, if all of them are still the reader's.
    /// - Returns: False when another reader has taken any of them.
    public func finish(
        _ read: [(id: InboundID, claim: Int, family: FamilyID?)], _ t: borrowing Transaction
    ) throws -> Bool {
        var count = 0
        for some in batches(read) {
            // The first row tells PostgreSQL the types.
            let rows = padded(some).map { one -> SQL in
                "(\(one.id), CAST(\(one.claim) AS BIGINT), CAST(\(one.family) AS TEXT))"
            }
            count += try t.execute(
                """
                WITH given (id, claim, family) AS (VALUES \(SQL.joined(rows, by: ", ")))
                UPDATE inbound SET state = \(InboundState.read), lease_until = NULL,
                    family_id = given.family
                FROM given WHERE inbound.id = given.id AND inbound.state = 'reading'
                    AND inbound.claims = given.claim
                """)
        }
        return count == read.count
    }

    /// How many wait.
    public func waiting(_ t: borrowing Transaction) throws -> Int {
        try t.number("SELECT COUNT(*) AS n FROM inbound WHERE state IN ('kept', 'reading')")
    }

    /// The bytes as they came.
    public func bytes(of id: InboundID, _ t: borrowing Transaction) throws -> [UInt8]? {
        try t.row("SELECT bytes FROM inbound_bytes WHERE raw_id = \(id)")?["bytes"]
    }

    /// Names the family that the bytes belong to, once a person has said so.
    public func assign(
        _ id: InboundID, to family: FamilyID, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            UPDATE inbound SET family_id = \(family) WHERE id = \(id)
                OR id IN (SELECT raw_id FROM text_parts WHERE text_id = \(id))
            """)
        try t.execute("UPDATE readings SET family_id = \(family) WHERE raw_id = \(id)")
        try t.execute("UPDATE text_media SET family_id = \(family) WHERE raw_id = \(id)")
    }
}

extension ClaimedInbound {
    init(row: Row) throws {
        let recipients: String = try row["recipients"]
        self.init(
            id: try row["id"], source: try row["source"], reversePath: try row["reverse_path"],
            recipients: try fromJSON(recipients, as: [String].self), bytes: try row["bytes"],
            claim: try row["claims"], receivedAt: try row["received_at"])
    }
}
