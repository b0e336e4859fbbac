import Crypto
import Foundation

/// Webhooks signed as Standard Webhooks 1.0.0 says: ours going out, and a generic provider's coming
/// in.
///
/// Headers `webhook-id`, `webhook-timestamp` and `webhook-signature`; HMAC-SHA256 over
/// `id.timestamp.body`, the body byte for byte. Signatures of other versions (`v1a`, Ed25519) in
/// the same header are passed over.
public struct StandardWebhooks: SignatureScheme {
    /// How far the signer's clock may be off, before and after, in seconds.
    public let tolerance: Int64

    /// A scheme with the tolerance of the standard's own libraries: five minutes.
    public init(tolerance: Int64 = 300) { self.tolerance = tolerance }

    /// The headers that go with a body.
    /// - Parameters:
    ///   - id: The same over all attempts, so that the receiver knows a repetition; no full stop.
    ///   - timestamp: Seconds since 1970 UTC of this attempt.
    ///   - body: The bytes as they go out.
    ///   - secrets: `whsec_` and base64, one or, while a key is changed, the new and the old.
    /// - Returns: Three header fields, names in lower case.
    /// - Throws: ``SignatureRefusal/malformedID`` or ``SignatureRefusal/malformedSecret``.
    public func headers(
        id: String, timestamp: Int64, body: [UInt8], secrets: [String]
    ) throws(SignatureRefusal) -> [(name: String, value: String)] {
        let stamp = String(timestamp)
        let content = try signedContent(id: id, timestamp: stamp, body: body)
        let signatures = try keys(secrets).map { "v1," + base64Text(signature(content, $0)) }
        return [
            ("webhook-id", id), ("webhook-timestamp", stamp),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    /// `whsec_` and base64, or the base64 alone.
    public func fault(inSecret secret: String) -> String? {
        (try? keys([secret])) == nil ? "Set it as whsec_ and base64." : nil
    }

    /// Whether one of the signatures is by one of the secrets, and no older or newer than the
    /// tolerance. Remember ids at least that long, and take a repeated one as done.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            let id = try request.only("webhook-id")
            let timestamp = try request.only("webhook-timestamp")
            let header = try request.only("webhook-signature")
            let body = try request.rawBody()
            try checkSignedTime(timestamp, now: now, tolerance: tolerance)
            let content = try signedContent(id: id, timestamp: timestamp, body: body)
            let expected = try keys(secrets).map { signature(content, $0) }
            let found = try signatures(in: header)
            guard expected.contains(where: { code in found.contains { code == $0 } }) else {
                throw .badSignature
            }
        }
    }
}

/// `id.timestamp.body`. A full stop in the id would let another split of the same bytes pass.
private func signedContent(
    id: String, timestamp: String, body: [UInt8]
) throws(SignatureRefusal) -> [UInt8] {
    guard !id.isEmpty, id.utf8.allSatisfy({ (33...126).contains($0) && $0 != 46 }) else {
        throw .malformedID
    }
    return Array("\(id).\(timestamp).".utf8) + body
}

private func signature(_ content: [UInt8], _ key: SymmetricKey) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: content, using: key)
}

/// The keys behind secrets, with or without `whsec_`.
private func keys(_ secrets: [String]) throws(SignatureRefusal) -> [SymmetricKey] {
    guard !secrets.isEmpty else { throw .malformedSecret }
    var keys: [SymmetricKey] = []
    for secret in secrets {
        let text = secret.hasPrefix("whsec_") ? String(secret.dropFirst(6)) : secret
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let key = Data(base64Encoded: text + padding), !key.isEmpty else {
            throw .malformedSecret
        }
        keys.append(SymmetricKey(data: key))
    }
    return keys
}

/// The `v1` signatures of a header. One that is not written as we would write it cannot be right.
private func signatures(in header: String) throws(SignatureRefusal) -> [[UInt8]] {
    let entries = header.utf8.split(separator: 32)
    guard entries.contains(where: { $0.contains(44) }) else { throw .malformedSignature }
    let version = Array("v1,".utf8)
    return entries.filter { $0.starts(with: version) }.compactMap {
        bytesOfBase64(String($0.dropFirst(version.count)) ?? "")
    }
}
