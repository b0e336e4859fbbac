import Crypto
import Foundation
import People
import Store
import Wire

/// What arrived, before anything was read in it.
public struct Arrival: Sendable {
    /// `lmtp`, `smtp`, `pipe` …
    public let source: String
    /// The provider's own id of this delivery; nil where there is none, and the digest serves.
    public let deliveryID: String?
    /// The envelope's sender; empty for `<>`.
    public let reversePath: String
    /// The envelope's recipients.
    public let recipients: [String]
    /// As they came.
    public let bytes: [UInt8]

    /// Describes an arrival.
    public init(
        source: String, deliveryID: String?, reversePath: String, recipients: [String],
        bytes: [UInt8]
    ) {
        self.source = source
        self.deliveryID = deliveryID
        self.reversePath = reversePath
        self.recipients = recipients
        self.bytes = bytes
    }
}

/// What was done with an arrival.
public enum Keeping: Sendable, Hashable {
    /// It is on disk under this id.
    case kept(InboundID)
    /// The same thing came before; nothing new was kept.
    case repeated(InboundID)

    /// Where it is kept.
    public var id: InboundID {
        switch self {
        case .kept(let id), .repeated(let id): id
        }
    }
}

/// Keeps bytes before anybody reads them. It imports no parser: what it takes, a newer version can
/// read again.
public struct Intake: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Keeps an arrival. Acknowledge it only after the transaction has been committed.
    public func keep(_ arrival: Arrival, _ t: borrowing Transaction) throws -> Keeping {
        let digest = Self.digest(of: arrival)
        let key = arrival.deliveryID ?? digest
        let id: InboundID = source.newID()
        let count = try t.execute(
            """
            INSERT INTO inbound (id, source, source_key, digest, record_kind, received_at,
                reverse_path, recipients, size, state, claims)
            VALUES (\(id), \(arrival.source), \(key), \(digest), \("inbound"), \(source.now()),
                \(arrival.reversePath), \(jsonText(arrival.recipients)), \(arrival.bytes.count),
                \(InboundState.kept), \(0))
            ON CONFLICT (source, source_key) DO NOTHING
            """)
        if count == 1 {
            try t.execute(
                "INSERT INTO inbound_bytes (raw_id, bytes) VALUES (\(id), \(arrival.bytes))")
            return .kept(id)
        }
        let known = try t.row(
            "SELECT id FROM inbound WHERE source = \(arrival.source) AND source_key = \(key)")
        guard let known else { throw StoreError.statement("a kept arrival can't be found") }
        return .repeated(try known["id"])
    }

    /// SHA-256 of bytes and recipients, as hex: the same mail to another address is another.
    static func digest(of arrival: Arrival) -> String {
        var hash = SHA256()
        hash.update(data: Data(arrival.recipients.joined(separator: "\n").utf8))
        hash.update(data: Data([0]))
        arrival.bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hexText(hash.finalize())
    }
}

/// Where kept bytes stand.
public enum InboundState: String, Sendable, Codable, SQLBindable, SQLReadable {
    case kept
    /// A worker has them until the lease ends.
    case reading
    case read
    /// A part of a long text; it waits for the others.
    case waiting
    /// Reading them ended three workers; a person has to look.
    case setAside = "set-aside"
}
