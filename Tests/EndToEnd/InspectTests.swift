import Testing

/// The answers of `parley inspect` as integrators rely on them.
@Suite struct InspectTests {
    private struct Measure: Decodable, Equatable {
        let id: Int, encoding: String
        let segments: Int, units: Int, perSegment: Int
        let forcedBy: [String]
    }

    @Test func `a text's cost is told with the characters that raise it`() async throws {
        let sizes = [
            (String(repeating: "a", count: 160), 1, 160, 160), ("€[]", 1, 6, 160), ("", 1, 0, 160),
            (String(repeating: "a", count: 161), 2, 161, 153),
            (String(repeating: "a", count: 306), 2, 306, 153),
            (String(repeating: "a", count: 307), 3, 307, 153), ("Señor Ñandú è à ü", 1, 17, 70),
        ]
        let lines = sizes.enumerated().map { #"{"id":\#($0),"text":"\#($1.0)"}"# }
        let answers = try await inspect("sms", lines, as: Measure.self)
        #expect(answers.map(\.id) == Array(sizes.indices))
        #expect(answers.map(\.segments) == sizes.map(\.1))
        #expect(answers.map(\.units) == sizes.map(\.2))
        #expect(answers.map(\.perSegment) == sizes.map(\.3))
        #expect(answers.prefix(6).allSatisfy { $0.encoding == "GSM-7" && $0.forcedBy.isEmpty })
        #expect(answers.last?.forcedBy == ["ú"])

        let wide = String(repeating: "١", count: 71)
        let more = try await inspect(
            "sms", [#"{"id":1,"text":"3 p. m. “hoy”"}"#, #"{"id":2,"text":"\#(wide)🎒"}"#],
            as: Measure.self)
        #expect(
            more == [
                Measure(
                    id: 1, encoding: "UCS-2", segments: 1, units: 13, perSegment: 70,
                    forcedBy: ["“", "”"]),
                Measure(
                    id: 2, encoding: "UCS-2", segments: 2, units: 73, perSegment: 67,
                    forcedBy: ["١", "🎒"]),
            ])
    }

    private struct Verdict: Decodable, Equatable {
        let id: Int, valid: Bool, reason: String
    }

    private static let twilio = #""scheme":"twilio","secret":"12345""#
    private static let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    private static let fields =
        #""params":[["CallSid","CA1234567890ABCDE"],["Caller","+14158675309"],"#
        + #"["Digits","1234"],["From","+14158675309"],["To","+18005551212"]]"#
    private static let digest = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
    private static let body = #""body":"{\"property\": \"value\", \"boolean\": true}""#
    private static let standard =
        #""scheme":"standard-webhooks","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw","#
        + #""headers":{"webhook-id":"msg_p5jXN8AQM9LWM0D4loKWxJek","#
        + #""webhook-timestamp":"1614265330","#
        + #""webhook-signature":"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}"#

    private static func form(_ url: String, _ fields: String, _ signature: String) -> String {
        #"\#(twilio),"url":"\#(url)","headers":{"X-Twilio-Signature":"\#(signature)"},\#(fields)"#
    }

    /// What is asked, and the reason why not; empty when it is valid.
    private static let signatures = [
        (form(url, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="), ""),
        (form("\(url)&bodySHA256=\(digest)", body, "a9nBmqA0ju/hNViExpshrM61xv4="), ""),
        (#"\#(standard),"body":"{\"test\": 2432232314}","now":1614265330"#, ""),
        (#"\#(standard),"body":"{\"test\": 2432232314}","now":1614265630"#, ""),
        (
            #"\#(standard),"body":"{\"test\": 2432232314}","now":1614265631"#, "stale-timestamp"
        ),
        (
            #"\#(standard),"body":"{\"test\": 2432232314}","now":1614265029"#, "future-timestamp"
        ),
        (#"\#(standard),"body":"{\"test\": 2432232315}","now":1614265330"#, "bad-signature"),
        (form(url + "&x=1", fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="), "bad-signature"),
        (
            form("\(url)&bodySHA256=\(digest)", #""body":"{}""#, "a9nBmqA0ju/hNViExpshrM61xv4="),
            "bad-body-digest"
        ),
        (#"\#(twilio),"url":"\#(url)","headers":{},\#(fields)"#, "missing-header"),
    ]

    @Test func `the published signatures are valid, and a changed byte is told`() async throws {
        let lines = Self.signatures.enumerated().map { #"{"id":\#($0),\#($1.0)}"# }
        let answers = try await inspect("signature", lines, as: Verdict.self)
        let expected = Self.signatures.enumerated().map {
            Verdict(id: $0, valid: $1.1.isEmpty, reason: $1.1)
        }
        #expect(answers == expected)
    }
}
