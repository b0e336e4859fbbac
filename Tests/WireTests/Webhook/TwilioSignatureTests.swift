import Testing
import Wire

@Suite struct TwilioSignatureTests {
    private static let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    private static let call = [
        FormField("To", "+18005551212"), FormField("Digits", "1234"),
        FormField("CallSid", "CA1234567890ABCDE"), FormField("From", "+14158675309"),
        FormField("Caller", "+14158675309"),
    ]
    private static let digest = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
    private static let json = Array(#"{"property": "value", "boolean": true}"#.utf8)
    private static let jsonURL = "\(url)&bodySHA256=\(digest)"
    private static let jsonSignature = "a9nBmqA0ju/hNViExpshrM61xv4="

    private let scheme = TwilioSignature()

    private func verdict(
        _ signature: String?, _ content: WebhookRequest.Content, url: String = url,
        type: String? = nil, secrets: [String] = ["12345"]
    ) -> String {
        var headers: [(name: String, value: String)] = []
        if let signature { headers.append(("X-Twilio-Signature", signature)) }
        if let type { headers.append(("Content-Type", type)) }
        let request = WebhookRequest(url: url, headers: headers, content: content)
        return "\(scheme.verdict(on: request, secrets: secrets, now: 0))"
    }

    @Test func `the published form is valid, in any order of its fields`() {
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        #expect(verdict(signature, .fields(Self.call)) == "valid")
        #expect(verdict(signature, .fields(Self.call.reversed())) == "valid")
        #expect(
            scheme.signature(url: Self.url, fields: Self.call, secret: "12345") == signature)
    }

    @Test func `the published form is valid as raw bytes`() {
        let body = Array(
            ("To=%2B18005551212&Digits=1234&CallSid=CA1234567890ABCDE"
                + "&From=%2B14158675309&Caller=%2b14158675309").utf8)
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        #expect(verdict(signature, .bytes(body)) == "valid")
        let type = "application/x-www-form-urlencoded; charset=UTF-8"
        #expect(verdict(signature, .bytes(body), type: type) == "valid")
        #expect(verdict(signature, .bytes(body), type: "text/plain") == "unsigned-body")
        #expect(verdict(signature, .bytes(body + [38, 66, 61, 255])) == "malformed-body")
    }

    @Test func `a JSON body is signed through its digest in the address`() {
        #expect(verdict(Self.jsonSignature, .bytes(Self.json), url: Self.jsonURL) == "valid")
        #expect(verdict(Self.jsonSignature, .fields([]), url: Self.jsonURL) == "valid")
        #expect(
            verdict(Self.jsonSignature, .bytes(Self.json + [32]), url: Self.jsonURL)
                == "bad-body-digest")
        #expect(
            verdict(Self.jsonSignature, .bytes(Self.json), type: "application/json")
                == "unsigned-body")
    }

    /// A second value after the signed one must not be the one that counts.
    @Test func `the first digest in the address counts`() {
        let url = "\(Self.url)&bodySHA256=00&bodySHA256=\(Self.digest)"
        let signature = scheme.signature(url: url, fields: [], secret: "12345")
        #expect(verdict(signature, .bytes(Self.json), url: url) == "bad-body-digest")
    }

    @Test(arguments: [
        ("https://parley.example/sms?school=7", "JGf4s/krTkTuB5uOWHvNcF9ujdA="),
        ("https://parley.example:443/sms?school=7", "JGf4s/krTkTuB5uOWHvNcF9ujdA="),
        ("https://parley.example/sms?school=7", "94Ss+RW4mNbbnxDpeXKFqZLj0QE="),
        ("https://parley.example:443/sms?school=7", "94Ss+RW4mNbbnxDpeXKFqZLj0QE="),
    ])
    func `repeated values are signed once, sorted, with or without the port`(
        _ url: String, _ signature: String
    ) {
        let fields = [
            FormField("MediaUrl", "b"), FormField("MediaUrl", "a"), FormField("MediaUrl", "b"),
            FormField("Body", " Gràcies ١ "),
        ]
        #expect(verdict(signature, .fields(fields), url: url) == "valid")
    }

    @Test(arguments: [
        ("https://a.example:8443/x", "https://a.example/x", "valid"),
        ("http://a.example/x", "http://a.example:80/x", "valid"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]:443/x", "valid"),
        ("https://[2001:db8::1]:443/x", "https://[2001:db8::1]/x", "valid"),
        ("https://a.example?b=1:2", "https://a.example:443?b=1:2", "valid"),
        ("https://a.example/x:443", "https://a.example/x", "bad-signature"),
        ("https://a.example/x", "https://a.example:80/x", "bad-signature"),
        ("https://a.example/x", "http://a.example/x", "bad-signature"),
    ])
    func `only the port may differ`(_ url: String, _ signed: String, _ expected: String) {
        let signature = scheme.signature(url: signed, fields: [], secret: "12345")
        #expect(verdict(signature, .bytes([]), url: url) == expected)
    }

    /// Swift takes the two for one text; the provider does not.
    @Test func `an accent apart is another value`() {
        let fields = [FormField("Body", "caf\u{E9}"), FormField("Body", "cafe\u{301}")]
        let signature = "gxrxR36mMoV06dqSV3w96ElCeAs="
        #expect(verdict(signature, .fields(fields), url: "https://parley.example/") == "valid")
    }

    @Test func `names are sorted by their bytes`() {
        let fields = [("z", "1"), ("Z", "2"), ("😀", "3"), ("ｚ", "4")].map { FormField($0, $1) }
        let signature = "QMlsxVoNhZCPu5hd4dwUHXk25ys="
        #expect(verdict(signature, .fields(fields), url: "https://parley.example/") == "valid")
    }

    @Test func `a changed account token is taken as long as both are given`() {
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        #expect(verdict(signature, .fields(Self.call), secrets: ["new", "12345"]) == "valid")
        #expect(verdict(signature, .fields(Self.call), secrets: ["new"]) == "bad-signature")
    }

    @Test func `what cannot be right is told apart`() {
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        #expect(verdict(nil, .fields(Self.call)) == "missing-header")
        #expect(verdict("", .fields(Self.call)) == "missing-header")
        #expect(verdict("RSOYDt", .fields(Self.call)) == "malformed-signature")
        #expect(verdict(signature, .fields(Self.call), url: "mycompany.com") == "malformed-url")
        #expect(verdict(signature, .fields(Self.call), url: "https://") == "malformed-url")
        #expect(verdict(signature, .fields(Self.call), secrets: []) == "malformed-secret")
        #expect(verdict(signature, .fields(Self.call), secrets: [""]) == "malformed-secret")
    }
}
