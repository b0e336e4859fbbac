import Crypto
import Foundation
import People
import Store
import Wire

// One mail that comes by several ways is one entry.
extension Readings {
    /// Claims a mail for an arrival. Two readers of two copies meet in the table's key: the second
    /// waits until the first has ended.
    /// - Returns: The arrival that has it already; nil when it is this one's.
    public func claim(
        _ identity: String, bodyDigest: String, for id: InboundID, _ t: borrowing Transaction
    ) throws -> InboundID? {
        let count = try t.execute(
            """
            INSERT INTO mail_contents (message_id, body_digest, raw_id)
            VALUES (\(identity), \(bodyDigest), \(id))
            ON CONFLICT (message_id, body_digest) DO NOTHING
            """)
        guard count == 0 else { return nil }
        let owner: InboundID? = try t.row(
            """
            SELECT raw_id FROM mail_contents
            WHERE message_id = \(identity) AND body_digest = \(bodyDigest)
            """)?["raw_id"]
        return owner == id ? nil : owner
    }

    /// Claims mails for arrivals, as ``claim(_:bodyDigest:for:_:)`` does each.
    /// - Returns: The arrivals whose mail nobody has but they; of the others nothing is known yet.
    public func claim(
        _ mails: [(identity: String, bodyDigest: String, id: InboundID)],
        _ t: borrowing Transaction
    ) throws -> Set<InboundID> {
        var own: Set<InboundID> = []
        for some in powerBatches(mails) {
            let count = try t.insertAtOnce(
                "INSERT INTO mail_contents (message_id, body_digest, raw_id)",
                some.map { [$0.identity.sqlValue, $0.bodyDigest.sqlValue, $0.id.sqlValue] },
                "ON CONFLICT (message_id, body_digest) DO NOTHING")
            if count == some.count { own.formUnion(some.map(\.id)) }
        }
        return own
    }

    /// SHA-256 of what follows the header, and of the addresses of ours that it came to, as hex.
    ///
    /// The same mail by two ways differs in its trace fields, in its line ends (CRLF over the wire,
    /// LF in a file) and in blank lines at its end, which some mail servers add; none of these count.
    public static func bodyDigest(_ bytes: [UInt8], to addresses: [String] = []) -> String {
        var digest = BodyDigest()
        bytes.withUnsafeBytes { all in
            var rest = all[bodyStart(of: all)...]
            while !rest.isEmpty {
                let end = place(of: 0x0A, in: rest)
                digest.add(rest[..<end])
                if end < rest.endIndex { digest.endLine() }
                rest = rest[end...].dropFirst()
            }
        }
        return digest.finish(addresses)
    }

    /// The place after the first empty line; 0 where there is none.
    public static func bodyStart(of bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { bodyStart(of: $0) }
    }

    private static func bodyStart(of bytes: UnsafeRawBufferPointer) -> Int {
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = place(of: 0x0A, in: rest)
            guard end < rest.endIndex else { return 0 }
            if rest[..<end].allSatisfy({ $0 == 0x0D }) { return end + 1 }
            rest = rest[(end + 1)...]
        }
        return 0
    }
}

extension ReadMessage {
    /// What two copies of one mail have in common: the Message-ID; where there is none, as from some
    /// old phones, a digest of date, originator and subject. Nil for a mail without these.
    public var identity: String? {
        if let messageID { return messageID }
        guard let date, let from else { return nil }
        let text = "\(date)\n\(from.address.lowercased())\n\(subject)"
        return "without an id: " + hexText(SHA256.hash(data: Data(text.utf8)))
    }
}
