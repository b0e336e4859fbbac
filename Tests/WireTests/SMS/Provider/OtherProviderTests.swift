import Testing

@testable import Wire

/// Files as an operator might write them, in the shapes of several providers: each must fit the
/// format as it is.
@Suite struct OtherProviderTests {
    private func file(_ request: String, inbound: String, receipt: String) -> String {
        """
        title: Other
        repeats: unsafe
        settings:
          key: {about: The key}
          user: {about: The user, default: u}
        \(request)
        inbound:
        \(inbound)
        receipt:
        \(receipt)
        signature: {scheme: kannel, secrets: [key]}
        answer: {status: 200}
        """
    }

    private let formInbound = "  {method: POST, format: form, from: from, to: to, text: text}"
    private let formReceipt = """
          method: POST
          format: form
          id: id
          state: status
          states: {delivered: [Success], failed: [Failed]}
        """

    @Test func `Kannel is asked by GET and answers in plain words`() throws {
        let account = try account(
            yaml: file(
                """
                request:
                  method: GET
                  url: http://127.0.0.1:13013/cgi-bin/sendsms
                  auth: {scheme: none}
                  encoding: {gsm7: "", ucs2: "2"}
                  body: query
                  fields:
                    username: "{user}"
                    password: "{key}"
                    from: "{from}"
                    to: "{to}"
                    text: "{text}"
                    charset: UTF-8
                    coding: "{encoding}"
                    dlr-mask: "31"
                    dlr-url: "{receipt_url}?state=%d&id=%F"
                response:
                  format: text
                  message: body
                  errors:
                    - {status: [4xx], at: body, begins: [Authorization, Sender], means: configuration}
                  accepted:
                    status: [202]
                    when:
                      - {at: body, begins: ["0:", "3:"]}
                """,
                inbound: "  {method: GET, format: form, from: from, to: to, text: text}",
                receipt: """
                      method: GET
                      format: form
                      id: id
                      state: state
                      states: {underway: [4, 8], delivered: [1], failed: [2, 16]}
                    """), ["key": "p&q"])
        let request = try account.request(for: someText("S\u{ED} +1"), now: 0)
        #expect(
            request.url == "http://127.0.0.1:13013/cgi-bin/sendsms?username=u&password=p%26q"
                + "&from=%2B12025550100&to=%2B12025550123&text=S%C3%AD%20%2B1&charset=UTF-8&coding=2"
                + "&dlr-mask=31&dlr-url=https%3A%2F%2Fschool.test%2Fhooks%2Fr%2F1%3Fstate%3D%25d%26id%3D%25F"
        )
        #expect(request.method == "GET" && request.body.isEmpty && request.headers.isEmpty)
        let plain = try account.request(for: someText("Si", receiptURL: nil), now: 0)
        #expect(!plain.url.contains("coding=") && !plain.url.contains("dlr-url"))
        func kind(_ status: Int, _ body: String) -> VerdictKind {
            VerdictKind(account.verdict(on: response(status, body)))
        }
        #expect(kind(202, "0: Accepted for delivery") == .accepted(nil))
        #expect(kind(202, "3: Queued for later delivery") == .accepted(nil))
        #expect(kind(202, "<html>") == .unclear && kind(202, "") == .unclear)
        #expect(kind(200, "0: Accepted for delivery") == .unclear)
        #expect(kind(400, "Authorization failed") == .refused(.configuration))
        #expect(kind(400, "Empty text") == .refused(.permanent))
        #expect(kind(503, "Temporal failure, try again later.") == .refused(.transient))
        #expect(account.provider.inboundMethod == .get && account.provider.receiptMethod == .get)
        let query = Array("from=%2B12025550123&to=%2B12025550100&text=1".utf8)
        #expect(try account.readText(query).text == "1")
        #expect(try account.readReceipt(Array("state=16&id=7".utf8)).state == .failed)
    }

    @Test func `Vonage says no in a 200`() throws {
        let account = try account(
            yaml: file(
                """
                request:
                  method: POST
                  url: https://rest.nexmo.com/sms/json
                  auth: {scheme: none}
                  encoding: {gsm7: text, ucs2: unicode}
                  body: form
                  fields:
                    api_key: "{user}"
                    api_secret: "{key}"
                    to: "{to_digits}"
                    from: "{from_digits}"
                    text: "{text}"
                    type: "{encoding}"
                    client-ref: "{reference}"
                    callback: "{receipt_url}"
                response:
                  format: json
                  id: /messages/0/message-id
                  code: /messages/0/status
                  message: /messages/0/error-text
                  errors:
                    - {is: [1], means: throttled}
                    - {is: [4, 8], means: configuration}
                    - {is: [5], means: transient}
                    - {not: ["0"], means: permanent}
                  accepted:
                    when:
                      - {is: ["0"]}
                """, inbound: formInbound, receipt: formReceipt), ["key": "k"])
        let request = try account.request(for: someText("Hola ñandú", receiptURL: nil), now: 0)
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "api_key=u&api_secret=k&to=12025550123&from=12025550100"
                + "&text=Hola%20%C3%B1and%C3%BA&type=unicode&client-ref=01JABC")
        func kind(_ body: String) -> VerdictKind {
            VerdictKind(account.verdict(on: response(200, body)))
        }
        let accepted = #"{"message-count":"1","messages":[{"status":"0","message-id":"A1"}]}"#
        #expect(kind(accepted) == .accepted("A1"))
        #expect(
            kind(#"{"messages":[{"status":"1","error-text":"Throttled"}]}"#) == .refused(.throttled)
        )
        #expect(kind(#"{"messages":[{"status":"99"}]}"#) == .refused(.permanent))
        #expect(kind(#"{"messages":[]}"#) == .unclear && kind("{}") == .unclear)
    }

    @Test func `Infobip and Sinch want lists in lists and a header of their own`() throws {
        let account = try account(
            yaml: file(
                """
                request:
                  method: POST
                  url: "https://{user}.api.infobip.com/sms/2/text/advanced"
                  headers: {Accept: application/json}
                  auth: {scheme: header, name: Authorization, value: "App {key}"}
                  body: json
                  json:
                    messages:
                      - from: "{from}"
                        destinations:
                          - {to: "{to_digits}", messageId: "{reference}"}
                        text: "{text}"
                        flash: false
                        validityPeriod: 60
                        zip: "02134"
                        none: null
                        notifyUrl: "{receipt_url}"
                response:
                  format: json
                  id: /messages/0/messageId
                  code: /messages/0/status/groupName
                  message: /messages/0/status/description
                  errors:
                    - {is: [REJECTED, UNDELIVERABLE, EXPIRED], means: permanent}
                    - {at: /requestError, status: [401, 403], means: configuration}
                  accepted: {when: [{is: [PENDING, ACCEPTED]}]}
                """,
                inbound: """
                      method: POST
                      format: json
                      delivery: [/results/0/messageId]
                      id: /results/0/messageId
                      from: /results/0/from
                      to: /results/0/to
                      text: /results/0/text
                    """, receipt: formReceipt), ["key": "k", "user": "abc"])
        let request = try account.request(for: someText(receiptURL: nil), now: 0)
        #expect(request.url == "https://abc.api.infobip.com/sms/2/text/advanced")
        #expect(
            request.headers.map { "\($0.name): \($0.value)" } == [
                "Accept: application/json", "Content-Type: application/json",
                "Authorization: App k",
            ])
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"messages":[{"destinations":[{"messageId":"01JABC","to":"12025550123"}],"#
                + #""flash":false,"from":"+12025550100","none":null,"text":"Hello","#
                + #""validityPeriod":60,"zip":"02134"}]}"#)
        let pending = #"{"messages":[{"messageId":"m","status":{"groupName":"PENDING","id":26}}]}"#
        #expect(VerdictKind(account.verdict(on: response(200, pending))) == .accepted("m"))
        let one = #"{"messageId":"m","from":12025550123,"to":"12025550100","text":"1"}"#
        let text = try account.readText(Array("{\"results\":[\(one)]}".utf8))
        #expect(text.from == "12025550123" && text.id == "m")
        // A second text in the same bag would be lost.
        let two = Array("{\"results\":[\(one),\(one)]}".utf8)
        #expect(throws: SMSReadingError.self) { try account.readText(two) }
        #expect(account.deliveryID(headers: [], bytes: two, isReceipt: false) == nil)
    }

    @Test func `Telnyx and Plivo have a key, deep places and several ids`() throws {
        let account = try account(
            yaml: file(
                """
                request:
                  method: POST
                  url: https://api.telnyx.com/v2/messages
                  auth: {scheme: bearer, token: "{key}"}
                  body: json
                  json: {from: "{from}", to: "{to}", text: "{text}", webhook_url: "{receipt_url}"}
                response:
                  format: json
                  id: /data/id
                  id_required: true
                  code: /errors/0/code
                  message: /errors/0/detail
                  errors:
                    - {is: [40300], means: opted-out}
                    - {begins: [403], means: permanent}
                    - {at: /errors, status: [2xx], means: permanent}
                """,
                inbound: """
                      method: POST
                      format: json
                      only: {/data/event_type: [message.received]}
                      delivery: [/data/id]
                      id: /data/payload/id
                      from: /data/payload/from/phone_number
                      to: /data/payload/to/0/phone_number
                      text: /data/payload/text
                      media: /data/payload/media
                    """, receipt: formReceipt), ["key": "k"])
        #expect(
            try account.request(for: someText(), now: 0).headers.contains {
                $0 == ("Authorization", "Bearer k")
            })
        #expect(
            VerdictKind(account.verdict(on: response(400, #"{"errors":[{"code":"40300"}]}"#)))
                == .refused(.optedOut))
        #expect(
            VerdictKind(account.verdict(on: response(400, #"{"errors":[{"code":40310}]}"#)))
                == .refused(.permanent))
        #expect(
            VerdictKind(account.verdict(on: response(200, #"{"data":{"id":"x"},"errors":[]}"#)))
                == .accepted("x"))
        let text = try account.readText(
            Array(
                #"{"data":{"id":"e","event_type":"message.received","payload":{"id":"m","from":{"phone_number":"+12025550123"},"to":[{"phone_number":"+12025550100"}],"text":"1","media":[{}]}}}"#
                    .utf8))
        #expect(text.from == "+12025550123" && text.to == "+12025550100" && text.mediaCount == 1)
    }

    @Test(arguments: [
        ("nothing", "nothing"), ("555-0123", "•••-••••"), ("55-0123", "55-0123"),
        ("2025550123", "••••••••••"),
        ("+1 (202) 555-0123!", "+• (•••) •••-••••!"), ("١٢٣٤٥٦٧", "•••••••"),
        ("code 30004 for 123", "code 30004 for 123"), ("a1b2c3d4e5f6g7", "a1b2c3d4e5f6g7"),
        ("20.25.55.01.23", "••.••.••.••.••"),
        ("1   2   3   4   5   6   7", "1   2   3   4   5   6   7"),
    ])
    func `long numbers in a provider's words are masked`(_ words: String, _ masked: String) {
        #expect(staffWords(words) == masked)
    }
}
