import Testing
import Wire

/// Vectors made with Python's hmac and hashlib, and checked by Vonage's own library
/// (vonage-http-client 1.5.2, `Auth.check_signature`) for HMAC with MD5 and SHA-256.
@Suite struct VonageSignatureTests {
    private static let time: Int64 = 1_790_000_000
    private static let digests = [
        "md5hash": "e0610ae60a4b0e6e468d1fe550e0241f", "md5": "0887f9b8a77c89cf26d9fdf861efa3f4",
        "sha1": "d6fbe00890c9606605b743034d95bac3b598df85",
        "sha256": "5160ea4bbe11f58c613dc9da1b49abd8b9465770a8e9f2797b745c7370580bfb",
        "sha512": "324ada68b2336f409d1d32532a9b237179c5e187b43c9fe5f1299a7860b60e17"
            + "d5787fac12f2eb33e70f6a96d62c166092750a8f68d4527ba378b0f3ad7a839e",
    ]
    /// The value holds both signs that are signed as `_`.
    private static let text = "Sí & sólo = 1"

    private func json(_ sig: String?, text: String = text, more: String = "") -> [UInt8] {
        let end = sig.map { #","sig":"\#($0)""# } ?? ""
        return Array(
            #"""
            {"msisdn":"447700900001","to":"447700900000","messageId":"0A0000000123ABCD1",
            "text":"\#(text)","type":"unicode","keyword":"SÍ","api-key":"abcd1234",
            "message-timestamp":"2026-11-26 09:00:00","timestamp":"1790000000",
            "nonce":"aaaaaaaa-bbbb-cccc-dddd-0123456789ab"\#(end)\#(more)}
            """#.utf8)
    }

    private func verdict(
        _ body: [UInt8], url: String = "", secrets: [String] = ["my_secret"], now: Int64 = time
    ) -> String {
        let request = WebhookRequest(url: url, headers: [], content: .bytes(body))
        return "\(VonageSignature().verdict(on: request, secrets: secrets, now: now))"
    }

    @Test(arguments: digests.keys.sorted())
    func `each digest that an account can choose is known by its length`(
        _ name: String
    ) throws {
        let digest = try #require(Self.digests[name])
        #expect(verdict(json(digest)) == "valid")
        #expect(verdict(json(digest.uppercased())) == "valid")
        #expect(verdict(json(digest), secrets: ["old", "my_secret"]) == "valid")
        #expect(verdict(json(digest), secrets: ["old"]) == "bad-signature")
        #expect(verdict(json(digest, text: "Sí & sólo = 2")) == "bad-signature")
    }

    @Test(arguments: digests.keys.sorted())
    func `the digest that the operator has set is believed alone`(_ name: String) throws {
        let scheme = try #require(VonageSignature().only(digest: name))
        for (other, digest) in Self.digests {
            let request = WebhookRequest(url: "", headers: [], content: .bytes(json(digest)))
            let verdict = scheme.verdict(on: request, secrets: ["my_secret"], now: Self.time)
            #expect(verdict.isValid == (other == name), "\(other)")
        }
        #expect(VonageSignature().only(digest: "sha384") == nil)
        #expect(TwilioSignature().only(digest: name) == nil)
    }

    @Test func `an account believes the digest that its settings name`() throws {
        let values = ["key": "k", "secret": "s", "signature_secret": "my_secret"]
        let vonage = try SMSProvider.named("vonage", folder: nil)
        let sha256 = try vonage.account(
            values.merging(["signature_digest": "sha256"]) { $1 })
        for (account, valid) in [
            (try vonage.account(values), ["md5", "sha256"]), (sha256, ["sha256"]),
        ] {
            for name in ["md5", "sha256"] {
                let body = json(Self.digests[name])
                let request = WebhookRequest(url: "", headers: [], content: .bytes(body))
                let verdict = account.verdict(onSignatureOf: request, now: Self.time)
                #expect(verdict.isValid == valid.contains(name), "\(name)")
            }
        }
        #expect(throws: SMSProviderProblem.self) {
            try vonage.account(values.merging(["signature_digest": "sha3"]) { $1 })
        }
    }

    @Test func `a form and a query are signed like JSON`() throws {
        let digest = try #require(Self.digests["sha256"])
        let form =
            "msisdn=447700900001&to=447700900000&messageId=0A0000000123ABCD1"
            + "&text=S%C3%AD+%26+s%C3%B3lo+%3D+1&type=unicode&keyword=S%C3%8D&api-key=abcd1234"
            + "&message-timestamp=2026-11-26+09%3A00%3A00&timestamp=1790000000"
            + "&nonce=aaaaaaaa-bbbb-cccc-dddd-0123456789ab&sig=\(digest)"
        #expect(verdict(Array(form.utf8)) == "valid")
        #expect(verdict([], url: "https://school.test/in?\(form)") == "valid")
        #expect(verdict([], url: "https://school.test/in?\(form)1") == "malformed-signature")
    }

    @Test func `an old signature is a replay, and one from the future a clock`() throws {
        let digest: String = try #require(Self.digests["sha256"])
        let body = json(digest)
        for age in [-300, 300] as [Int64] {
            #expect(verdict(body, now: Self.time + age) == "valid")
        }
        #expect(verdict(body, now: Self.time + 301) == "stale-timestamp")
        #expect(verdict(body, now: Self.time - 301) == "future-timestamp")
    }

    @Test func `what cannot be right is told apart`() throws {
        let digest = try #require(Self.digests["sha256"])
        #expect(verdict(json(nil)) == "missing-signature")
        #expect(verdict(json("")) == "missing-signature")
        #expect(verdict(json("zz")) == "malformed-signature")
        #expect(verdict(json(String(digest.dropLast(2)))) == "malformed-signature")
        #expect(verdict(json(digest, more: #","sig":"\#(digest)""#)) == "malformed-signature")
        #expect(verdict(json(digest, more: #","to":"447700900000""#)) == "malformed-body")
        #expect(verdict(json(digest, more: #","deep":{}"#)) == "malformed-body")
        #expect(verdict(json(digest, more: #","more":1"#)) == "bad-signature")
        #expect(verdict(Array("{".utf8)) == "malformed-body")
        #expect(verdict([]) == "missing-signature")
        #expect(verdict(json(digest), secrets: []) == "malformed-secret")
        #expect(verdict(json(digest), secrets: [""]) == "malformed-secret")
    }
}
