import Testing
import Wire

/// Vectors made with Python's hmac, and checked by Plivo's own library (plivo 4.63.0,
/// `validate_v3_signature`).
@Suite struct PlivoSignatureTests {
    private static let url = "https://school.test/hooks/sms/plivo/inbound"
    private static let query = "?b=2&a=x%20y"
    private static let form =
        "From=12025550123&To=12025550100&Text=S%C3%AD+%26+1%3D1&Type=sms"
        + "&MessageUUID=b0c1a3de-0000-11ee-9999-0242ac110003"
    private static let plain = "WszbB9lXWNo9IAQ+KUNR9m0lqnnyUIXv1SFSTuoTEkA="
    private static let token = "MAFHJSDFGHJKLKJHGFDSAQ"

    private func verdict(
        _ signature: String?, _ body: String = form, url: String = url,
        nonce: String? = "12345678901234567890", secrets: [String] = [token]
    ) -> String {
        let headers = [
            ("X-Plivo-Signature-V3", signature), ("X-Plivo-Signature-V3-Nonce", nonce),
        ]
        let request = WebhookRequest(
            url: url, headers: headers.compactMap { name, value in value.map { (name, $0) } },
            content: .bytes(Array(body.utf8)))
        return "\(PlivoSignature().verdict(on: request, secrets: secrets, now: 0))"
    }

    @Test(arguments: [
        ("", form, plain), (query, form, "n0b0nFkRa/vZTRY8qD5TBrrvHHy+DkxfaBqBd6xa/+w="),
        ("", "", "rjh/ji1K8RmQRXK6hLxgcwrd9yiDLhicUjTNARXSB8w="),
        (query, "", "/rtJr7m/ApN/60clHuKy9w2U9Nus8AuNfbr5VDedCi4="),
    ])
    func `address, form and nonce are signed, the query sorted`(
        _ query: String, _ form: String, _ signature: String
    ) {
        #expect(verdict(signature, form, url: Self.url + query) == "valid")
        #expect(verdict(signature, form, url: Self.url + query + "#x") == "valid")
        #expect(verdict(signature, form + "&x=1", url: Self.url + query) == "bad-signature")
        #expect(verdict(signature, form, url: Self.url + "/" + query) == "bad-signature")
        #expect(
            verdict(signature, form, url: Self.url + query, nonce: "1") == "bad-signature")
    }

    @Test func `one of several signatures is enough, and one of several tokens`() {
        let other = "rjh/ji1K8RmQRXK6hLxgcwrd9yiDLhicUjTNARXSB8w="
        #expect(verdict("\(other),\(Self.plain)") == "valid")
        #expect(verdict("\(Self.plain), \(other)") == "valid")
        #expect(verdict("\(other),\(other)") == "bad-signature")
        #expect(verdict(Self.plain, secrets: ["new", Self.token]) == "valid")
        #expect(verdict(Self.plain, secrets: ["new"]) == "bad-signature")
    }

    @Test func `the default port may be written or not`() {
        #expect(
            verdict(Self.plain, url: "https://school.test:443/hooks/sms/plivo/inbound") == "valid")
        #expect(
            verdict(Self.plain, url: "https://school.test:444/hooks/sms/plivo/inbound") == "valid")
        #expect(
            verdict(Self.plain, url: "https://other.test/hooks/sms/plivo/inbound")
                == "bad-signature")
    }

    @Test func `what cannot be right is told apart`() {
        #expect(verdict(nil) == "missing-header")
        #expect(verdict(Self.plain, nonce: nil) == "missing-header")
        #expect(verdict("x") == "malformed-signature")
        #expect(verdict(",") == "malformed-signature")
        #expect(verdict(Self.plain, url: "school.test") == "malformed-url")
        #expect(verdict(Self.plain, "a=%FF") == "malformed-body")
        #expect(verdict(Self.plain, secrets: []) == "malformed-secret")
        #expect(verdict(Self.plain, secrets: [""]) == "malformed-secret")
    }
}
