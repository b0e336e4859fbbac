import Crypto
import Foundation

/// `x-sinch-webhook-signature`: base64 of HMAC-SHA256, keyed with the webhook's secret, over
/// `body.nonce.timestamp`, the body byte for byte.
///
/// The nonce and the time stand in headers of the same name with `-nonce` and `-timestamp`;
/// `-algorithm`, where it comes, says `HmacSHA256`. Source: Sinch, "Callbacks" of the SMS API, and
/// its library for Python (`authentication_validation.py`), which does not look at the time; we
/// allow five minutes.
public struct SinchSignature: SignatureScheme {
    /// How far Sinch's clock may be from ours, before and after, in seconds.
    public let tolerance: Int64

    /// A scheme with a tolerance of five minutes.
    public init(tolerance: Int64 = 300) { self.tolerance = tolerance }

    /// Whether one of the secrets signed the body, and in time.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            let header = try request.only("x-sinch-webhook-signature")
            let nonce = try request.only("x-sinch-webhook-signature-nonce")
            let timestamp = try request.only("x-sinch-webhook-signature-timestamp")
            let body = try request.rawBody()
            guard !secrets.isEmpty, !secrets.contains("") else { throw .malformedSecret }
            try checkSignedTime(timestamp, now: now, tolerance: tolerance)
            // A full stop in it would let another split of the same bytes pass.
            guard nonce.utf8.allSatisfy({ (33...126).contains($0) && $0 != 46 }) else {
                throw .malformedID
            }
            guard let found = bytesOfBase64(header) else { throw .malformedSignature }
            let content = body + Array(".\(nonce).\(timestamp)".utf8)
            let isSigned = secrets.contains { secret in
                HMAC<SHA256>.isValidAuthenticationCode(
                    found, authenticating: content,
                    using: SymmetricKey(data: Array(secret.utf8)))
            }
            guard isSigned else { throw .badSignature }
        }
    }
}
