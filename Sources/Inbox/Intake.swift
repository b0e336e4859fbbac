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
        guard let kept = try keep([arrival], t).first else {
            throw StoreError.statement("an arrival was not kept")
        }
        return kept
    }

    /// Keeps arrivals, in their order. Acknowledge them only after the transaction has been
    /// committed.
    /// - Returns: What was done with each.
    public func keep(_ arrivals: [Arrival], _ t: borrowing Transaction) throws -> [Keeping] {
        try powerBatches(arrivals.map { New($0, id: source.newID()) }).flatMap { some in
            try keep(some, t)
        }
    }

    private struct New {
        let arrival: Arrival
        let id: InboundID
        let digest: String
        var key: String { arrival.deliveryID ?? digest }

        init(_ arrival: Arrival, id: InboundID) {
            (self.arrival, self.id) = (arrival, id)
            digest = Intake.digest(of: arrival)
        }
    }

    private func keep(_ some: ArraySlice<New>, _ t: borrowing Transaction) throws -> [Keeping] {
        let now = source.now()
        let count = try t.insertAtOnce(
            """
            INSERT INTO inbound (id, source, source_key, digest, record_kind, received_at,
                reverse_path, recipients, size, state, claims)
            """, some.map { try row(of: $0, at: now) },
            "ON CONFLICT (source, source_key) DO NOTHING")
        let kept =
            count == some.count
            ? some.map { Keeping.kept($0.id) } : try some.map { try keeping(of: $0, t) }
        let new = zip(some, kept).filter { $0.id == $1.id }.map(\.0)
        for piece in powerBatches(new) {
            _ = try t.insertAtOnce(
                "INSERT INTO inbound_bytes (raw_id, bytes)",
                piece.map { [$0.id.sqlValue, $0.arrival.bytes.sqlValue] }, "")
        }
        return kept
    }

    private func row(of new: New, at now: Instant) throws -> [SQLValue] {
        [
            new.id.sqlValue, new.arrival.source.sqlValue, new.key.sqlValue, new.digest.sqlValue,
            "inbound".sqlValue, now.sqlValue, new.arrival.reversePath.sqlValue,
            try jsonText(new.arrival.recipients).sqlValue, new.arrival.bytes.count.sqlValue,
            InboundState.kept.sqlValue, 0.sqlValue,
        ]
    }

    /// Whether an arrival is kept under its new id, or came before.
    private func keeping(of new: New, _ t: borrowing Transaction) throws -> Keeping {
        let known = try t.row(
            """
            SELECT id FROM inbound WHERE source = \(new.arrival.source)
                AND source_key = \(new.key)
            """)
        guard let known else { throw StoreError.statement("a kept arrival can't be found") }
        let id: InboundID = try known["id"]
        return id == new.id ? .kept(id) : .repeated(id)
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
