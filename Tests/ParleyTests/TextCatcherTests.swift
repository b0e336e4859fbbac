import Engines
import Foundation
import Hummingbird
import Logging
import Synchronization
import Testing
import Web
import Wire

@testable import parley

/// The catcher against what Parley's own account sends.
@Suite struct TextCatcherTests {
    private let folder = testFolder.appending(path: "caught-\(UUID().uuidString)")
    private let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    private func account(
        _ catcher: TextCatcher, secret: String
    ) throws -> SMSAccount {
        try SMSProvider.named("standard-webhooks", folder: nil).account([
            "url": catcher.url, "secret": secret,
        ])
    }

    private func hand(
        _ words: String, reference: String = "ref1", receiptURL: String? = nil,
        by account: SMSAccount
    ) async throws -> SMSVerdict {
        let text = OutgoingText(
            to: "+13125550142", from: "+13125550100", text: words, reference: reference,
            receiptURL: receiptURL)
        let request = try account.request(for: text, now: Int64(Date().timeIntervalSince1970))
        let client = HTTPClient(HTTPOptions())
        let outcome = await client.send(request)
        await client.close()
        guard case .answered(let response) = outcome else { return .unclear("no answer") }
        return account.verdict(on: response)
    }

    private var caught: [CaughtText] {
        CaughtTexts.texts(in: folder.appending(path: "texts.jsonl").path)
    }

    @Test func `a text is accepted under an id and stands in the file`() async throws {
        let catcher = try await TextCatcher.start(
            port: 0, folder: folder.path, secret: secret, receipts: false)
        let verdict = try await hand("Buổi họp", by: account(catcher, secret: secret))
        await catcher.stop()

        guard case .accepted(let id, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        let text = try #require(caught.first)
        #expect(id == text.id)
        #expect(text.text == "Buổi họp")
        #expect(text.to == "+13125550142" && text.from == "+13125550100")
        #expect(text.segments == 1 && text.encoding == "UCS-2")
        #expect(text.reference == "ref1" && !text.isRepeated && text.receiptURL == nil)
    }

    @Test func `a repetition has the same id and is marked, also after a restart`() async throws {
        var ids: [String?] = []
        for _ in 0..<2 {
            let catcher = try await TextCatcher.start(
                port: 0, folder: folder.path, secret: secret, receipts: false)
            let account = try account(catcher, secret: secret)
            for _ in 0..<2 {
                if case .accepted(let id, _) = try await hand("1", by: account) { ids.append(id) }
            }
            await catcher.stop()
        }
        #expect(ids.count == 4 && Set(ids).count == 1)
        #expect(caught.map(\.isRepeated) == [false, true, true, true])
    }

    @Test func `another secret is a fault of the settings, and nothing is written`() async throws {
        let catcher = try await TextCatcher.start(
            port: 0, folder: folder.path, secret: secret, receipts: false)
        let other = try account(catcher, secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
        let verdict = try await hand("1", by: other)
        await catcher.stop()
        guard case .refused(.configuration, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(caught.isEmpty)
    }

    @Test func `it reports a text as delivered once, to the address that came with it`()
        async throws
    {
        let reports = Reports()
        let parley = try await reports.server(secret: secret)
        let catcher = try await TextCatcher.start(
            port: 0, folder: folder.path, secret: secret, receipts: true)
        let url = "http://127.0.0.1:\(parley.port)/hooks/sms/standard-webhooks/receipt/tok"
        let account = try account(catcher, secret: secret)
        for _ in 0..<2 { _ = try await hand("1", receiptURL: url, by: account) }

        let body = await reports.first()
        let receipt = try account.readReceipt(body)
        await catcher.stop()
        await parley.shutdown(grace: .seconds(1))
        #expect(receipt.state == .delivered)
        #expect(receipt.reference == "ref1")
        #expect(receipt.providerID == "caught-ref1")
        #expect(reports.count == 1)
    }

    @Test func `a parent's text arrives signed`() async throws {
        let reports = Reports()
        let parley = try await reports.server(secret: secret)
        let status = try await ParentPhone.text(
            "Sí, gracias", from: "+13125550142", to: "+13125550100",
            url: "http://127.0.0.1:\(parley.port)/hooks/sms/standard-webhooks/inbound",
            secret: secret)
        #expect(status == 200)
        let account = try SMSProvider.named("standard-webhooks", folder: nil).account([
            "url": "https://gateway.example", "secret": secret,
        ])
        let text = try account.readText(await reports.first())
        await parley.shutdown(grace: .seconds(1))
        #expect(text.text == "Sí, gracias")
        #expect(text.from == "+13125550142" && text.to == "+13125550100")
    }
}

/// Stands for Parley: checks signatures, and says that it took what came.
private final class Reports: Sendable {
    private let bodies = Mutex<[[UInt8]]>([])
    private let (arrivals, arrived) = AsyncStream<[UInt8]>.makeStream()

    var count: Int { bodies.withLock { $0.count } }

    func first() async -> [UInt8] {
        for await body in arrivals { return body }
        return []
    }

    func server(secret: String) async throws -> WebServer {
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let routes = WebServer.router(log: log)
        routes.post("/hooks/sms/**") { [self] request, _ in
            let body = Array(try await request.body.collect(upTo: 1 << 16).readableBytesView)
            let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
            let verdict = StandardWebhooks().verdict(
                on: WebhookRequest(url: "", headers: headers, content: .bytes(body)),
                secrets: [secret], now: Int64(Date().timeIntervalSince1970))
            guard verdict.isValid else { return Response(status: .unauthorized) }
            bodies.withLock { $0.append(body) }
            arrived.yield(body)
            return Response(status: .ok)
        }
        return try await WebServer.start(WebOptions(port: 0), routes: routes, log: log)
    }
}
