import Engines
import Foundation
import Testing

@testable import Wire

@Suite struct ProviderCaseTests {
    private static let now: Int64 = 1_614_265_330

    @Test(arguments: SMSProvider.shipped)
    func `a text becomes this request, byte for byte`(_ name: String) throws {
        for item in try ProviderCases(name).outgoing {
            let account = try account(name, item.settings ?? [:])
            var text = someText(item.text)
            if case .value(let url) = item.receiptURL {
                text = someText(item.text, receiptURL: url)
            }
            if let from = item.from {
                text = OutgoingText(
                    to: text.to, from: from, text: text.text, reference: text.reference,
                    receiptURL: text.receiptURL)
            }
            let request = try account.request(for: text, now: Self.now)
            let comment = Comment(rawValue: item.what)
            #expect(request.method == item.method && request.url == item.url, comment)
            #expect(request.account.map { "\($0.user):\($0.password)" } == item.account, comment)
            let headers = Dictionary(
                request.headers.filter { $0.name != "webhook-signature" }.map {
                    ($0.name, $0.value)
                },
                uniquingKeysWith: { "\($0), \($1)" })
            #expect(headers == item.headers, comment)
            if let body = item.body {
                #expect(String(decoding: request.body, as: UTF8.self) == body, comment)
            }
            if let json = item.json {
                let sent = try JSONDecoder().decode(AnyJSON.self, from: Data(request.body))
                #expect(sent == json, comment)
            }
            let secrets = (item.signedBy ?? []).compactMap { account.values[$0] }
            let signatures = request.headers.filter { $0.name == "webhook-signature" }
            #expect(
                signatures.map { $0.value.split(separator: " ").count }
                    == (secrets.isEmpty ? [] : [secrets.count]), comment)
            for secret in secrets {
                let check = WebhookRequest(
                    url: request.url, headers: request.headers, content: .bytes(request.body))
                let verdict = StandardWebhooks().verdict(
                    on: check, secrets: [secret], now: Self.now)
                #expect(verdict == .valid, comment)
            }
        }
    }

    @Test(arguments: SMSProvider.shipped)
    func `an answer has this meaning`(_ name: String) throws {
        let account = try account(name)
        for item in try ProviderCases(name).answers {
            let verdict = account.verdict(
                on: HTTPResponse(
                    status: item.status, body: item.bytes, isCut: item.isCut ?? false))
            let comment: Comment = "\(item.what): \(verdict)"
            switch VerdictKind(verdict) {
            case .accepted(let id):
                #expect(item.verdict == id.map { "accepted \($0)" } ?? "accepted", comment)
            case .refused(let refusal): #expect(item.verdict == refusal.rawValue, comment)
            case .unclear: #expect(item.verdict == "unclear", comment)
            }
            if let words = item.words { #expect(verdict.words == words, comment) }
            #expect(verdict.words.hasPrefix("HTTP \(item.status)"), comment)
        }
    }

    @Test(arguments: SMSProvider.shipped)
    func `a parent's text is read, or said why not`(_ name: String) throws {
        let account = try account(name)
        for item in try ProviderCases(name).texts {
            let comment = Comment(rawValue: item.what)
            let key = account.deliveryID(
                headers: item.headerList, bytes: item.raw, isReceipt: false)
            #expect(key == item.delivery, comment)
            do throws(SMSReadingError) {
                let text = try account.readText(item.raw)
                #expect(item.error == nil, comment)
                #expect(text.id == item.id && text.from == item.from, comment)
                #expect(text.to == item.to && text.text == item.text, comment)
                #expect(text.mediaCount == item.media ?? 0, comment)
                #expect(text.part.map { "\($0.number)/\($0.count)" } == item.part, comment)
                #expect(!"\(text)".contains("555"), comment)
            } catch {
                expect(error, item)
            }
        }
    }

    @Test(arguments: SMSProvider.shipped)
    func `a receipt is read, or said why not`(_ name: String) throws {
        let account = try account(name)
        for item in try ProviderCases(name).receipts {
            let comment = Comment(rawValue: item.what)
            let key = account.deliveryID(headers: item.headerList, bytes: item.raw, isReceipt: true)
            #expect(key == item.delivery, comment)
            do throws(SMSReadingError) {
                let receipt = try account.readReceipt(item.raw)
                #expect(item.error == nil, comment)
                #expect(receipt.providerID == item.id, comment)
                #expect(receipt.reference == item.reference, comment)
                #expect(receipt.state.rawValue == item.state, comment)
                #expect(receipt.refusal?.rawValue == item.refusal, comment)
                if let words = item.words { #expect(receipt.reply == words, comment) }
            } catch {
                expect(error, item)
            }
        }
    }

    @Test(arguments: SMSProvider.shipped)
    func `what came at once is taken apart, and each part can be read`(_ name: String) throws {
        let account = try account(name)
        let cases = try ProviderCases(name)
        for (items, isReceipt) in [(cases.texts, false), (cases.receipts, true)] {
            for item in items {
                let parts = account.parts(of: item.raw, isReceipt: isReceipt)
                let comment = Comment(rawValue: item.what)
                #expect(parts.count == item.parts ?? 1, comment)
                guard item.parts != nil else {
                    #expect(parts == [item.raw], comment)
                    continue
                }
                var ids: Set<String> = []
                for part in parts {
                    #expect(account.parts(of: part, isReceipt: isReceipt) == [part], comment)
                    let key = account.deliveryID(headers: [], bytes: part, isReceipt: isReceipt)
                    ids.insert(try #require(key, comment))
                    if isReceipt {
                        _ = try account.readReceipt(part)
                    } else {
                        _ = try account.readText(part)
                    }
                }
                #expect(ids.count == item.parts, comment)
            }
        }
    }

    private func expect(_ error: SMSReadingError, _ item: ProviderCases.Brought) {
        let comment: Comment = "\(item.what): \(error)"
        guard let part = item.error else {
            Issue.record(comment)
            return
        }
        #expect(error.reason.contains(part), comment)
        #expect(!error.reason.contains("2025550123"), comment)
    }
}

@Suite struct ProviderSignatureTests {
    /// The published vector of Standard Webhooks' own libraries.
    @Test func `a gateway's signature counts with either secret and in time`() throws {
        let body = Array("{\"test\": 2432232314}".utf8)
        let request = WebhookRequest(
            url: "https://school.test/hooks/sms/standard-webhooks/inbound",
            headers: [
                ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"),
                ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
            ], content: .bytes(body))
        let other = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"
        let now: Int64 = 1_614_265_330
        let account = try account("standard-webhooks")
        #expect(account.verdict(onSignatureOf: request, now: now) == .valid)
        #expect(
            account.verdict(onSignatureOf: request, now: now + 400) == .refused(.staleTimestamp))
        let exchanged = try WireTests.account(
            "standard-webhooks", ["secret": other, "old_secret": standardSecret])
        #expect(exchanged.verdict(onSignatureOf: request, now: now) == .valid)
        let stranger = try WireTests.account("standard-webhooks", ["secret": other])
        #expect(stranger.verdict(onSignatureOf: request, now: now) == .refused(.badSignature))
    }

    private static let secrets = [
        "plivo": "token", "sinch": "webhook_secret", "telnyx": "public_key",
        "vonage": "signature_secret",
    ]

    @Test(arguments: secrets.keys.sorted())
    func `a provider is believed by its own secret, the old one too, and in time`(
        _ name: String
    ) throws {
        let setting = try #require(Self.secrets[name])
        let signed = try #require(
            try SignatureSchemeTests.all.first { $0.testDescription == name })
        func verdict(
            _ settings: [String: String], body: [UInt8]? = nil, later: Int64 = 0
        ) throws -> SignatureVerdict {
            try account(name, settings).verdict(
                onSignatureOf: WebhookRequest(
                    url: signed.url, headers: signed.headers, content: .bytes(body ?? signed.body)),
                now: SignatureSchemeTests.time + later)
        }
        #expect(try verdict([setting: signed.secret]) == .valid)
        #expect(try verdict([setting: signed.other, "old_\(setting)": signed.secret]) == .valid)
        #expect(try verdict([setting: signed.other]) == .refused(.badSignature))
        let forged = signed.body + Array("&Body=2".utf8)
        #expect(try verdict([setting: signed.secret], body: forged).isValid == false)
        // Plivo signs no time: a repetition is found by its id.
        #expect(
            try verdict([setting: signed.secret], later: 301)
                == (name == "plivo" ? .valid : .refused(.staleTimestamp)))
    }

    @Test(arguments: ["africastalking", "infobip", "kannel"])
    func `a provider that signs nothing is believed at addresses that we made`(
        _ name: String
    ) throws {
        let account = try account(name)
        let url = account.address("https://school.test/hooks/sms/\(name)/inbound")
        func verdict(_ url: String) -> SignatureVerdict {
            account.verdict(
                onSignatureOf: WebhookRequest(url: url, headers: [], content: .bytes([1])), now: 0)
        }
        #expect(verdict(url) == .valid)
        #expect(verdict(url.replacing("inbound", with: "receipts")) == .refused(.badSignature))
        let forged = String(url.dropLast()) + (url.hasSuffix("0") ? "1" : "0")
        #expect(verdict(forged) == .refused(.badSignature))
        #expect(
            verdict("https://school.test/hooks/sms/\(name)/inbound") == .refused(.missingToken))
    }

    /// The vector of Twilio's own libraries.
    @Test func `Twilio's signature is over the public address and the form`() throws {
        let form =
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234"
            + "&From=%2B14158675309&To=%2B18005551212"
        func request(_ url: String) -> WebhookRequest {
            WebhookRequest(
                url: url, headers: [("x-twilio-signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")],
                content: .bytes(Array(form.utf8)))
        }
        let account = try account("twilio")
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
        #expect(account.verdict(onSignatureOf: request(url), now: 0) == .valid)
        #expect(
            account.verdict(onSignatureOf: request(url + "3"), now: 0) == .refused(.badSignature))
        let stranger = try WireTests.account("twilio", ["token": "other"])
        #expect(stranger.verdict(onSignatureOf: request(url), now: 0) == .refused(.badSignature))
        // An API key does not sign what Twilio sends.
        let withKey = try WireTests.account("twilio", ["user": "SK1", "password": "k"])
        #expect(withKey.verdict(onSignatureOf: request(url), now: 0) == .valid)
    }
}

@Suite struct ProviderFuzzTests {
    @Test(arguments: SMSProvider.shipped)
    func `whatever comes is read or refused and never traps`(_ name: String) throws {
        let account = try account(name)
        let cases = try ProviderCases(name)
        let seeds =
            (cases.texts + cases.receipts).map(\.raw) + cases.answers.map(\.bytes)
        var numbers = SeededGenerator(state: 2026)
        for round in 0..<3_000 {
            let bytes = mutated(seeds[round % seeds.count], &numbers)
            _ = try? account.readText(bytes)
            _ = try? account.readReceipt(bytes)
            _ = account.deliveryID(headers: [], bytes: bytes, isReceipt: round % 2 == 0)
            _ = account.verdict(on: HTTPResponse(status: 200 + round % 400, body: bytes))
        }
    }
}
