import Testing
import Wire

@Suite struct StandardWebhooksTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let other = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    private static let published = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    private static let time: Int64 = 1_614_265_330

    private let scheme = StandardWebhooks()

    /// The vector of the standard's JavaScript library, with one thing after another changed.
    private func request(
        id: String? = "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: String? = "1614265330",
        signature: String? = published, body: String = #"{"test": 2432232314}"#,
        more: [(name: String, value: String)] = []
    ) -> WebhookRequest {
        let headers = [
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature),
        ]
        return WebhookRequest(
            url: "", headers: headers.compactMap { name, value in value.map { (name, $0) } } + more,
            content: .bytes(Array(body.utf8)))
    }

    private func verdict(
        _ request: WebhookRequest, secrets: [String] = [secret], now: Int64 = time
    ) -> String { "\(scheme.verdict(on: request, secrets: secrets, now: now))" }

    @Test func `the published vector is valid, and our own signature is the same`() throws {
        #expect(verdict(request()) == "valid")
        let headers = try scheme.headers(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: Self.time,
            body: Array(#"{"test": 2432232314}"#.utf8), secrets: [Self.secret])
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(
            headers.map(\.value) == ["msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Self.published])
    }

    @Test func `a body that is no text is signed byte for byte, with each of two secrets`() throws {
        let body: [UInt8] = [0, 255, 254, 10]
        let headers = try scheme.headers(
            id: "msg_1", timestamp: 1_700_000_000, body: body, secrets: [Self.secret, Self.other])
        #expect(
            headers.last?.value == "v1,5G9MPwnEiuTGpwhXe1Fbw2Amm0+A7H8b02q/deAPRnY= "
                + "v1,uv1cGxJ5PdzY1EG14JY9p3KyAgSRKgxwQ0x9Fr5Kvqs=")
        let request = WebhookRequest(url: "", headers: headers, content: .bytes(body))
        for secret in [Self.secret, Self.other] {
            #expect(verdict(request, secrets: [secret], now: 1_700_000_000) == "valid")
        }
    }

    @Test(arguments: [
        "\(published) v1,AAAA", "v1,AAAA \(published)", "v1a,AAAA  v2,x \(published)",
        " \(published) ", "v1, \(published)", "nonsense \(published)",
    ])
    func `one fitting signature among several is enough`(_ header: String) {
        #expect(verdict(request(signature: header)) == "valid")
    }

    @Test func `any of several secrets will do, with or without its prefix`() {
        let bare = String(Self.secret.dropFirst(6))
        #expect(verdict(request(), secrets: [Self.other, Self.secret]) == "valid")
        #expect(verdict(request(), secrets: [bare]) == "valid")
        #expect(verdict(request(), secrets: [Self.other]) == "bad-signature")
    }

    @Test(
        arguments: [
            (0, "valid"), (300, "valid"), (301, "stale-timestamp"), (-300, "valid"),
            (-301, "future-timestamp"), (Int64.max - time, "stale-timestamp"),
            (Int64.min, "future-timestamp"),
        ] as [(Int64, String)])
    func `five minutes either way are allowed`(_ later: Int64, _ expected: String) {
        #expect(verdict(request(), now: Self.time + later) == expected)
    }

    @Test(
        arguments: [
            ("", "missing-header"), ("soon", "malformed-timestamp"),
            ("1614265330.5", "malformed-timestamp"), ("+1614265330", "malformed-timestamp"),
            ("-5", "malformed-timestamp"), ("١٦١٤٢٦٥٣٣٠", "malformed-timestamp"),
            ("99999999999999999999", "malformed-timestamp"),
            ("01614265330", "bad-signature"), ("1614265331", "bad-signature"),
        ])
    func `a time that is none, or another one, is refused`(_ time: String, _ expected: String) {
        #expect(verdict(request(timestamp: time)) == expected)
    }

    @Test(
        arguments: [
            ("", "missing-header"), ("v1", "malformed-signature"),
            ("g0hM9SsE", "malformed-signature"),
            ("v1,", "bad-signature"), ("v1,????", "bad-signature"),
            ("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "bad-signature"),
            // The last digit's spare bits differ; most decoders give the same bytes.
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=", "bad-signature"),
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE", "bad-signature"),
        ])
    func `a signature written otherwise is refused`(_ header: String, _ expected: String) {
        #expect(verdict(request(signature: header)) == expected)
    }

    @Test func `each header is needed, once`() {
        #expect(verdict(request(id: nil)) == "missing-header")
        #expect(verdict(request(timestamp: nil)) == "missing-header")
        #expect(verdict(request(signature: nil)) == "missing-header")
        let twice = request(more: [("Webhook-Timestamp", "1614265330")])
        #expect(verdict(twice) == "malformed-header")
    }

    /// `a` . `1.2` and `a.1` . `2` would be the same bytes.
    @Test(arguments: ["msg.1", "msg 1", "mság", "msg\n1"])
    func `an id that could be split in another way is refused`(_ id: String) {
        #expect(verdict(request(id: id)) == "malformed-id")
        #expect(throws: SignatureRefusal.malformedID) {
            try scheme.headers(id: id, timestamp: 0, body: [], secrets: [Self.secret])
        }
    }

    @Test(arguments: [[], [""], ["whsec_"], ["whsec_???"], [secret, "no base64!"]])
    func `a secret that is none is said to be so`(_ secrets: [String]) {
        #expect(verdict(request(), secrets: secrets) == "malformed-secret")
        #expect(throws: SignatureRefusal.malformedSecret) {
            try scheme.headers(id: "m", timestamp: 0, body: [], secrets: secrets)
        }
    }

    @Test func `fields that were read are no body that could be checked`() {
        let headers = request().headers
        let form = WebhookRequest(
            url: "", headers: headers, content: .fields([FormField("test", "2432232314")]))
        #expect(verdict(form) == "unsigned-body")
    }

    @Test func `an empty body is signed too`() throws {
        let headers = try scheme.headers(
            id: "m", timestamp: Self.time, body: [], secrets: [Self.secret])
        for content in [WebhookRequest.Content.bytes([]), .fields([])] {
            let request = WebhookRequest(url: "", headers: headers, content: content)
            #expect(verdict(request) == "valid")
        }
    }
}
