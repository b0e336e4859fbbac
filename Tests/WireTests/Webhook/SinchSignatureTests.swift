import Testing
import Wire

/// The vector was made with Python's hmac, and checked by Sinch's own library (sinch 2.3.0,
/// `validate_sinch_event_signature_with_nonce`).
@Suite struct SinchSignatureTests {
    private static let signature = "+dEAaA3rHippwcXsfrzu9IhaWdYCpPdyaX0q5zOyDH0="
    private static let body =
        #"{"type":"mo_text","id":"01FC66621XXXXX119Z8PMV1QPQ","from":"12025550123","#
        + #""to":"12025550100","body":"Sí","received_at":"2026-11-26T09:00:00.000Z"}"#
    private static let time: Int64 = 1_790_000_000

    private func verdict(
        _ signature: String? = signature, _ body: String = body,
        nonce: String? = "01FJA8B4A7BM43YGWSG9GBV067", at timestamp: String? = "1790000000",
        secrets: [String] = ["foo_secret1234"], now: Int64 = time
    ) -> String {
        let name = "x-sinch-webhook-signature"
        let headers = [
            (name, signature), (name + "-nonce", nonce), (name + "-timestamp", timestamp),
            (name + "-algorithm", "HmacSHA256"),
        ]
        let request = WebhookRequest(
            url: "", headers: headers.compactMap { name, value in value.map { (name, $0) } },
            content: .bytes(Array(body.utf8)))
        return "\(SinchSignature().verdict(on: request, secrets: secrets, now: now))"
    }

    @Test func `body, nonce and time are signed, by one of the secrets`() {
        #expect(verdict() == "valid")
        #expect(verdict(secrets: ["new", "foo_secret1234"]) == "valid")
        #expect(verdict(secrets: ["new"]) == "bad-signature")
        #expect(verdict(Self.signature, Self.body + " ") == "bad-signature")
        #expect(verdict(nonce: "01") == "bad-signature")
        #expect(verdict(at: "1790000001") == "bad-signature")
    }

    @Test func `an old signature is a replay, and one from the future a clock`() {
        #expect(verdict(now: Self.time + 300) == "valid")
        #expect(verdict(now: Self.time + 301) == "stale-timestamp")
        #expect(verdict(now: Self.time - 301) == "future-timestamp")
    }

    /// The same bytes must not pass when they are split elsewhere.
    @Test func `what cannot be right is told apart`() {
        #expect(verdict(nonce: "x.01FJA8B4A7BM43YGWSG9GBV067") == "malformed-id")
        #expect(verdict(nil) == "missing-header")
        #expect(verdict(nonce: nil) == "missing-header")
        #expect(verdict(at: nil) == "missing-header")
        #expect(verdict("!") == "malformed-signature")
        #expect(verdict(at: "now") == "malformed-timestamp")
        #expect(verdict(secrets: []) == "malformed-secret")
        #expect(verdict(secrets: [""]) == "malformed-secret")
    }
}
