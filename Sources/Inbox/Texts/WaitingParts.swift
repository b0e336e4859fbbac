import Crypto
import Foundation
import People
import Store
import Wire

/// One part of a long text, as it is remembered; its words stay in the arrival.
public struct KeptPart: Sendable, Hashable {
    /// How a part stands.
    public enum State: String, Sendable, Codable, SQLBindable, SQLReadable {
        /// For the others.
        case waiting
        /// It has waited long enough: the text is filed with what is there.
        case due
        /// It stands on a timeline, or in the tray.
        case filed
    }

    /// The arrival.
    public let inbound: InboundID
    /// The arrival that came first of its text.
    public let text: InboundID
    /// 1 or more.
    public let number: Int
    /// Of its words.
    public let digest: String
    /// When it came.
    public let receivedAt: Instant
    /// How it stands.
    public let state: State
}

/// Keeps which parts of long texts are here, until the last one comes or the time is over.
public struct WaitingParts: Sendable {
    /// How long a part waits for the others. Parts of one text leave a phone within seconds; a
    /// provider that lost one repeats it within minutes.
    public static let patience = Duration.seconds(600)
    /// How long afterwards a late part is still known as one.
    public static let memory = Duration.seconds(3_600)

    private let source: ClockAndChance

    /// Takes the time from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// What parts of one text have in common: who wrote, to whom, under which reference. A digest,
    /// for it stands in an index.
    public static func key(
        source: String, from: String, to: String, reference: String, count: Int
    ) -> String {
        digest([source, from, to, reference, String(count)].joined(separator: "\u{0}"))
    }

    /// SHA-256 of words, as hex.
    public static func digest(_ words: String) -> String {
        hexText(SHA256.hash(data: Data(words.utf8)))
    }

    /// Lets one reader at a time at the parts of a key: two parts that are read at once would not
    /// see each other, and both wait.
    public func lock(_ key: String, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            INSERT INTO text_part_keys (key, at) VALUES (\(key), \(source.now()))
            ON CONFLICT (key) DO UPDATE SET at = excluded.at
            """)
    }

    /// Parts of a key that came lately, in the order of their coming.
    public func parts(
        of key: String, since: Instant, _ t: borrowing Transaction
    ) throws -> [KeptPart] {
        try t.rows(
            """
            SELECT * FROM text_parts WHERE key = \(key) AND received_at >= \(since)
            ORDER BY received_at, raw_id
            """
        ).map(KeptPart.init(row:))
    }

    /// Remembers a part; one that is known already stays as it is.
    public func keep(_ part: KeptPart, of key: String, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            INSERT INTO text_parts (raw_id, key, text_id, number, digest, received_at, state)
            VALUES (\(part.inbound), \(key), \(part.text), \(part.number), \(part.digest),
                \(part.receivedAt), \(part.state))
            ON CONFLICT (raw_id) DO NOTHING
            """)
    }

    /// Has an arrival wait for other parts, if it is still the reader's. Its claims begin anew: what
    /// comes back later is not to be set aside for having waited.
    /// - Returns: False when another reader has taken it.
    public func wait(_ id: InboundID, claim: Int, _ t: borrowing Transaction) throws -> Bool {
        try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.waiting), lease_until = NULL, claims = 0
            WHERE id = \(id) AND state = 'reading' AND claims = \(claim)
            """) == 1
    }

    /// Hands the first part of each text that has waited long enough to the readers.
    /// - Returns: How many texts these are.
    public func release(_ t: borrowing Transaction) throws -> Int {
        let now = source.now()
        try t.execute(
            """
            UPDATE text_parts SET state = \(KeptPart.State.due)
            WHERE state = 'waiting' AND text_id IN (SELECT text_id FROM text_parts
                WHERE state = 'waiting' AND received_at < \(now - Self.patience))
            """)
        return try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.kept)
            WHERE state = 'waiting' AND id IN (SELECT text_id FROM text_parts WHERE state = 'due')
            """)
    }

    /// Marks the parts of a text as filed, and their arrivals as read.
    ///
    /// `carrier`: The arrival that the text was filed under; its reader ends it.
    public func settle(
        _ parts: [KeptPart], under carrier: InboundID, family: FamilyID?,
        _ t: borrowing Transaction
    ) throws {
        let ids = parts.map(\.inbound)
        try t.execute(
            """
            UPDATE text_parts SET state = \(KeptPart.State.filed)
            WHERE raw_id IN (\(list: ids))
            """)
        try t.execute(
            """
            UPDATE inbound SET state = \(InboundState.read), family_id = \(family)
            WHERE id IN (\(list: ids.filter { $0 != carrier })) AND state IN ('waiting', 'kept')
            """)
    }
}

extension KeptPart {
    /// A part that has just come.
    public init(
        _ inbound: InboundID, of text: InboundID, number: Int, digest: String,
        receivedAt: Instant, _ state: State
    ) {
        self.inbound = inbound
        self.text = text
        self.number = number
        self.digest = digest
        self.receivedAt = receivedAt
        self.state = state
    }

    init(row: Row) throws {
        self.init(
            try row["raw_id"], of: try row["text_id"], number: try row["number"],
            digest: try row["digest"], receivedAt: try row["received_at"], try row["state"])
    }
}
