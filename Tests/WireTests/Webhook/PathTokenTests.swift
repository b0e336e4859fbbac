import Testing
import Wire

@Suite struct PathTokenTests {
    private static let path = "/hooks/kannel/receipt/01J9Z"
    private static let signed = "\(path)/3d70aba8f0255c7656c278acba1289b8"

    private func verdict(_ url: String, secrets: [String] = ["gateway-key"]) -> String {
        let request = WebhookRequest(url: url, headers: [], content: .bytes([]))
        return "\(PathToken().verdict(on: request, secrets: secrets, now: 0))"
    }

    @Test func `a path gets its token as the last segment`() {
        #expect(PathToken().signed(Self.path, secret: "gateway-key") == Self.signed)
    }

    @Test(arguments: [
        "http://127.0.0.1:8080\(signed)", "https://parley.example\(signed)?state=1&id=%46",
        "https://parley.example\(signed)#x", "http://[::1]:80\(signed)",
    ])
    func `host and query may be anything`(_ url: String) {
        #expect(verdict(url) == "valid")
        #expect(verdict(url, secrets: ["new", "gateway-key"]) == "valid")
        #expect(verdict(url, secrets: ["new"]) == "bad-signature")
    }

    @Test(arguments: [
        ("http://a/hooks/kannel/receipt/01J9X/3d70aba8f0255c7656c278acba1289b8", "bad-signature"),
        ("http://a\(path)/3D70ABA8F0255C7656C278ACBA1289B8", "bad-signature"),
        ("http://a\(path)/3d70aba8f0255c7656c278acba1289b9", "bad-signature"),
        ("http://a\(path)//3d70aba8f0255c7656c278acba1289b8", "bad-signature"),
        ("http://a\(signed)/", "missing-token"), ("http://a\(path)", "missing-token"),
        ("http://a", "missing-token"), ("http://a?x=\(signed)", "missing-token"),
        (signed, "malformed-url"), ("", "malformed-url"),
    ])
    func `another path is refused`(_ url: String, _ expected: String) {
        #expect(verdict(url) == expected)
    }

    @Test func `a secret is needed`() {
        #expect(verdict("http://a\(Self.signed)", secrets: []) == "malformed-secret")
        #expect(verdict("http://a\(Self.signed)", secrets: [""]) == "malformed-secret")
    }
}
