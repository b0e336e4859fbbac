import Crypto
import Foundation
import People
import Store
import Wire

/// A picture or the like that came beside a text.
public struct MediaItem: Sendable {
    /// How it stands.
    public enum State: String, Sendable, Codable, SQLBindable, SQLReadable {
        /// To be fetched.
        case waiting
        /// Here.
        case kept
        /// It could not be fetched, and is tried no more.
        case failed
    }

    /// The arrival.
    public let inbound: InboundID
    /// 1 or more, in the order of the provider's.
    public let position: Int
    /// How it stands.
    public let state: State
    /// Why it is not here yet, or never will be; a sentence for staff.
    public let problem: String?
    /// The media type that its bytes show.
    public let type: String?
    /// In bytes.
    public let size: Int?
    /// SHA-256 as hex.
    public let sha256: String?

    /// A name to save it under: `picture-1.jpg`. Providers give none.
    public var name: String {
        let type = type ?? ""
        let kind = type.split(separator: "/").first.map(String.init) ?? ""
        let word = ["image": "picture", "audio": "sound", "video": "film"][kind] ?? "file"
        return "\(word)-\(position)\(MediaType.ending(of: type))"
    }
}

/// A picture that a worker has taken to fetch.
public struct ClaimedMedia: Sendable {
    /// The arrival.
    public let inbound: InboundID
    /// Its place there.
    public let position: Int
    /// Where it lies.
    public let url: String
    /// The number of this attempt.
    public let attempt: Int
    /// The provider that brought the text.
    public let provider: String
}

/// Keeps what is to be fetched, and what was.
public struct KeptMedia: Sendable {
    /// For how long nobody else takes what a worker is fetching.
    public static let lease = Duration.seconds(120)

    private let source: ClockAndChance

    /// Takes the time from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Notes what came beside a text.
    ///
    /// `count`: How many there are by the provider; those without an address, and those beyond
    /// ``InboundText/mostMedia``, can't be fetched, and are told as one.
    public func expect(
        _ urls: [String], of count: Int, beside id: InboundID, family: FamilyID?,
        _ t: borrowing Transaction
    ) throws {
        for (index, url) in urls.enumerated() {
            try insert(id, index + 1, url, .waiting, problem: nil, family, t)
        }
        guard !urls.isEmpty, count > urls.count else { return }
        try insert(
            id, urls.count + 1, "", .failed,
            problem: "the provider told of \(count - urls.count) more, which are not fetched",
            family, t)
    }

    private func insert(
        _ id: InboundID, _ position: Int, _ url: String, _ state: MediaItem.State,
        problem: String?, _ family: FamilyID?, _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO text_media (raw_id, position, family_id, record_kind, url, state, due_at,
                attempts, problem)
            VALUES (\(id), \(position), \(family), \("text-media"), \(url), \(state),
                \(source.now()), \(0), \(problem))
            ON CONFLICT (raw_id, position) DO NOTHING
            """)
    }

    /// Takes what is due first. The attempt is counted before it is made.
    public func claim(
        of provider: String, _ t: borrowing Transaction
    ) throws -> ClaimedMedia? {
        let now = source.now()
        let source = TextSource.text(provider).name
        let row = try t.row(
            """
            UPDATE text_media SET attempts = attempts + 1, due_at = \(now + Self.lease)
            WHERE (raw_id, position) IN (SELECT raw_id, position FROM text_media
                WHERE state = 'waiting' AND due_at <= \(now)
                    AND EXISTS (SELECT 1 FROM inbound
                        WHERE inbound.id = text_media.raw_id AND inbound.source = \(source))
                ORDER BY due_at, raw_id, position LIMIT 1 \(t.dialect.skipLocked))
            RETURNING raw_id, position, url, attempts
            """)
        return try row.map { row in
            ClaimedMedia(
                inbound: try row["raw_id"], position: try row["position"], url: try row["url"],
                attempt: try row["attempts"], provider: provider)
        }
    }

    /// Keeps the bytes, if the attempt is still the last one.
    public func keep(
        _ bytes: [UInt8], as type: String, for claimed: ClaimedMedia, _ t: borrowing Transaction
    ) throws {
        let digest = hexText(SHA256.hash(data: Data(bytes)))
        try t.execute(
            """
            UPDATE text_media SET state = \(MediaItem.State.kept), bytes = \(bytes),
                type = \(type), size = \(bytes.count), sha256 = \(digest), problem = NULL
            WHERE raw_id = \(claimed.inbound) AND position = \(claimed.position)
                AND state = 'waiting' AND attempts = \(claimed.attempt)
            """)
    }

    /// Notes why it could not be fetched.
    ///
    /// `next`: When it is tried again; nil for never.
    public func fail(
        _ claimed: ClaimedMedia, because problem: String, next: Instant?,
        _ t: borrowing Transaction
    ) throws {
        let state = next == nil ? MediaItem.State.failed : .waiting
        try t.execute(
            """
            UPDATE text_media SET state = \(state), problem = \(problem),
                due_at = \(next ?? source.now())
            WHERE raw_id = \(claimed.inbound) AND position = \(claimed.position)
                AND state = 'waiting' AND attempts = \(claimed.attempt)
            """)
    }

    /// Gives up what nobody has tried for a week though it was due: its provider is set up nowhere.
    /// - Returns: How many.
    public func giveUp(_ t: borrowing Transaction) throws -> Int {
        try t.execute(
            """
            UPDATE text_media SET state = \(MediaItem.State.failed),
                problem = \("its provider is no longer set up")
            WHERE state = 'waiting' AND due_at <= \(source.now() - .seconds(7 * 86_400))
            """)
    }

    /// What came beside an arrival, in order.
    public func items(
        beside id: InboundID, _ t: borrowing Transaction
    ) throws -> [MediaItem] {
        try t.rows(
            """
            SELECT raw_id, position, state, problem, type, size, sha256 FROM text_media
            WHERE raw_id = \(id) ORDER BY position
            """
        ).map(MediaItem.init(row:))
    }

    /// The bytes of one that is kept.
    public func bytes(
        beside id: InboundID, at position: Int, _ t: borrowing Transaction
    ) throws -> [UInt8]? {
        try t.row(
            """
            SELECT bytes FROM text_media WHERE raw_id = \(id) AND position = \(position)
                AND state = 'kept'
            """)?["bytes"]
    }
}

extension MediaItem {
    fileprivate init(row: Row) throws {
        self.init(
            inbound: try row["raw_id"], position: try row["position"], state: try row["state"],
            problem: try row["problem"], type: try row["type"], size: try row["size"],
            sha256: try row["sha256"])
    }
}
