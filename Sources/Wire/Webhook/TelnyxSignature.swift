import Crypto
import Foundation

/// `telnyx-signature-ed25519`: base64 of an Ed25519 signature over `timestamp|body`, the time as in
/// `telnyx-timestamp`, the body byte for byte.
///
/// The key is Telnyx's public one, base64 of 32 bytes, as the portal shows it: it is no secret.
/// Source: Telnyx, "Webhook signing", and its library for Python (`lib/webhook_verification.py`),
/// which allows five minutes. RFC 8032 for Ed25519.
public struct TelnyxSignature: SignatureScheme {
    /// How far Telnyx's clock may be from ours, before and after, in seconds.
    public let tolerance: Int64

    /// A scheme with the tolerance of Telnyx's own libraries: five minutes.
    public init(tolerance: Int64 = 300) { self.tolerance = tolerance }

    /// Base64 of 32 bytes.
    public func fault(inSecret secret: String) -> String? {
        (try? key(secret)) == nil
            ? "Set the public key as the Telnyx portal shows it: base64 of 32 bytes." : nil
    }

    /// Whether the signature is by one of the keys, and in time.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            let header = try request.only("telnyx-signature-ed25519")
            let timestamp = try request.only("telnyx-timestamp")
            let body = try request.rawBody()
            try checkSignedTime(timestamp, now: now, tolerance: tolerance)
            guard !secrets.isEmpty else { throw .malformedSecret }
            guard let signature = bytesOfBase64(header), signature.count == 64 else {
                throw .malformedSignature
            }
            let content = Array("\(timestamp)|".utf8) + body
            var isSigned = false
            for secret in secrets {
                let key = try key(secret)
                isSigned = isSigned || key.isValidSignature(signature, for: content)
            }
            guard isSigned else { throw .badSignature }
        }
    }

    private func key(
        _ secret: String
    ) throws(SignatureRefusal) -> Curve25519.Signing.PublicKey {
        guard let bytes = Data(base64Encoded: secret),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { throw .malformedSecret }
        return key
    }
}
