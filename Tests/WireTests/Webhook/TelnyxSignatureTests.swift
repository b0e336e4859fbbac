import Testing
import Wire

/// Signed by Python's cryptography with the private key of the bytes 0 to 31.
@Suite struct TelnyxSignatureTests {
    private static let key = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="
    private static let other = "ebVWLo/mVPlAeLES6KmLp5AfhTrmlb7X4OORC60ElmQ="
    private static let signature =
        "FL/PsfELNTZSqk3W5Ock03ZB+1h6nDg0E5424dS4VMXA00pVQiNsdEbl1Hk9RFub8sEb884czVOUUI+xlnnKAg=="
    private static let body =
        #"{"data":{"event_type":"message.received","id":"e1","payload":{"text":"Sí"}}}"#
    private static let time: Int64 = 1_790_000_000

    private func verdict(
        _ signature: String? = signature, _ body: String = body,
        at timestamp: String? = "1790000000",
        secrets: [String] = [key], now: Int64 = time
    ) -> String {
        let headers = [
            ("telnyx-signature-ed25519", signature), ("telnyx-timestamp", timestamp),
        ]
        let request = WebhookRequest(
            url: "", headers: headers.compactMap { name, value in value.map { (name, $0) } },
            content: .bytes(Array(body.utf8)))
        return "\(TelnyxSignature().verdict(on: request, secrets: secrets, now: now))"
    }

    @Test func `the time and the body are signed, by one of the keys`() {
        #expect(verdict() == "valid")
        #expect(verdict(secrets: [Self.other, Self.key]) == "valid")
        #expect(verdict(secrets: [Self.other]) == "bad-signature")
        #expect(verdict(Self.signature, Self.body + " ") == "bad-signature")
        #expect(verdict(at: "1790000001") == "bad-signature")
    }

    @Test func `an old signature is a replay, and one from the future a clock`() {
        #expect(verdict(now: Self.time + 300) == "valid")
        #expect(verdict(now: Self.time + 301) == "stale-timestamp")
        #expect(verdict(now: Self.time - 301) == "future-timestamp")
    }

    @Test func `what cannot be right is told apart`() {
        #expect(verdict(nil) == "missing-header")
        #expect(verdict(at: nil) == "missing-header")
        #expect(verdict("AAAA") == "malformed-signature")
        #expect(verdict("!") == "malformed-signature")
        #expect(verdict(at: "+1790000000") == "malformed-timestamp")
        #expect(verdict(secrets: []) == "malformed-secret")
        #expect(verdict(secrets: ["AAAA"]) == "malformed-secret")
    }

    @Test func `a key that can't be one is found before the first text`() {
        #expect(TelnyxSignature().fault(inSecret: Self.key) == nil)
        for wrong in ["", "AAAA", "a key", Self.key + "AAAA"] {
            #expect(TelnyxSignature().fault(inSecret: wrong) != nil)
        }
    }
}
