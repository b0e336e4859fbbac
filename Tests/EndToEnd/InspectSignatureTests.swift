import Foundation
import Testing

/// `inspect signature` by the names of the providers' files. The vectors are those of WireTests, which
/// the providers' own libraries have checked.
struct InspectSignatureTests {
    private struct Verdict: Decodable, Equatable {
        let id: Int
        let valid: Bool
        let reason: String
    }

    private static let plivo = """
        "scheme":"plivo","secret":"MAFHJSDFGHJKLKJHGFDSAQ",
        "url":"https://school.test/hooks/sms/plivo/inbound","headers":{
        "X-Plivo-Signature-V3":"WszbB9lXWNo9IAQ+KUNR9m0lqnnyUIXv1SFSTuoTEkA=",
        "X-Plivo-Signature-V3-Nonce":"12345678901234567890"}
        """
    private static let plivoForm =
        "From=12025550123&To=12025550100&Text=S%C3%AD+%26+1%3D1&Type=sms"
        + "&MessageUUID=b0c1a3de-0000-11ee-9999-0242ac110003"
    private static let plivoFields = """
        "params":[["MessageUUID","b0c1a3de-0000-11ee-9999-0242ac110003"],["From","12025550123"],
        ["To","12025550100"],["Text","Sí & 1=1"],["Type","sms"]]
        """
    private static let sinch = """
        "scheme":"sinch","secret":"foo_secret1234","headers":{
        "x-sinch-webhook-signature":"+dEAaA3rHippwcXsfrzu9IhaWdYCpPdyaX0q5zOyDH0=",
        "x-sinch-webhook-signature-nonce":"01FJA8B4A7BM43YGWSG9GBV067",
        "x-sinch-webhook-signature-timestamp":"1790000000"},"body":"{\\"type\\":\\"mo_text\\",
        \\"id\\":\\"01FC66621XXXXX119Z8PMV1QPQ\\",\\"from\\":\\"12025550123\\",
        \\"to\\":\\"12025550100\\",\\"body\\":\\"Sí\\",
        \\"received_at\\":\\"2026-11-26T09:00:00.000Z\\"}"
        """
    private static let telnyx = """
        "scheme":"telnyx","secret":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=","headers":{
        "Telnyx-Signature-Ed25519":"FL/PsfELNTZSqk3W5Ock03ZB+1h6nDg0E5424dS4VMXA00pVQiNsdEbl1Hk9RFub8sEb884czVOUUI+xlnnKAg==",
        "Telnyx-Timestamp":"1790000000"},"body":"{\\"data\\":{\\"event_type\\":
        \\"message.received\\",\\"id\\":\\"e1\\",\\"payload\\":{\\"text\\":\\"Sí\\"}}}"
        """
    private static let vonage = """
        "scheme":"vonage","secret":"my_secret","params":[["msisdn","447700900001"],
        ["to","447700900000"],["messageId","0A0000000123ABCD1"],["text","Sí & sólo = 1"],
        ["type","unicode"],["keyword","SÍ"],["api-key","abcd1234"],
        ["message-timestamp","2026-11-26 09:00:00"],["timestamp","1790000000"],
        ["nonce","aaaaaaaa-bbbb-cccc-dddd-0123456789ab"],
        ["sig","5160ea4bbe11f58c613dc9da1b49abd8b9465770a8e9f2797b745c7370580bfb"]]
        """

    private static let cases: [(question: String, reason: String)] = [
        (#"\#(plivo),"body":"\#(plivoForm)""#, ""), (#"\#(plivo),\#(plivoFields)"#, ""),
        (#"\#(plivo),"body":"\#(plivoForm)1""#, "bad-signature"),
        (#"\#(sinch),"now":1790000300"#, ""), (#"\#(sinch),"now":1790000301"#, "stale-timestamp"),
        (#"\#(telnyx),"now":1789999700"#, ""),
        (#"\#(telnyx),"now":1789999699"#, "future-timestamp"),
        (#"\#(vonage),"now":1790000000"#, ""), (#"\#(vonage),"now":1790009999"#, "stale-timestamp"),
        (
            #""scheme":"infobip","secret":"s","url":"https://a.test/hooks/x","headers":{}"#,
            "missing-token"
        ),
        (
            #""scheme":"africastalking","secret":"s","url":"https://a.test/hooks/00000000000000000000000000000000","headers":{}"#,
            "bad-signature"
        ),
    ]

    @Test func `each provider's signature can be checked by its name`() async throws {
        let lines = Self.cases.enumerated().map { index, item in
            #"{"id":\#(index),\#(item.question)}"#.replacing("\n", with: "")
        }
        let answers = try await inspect("signature", lines, as: Verdict.self)
        let expected = Self.cases.enumerated().map { index, item in
            Verdict(id: index, valid: item.reason.isEmpty, reason: item.reason)
        }
        #expect(answers == expected)
    }
}
