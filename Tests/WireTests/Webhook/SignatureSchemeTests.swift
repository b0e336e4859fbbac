import Foundation
import Testing
import Wire

/// What holds for each scheme that signs a request, whichever it is.
@Suite struct SignatureSchemeTests {
    /// A request that is valid under its scheme with ``secret`` at ``time``.
    struct Signed: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let scheme: any SignatureScheme
        var url: String
        var headers: [(name: String, value: String)]
        var body: [UInt8]
        var secret = SignatureSchemeTests.secret
        var other = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        /// Whether the address is part of what is signed.
        var signsAddress = false

        func verdict(secret: String? = nil) -> SignatureVerdict {
            let request = WebhookRequest(url: url, headers: headers, content: .bytes(body))
            return scheme.verdict(
                on: request, secrets: [secret ?? self.secret], now: SignatureSchemeTests.time)
        }
    }

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let time: Int64 = 1_790_000_000

    static var all: [Signed] {
        get throws {
            let url = "https://parley.example/hooks/sms?school=7"
            let body = Array("Body=S%C3%AD&From=%2B12025550123&MessageSid=SM1".utf8)
            let twilio = TwilioSignature().signature(
                url: url, fields: try readForm(body).fields, secret: secret)
            return [
                Signed(
                    testDescription: "standard-webhooks", scheme: StandardWebhooks(), url: url,
                    headers: try StandardWebhooks().headers(
                        id: "msg_1", timestamp: time, body: body, secrets: [secret]),
                    body: body),
                Signed(
                    testDescription: "twilio", scheme: TwilioSignature(), url: url,
                    headers: [("X-Twilio-Signature", twilio)], body: body, signsAddress: true),
                Signed(
                    testDescription: "kannel", scheme: PathToken(),
                    url: "http://a"
                        + PathToken().signed("/hooks/kannel/receipt/01J9Z", secret: secret),
                    headers: [], body: [], signsAddress: true),
                // Signed with Python's hmac, and by its cryptography.
                Signed(
                    testDescription: "plivo", scheme: PlivoSignature(), url: url,
                    headers: [
                        ("X-Plivo-Signature-V3", "BXcaw9r4AknYS5KLR4VG1kIQdTgKh7Jf0YEcXx1kti0="),
                        ("X-Plivo-Signature-V3-Nonce", "n1"),
                    ], body: body, signsAddress: true),
                Signed(
                    testDescription: "sinch", scheme: SinchSignature(), url: url,
                    headers: [
                        (
                            "x-sinch-webhook-signature",
                            "+l87EzCKRALWGGsAWeWrzaqiM73cPb/qqxCX+nrVsa8="
                        ),
                        ("x-sinch-webhook-signature-nonce", "n1"),
                        ("x-sinch-webhook-signature-timestamp", "1790000000"),
                    ], body: body),
                Signed(
                    testDescription: "vonage", scheme: VonageSignature(), url: url, headers: [],
                    body: body
                        + Array(
                            ("&timestamp=1790000000&sig="
                                + "7175d19d20a05a80aedba14b7739f1b54e1ac9945caa503c3f98d193f049e864")
                                .utf8)),
                Signed(
                    testDescription: "telnyx", scheme: TelnyxSignature(), url: url,
                    headers: [
                        (
                            "telnyx-signature-ed25519",
                            "0lRlYvs36L4An+scp+biqn2iTgn+i0lMp98b2T0M7jFSWYcebuJILSWeVaaStx714ksOjHAca"
                                + "UPk8Bg+fJEAAQ=="
                        ), ("telnyx-timestamp", "1790000000"),
                    ], body: body, secret: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
                    other: "ebVWLo/mVPlAeLES6KmLp5AfhTrmlb7X4OORC60ElmQ="),
            ]
        }
    }

    @Test(arguments: try all)
    func `a signed request is valid, whatever the case of its headers`(_ signed: Signed) {
        #expect(signed.verdict() == .valid)
        for change in [{ $0.uppercased() }, { $0.lowercased() }] as [@Sendable (String) -> String] {
            var other = signed
            other.headers = signed.headers.map { (change($0.name), " \($0.value)\t") }
            #expect(other.verdict() == .valid)
        }
    }

    @Test(arguments: try all)
    func `a changed byte in a header is refused`(_ signed: Signed) {
        for header in signed.headers.indices {
            for changed in changes(Array(signed.headers[header].value.utf8)) {
                var other = signed
                other.headers[header].value = String(decoding: changed, as: UTF8.self)
                #expect(!other.verdict().isValid, "\(other.headers[header])")
            }
        }
    }

    @Test(arguments: try all)
    func `a changed byte in the body is refused`(_ signed: Signed) {
        for changed in changes(signed.body) {
            var other = signed
            other.body = changed
            #expect(!other.verdict().isValid, "\(String(decoding: changed, as: UTF8.self))")
        }
    }

    @Test(arguments: try all.filter(\.signsAddress))
    func `a changed byte in the path is refused`(_ signed: Signed) throws {
        let bytes = Array(signed.url.utf8)
        let path = try #require(signed.url.range(of: "/hooks"))
        let start = signed.url.utf8.distance(from: signed.url.startIndex, to: path.lowerBound)
        for index in start..<bytes.count {
            var other = signed
            var changed = bytes
            changed[index] ^= 1
            other.url = String(decoding: changed, as: UTF8.self)
            #expect(!other.verdict().isValid, "\(other.url)")
        }
    }

    @Test(arguments: try all)
    func `another secret is refused`(_ signed: Signed) {
        #expect(signed.verdict(secret: signed.other) == .refused(.badSignature))
    }

    @Test func `each scheme has the name of its provider's file`() {
        #expect(signatureSchemes.keys.sorted() == SMSProvider.shipped.sorted())
    }

    @Test(arguments: SignatureRefusal.allCases)
    func `a verdict is a word for the log`(_ refusal: SignatureRefusal) {
        let verdict = SignatureVerdict.refused(refusal)
        #expect("\(verdict)" == refusal.rawValue)
        #expect(refusal.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
        #expect(!verdict.isValid)
    }

    /// Each byte with its lowest bit turned, and the bytes without their last and with one more.
    private func changes(_ bytes: [UInt8]) -> [[UInt8]] {
        let turned = bytes.indices.map { index in
            var changed = bytes
            changed[index] ^= 1
            return changed
        }
        return bytes.isEmpty ? [] : turned + [bytes.dropLast(), bytes + [65]]
    }
}
