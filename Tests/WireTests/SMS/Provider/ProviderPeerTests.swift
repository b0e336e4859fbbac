import Engines
import Foundation
import Testing

@testable import Wire

/// Texts over real HTTP to a provider that checks signatures and accounts by code of its own.
@Suite struct ProviderPeerTests {
    private func account(
        _ name: String, _ peer: WebhookPeer, _ more: [String: String] = [:]
    ) throws -> SMSAccount {
        let values =
            name == "twilio"
            ? ["account": "AC1", "token": "tok", "url": peer.url("")]
            : ["url": peer.url("/send"), "secret": WebhookPeer.secret]
        return try SMSProvider.named(name, folder: nil)
            .account(values.merging(more) { $1 })
    }

    private var now: Int64 { Int64(Date().timeIntervalSince1970) }

    private func send(
        _ text: OutgoingText, by account: SMSAccount, _ client: HTTPClient
    ) async throws -> VerdictKind {
        switch await client.send(try account.request(for: text, now: now)) {
        case .answered(let response): VerdictKind(account.verdict(on: response))
        case .notSent, .unclear: .unclear
        }
    }

    /// The providers that the peer plays. Kannel is there itself, in KannelTests.
    private static let peers = ["standard-webhooks", "twilio"]

    private static let texts = [
        "Hello", "ñandú & +1 = 100 %\n\"{to}\"", "١ سأحضر", "\u{1F468}\u{200D}\u{1F469} e\u{301} ʼ",
        String(repeating: "long ", count: 300),
    ]

    @Test(arguments: peers)
    func `a provider understands what is sent`(_ name: String) async throws {
        try await withPeer { peer, client in
            let account = try account(name, peer)
            for text in Self.texts {
                guard case .accepted(let id?) = try await send(someText(text), by: account, client)
                else {
                    Issue.record("\(text) was not accepted.")
                    continue
                }
                let heard = try #require(try peer.requests().last)
                #expect(heard.valid && heard.kind == name && !id.isEmpty, "\(heard)")
                #expect(heard.to == "+12025550123" && heard.from == "+12025550100")
                #expect(Array((heard.text ?? "").unicodeScalars) == Array(text.unicodeScalars))
                #expect(heard.receipt_url == "https://school.test/hooks/r/1")
            }
        }
    }

    @Test func `a repetition is known by its reference and answered alike`() async throws {
        try await withPeer { peer, client in
            let account = try account("standard-webhooks", peer)
            let first = try await send(someText(), by: account, client)
            let second = try await send(someText(), by: account, client)
            #expect(first == second)
            let repeated = try peer.requests().map(\.repeated)
            #expect(repeated == [false, true])
        }
    }

    @Test(arguments: peers)
    func `a wrong secret is the operator's to mend`(_ name: String) async throws {
        try await withPeer { peer, client in
            let wrong =
                name == "twilio"
                ? ["token": "wrong"] : ["secret": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"]
            let account = try account(name, peer, wrong)
            let verdict = try await send(someText(), by: account, client)
            #expect(verdict == .refused(.configuration))
        }
    }

    private static let misbehaviour: [(String, VerdictKind, VerdictKind)] = [
        (#"{"error":"opted-out"}"#, .refused(.optedOut), .refused(.permanent)),
        (#"{"error":21610}"#, .refused(.permanent), .refused(.optedOut)),
        (#"{"error":30003,"status":400}"#, .refused(.permanent), .refused(.transient)),
        (#""redirect""#, .refused(.configuration), .refused(.configuration)),
        (#"{"status":500}"#, .refused(.transient), .refused(.transient)),
        (#"{"status":502}"#, .refused(.transient), .unclear),
        (#"{"status":504}"#, .refused(.transient), .unclear),
        (#""throttle""#, .refused(.throttled), .refused(.throttled)),
        (#""html""#, .unclear, .unclear),
        (#"{"huge":10000000}"#, .unclear, .unclear),
        (#"{"silence":30}"#, .unclear, .unclear),
        (#""close-after""#, .unclear, .unclear),
        (#""close-before""#, .unclear, .unclear),
        (#""reset""#, .unclear, .unclear),
        (#""cut""#, .unclear, .unclear),
        (#""no-http""#, .unclear, .unclear),
        (#""early-413""#, .refused(.permanent), .refused(.permanent)),
    ]

    @Test(arguments: misbehaviour)
    private func `a provider that misbehaves is not believed`(
        _ act: String, _ standard: VerdictKind, _ twilio: VerdictKind
    ) async throws {
        try await withPeer {
            $0.whole = .seconds(5)
        } _: { peer, client in
            for (name, expected) in [("standard-webhooks", standard), ("twilio", twilio)] {
                try await peer.next(act)
                let verdict = try await send(
                    someText(), by: try account(name, peer), client)
                #expect(verdict == expected, "\(name)")
            }
        }
    }

    /// The peer signs with code of its own; what it posts is kept by another one and read here.
    @Test(arguments: peers, ["text", "receipt"])
    func `what a provider posts is believed and read`(_ name: String, _ kind: String) async throws {
        try await withPeer { peer, _ in
            let account = try account(name, peer)
            let secret = name == "twilio" ? "tok" : WebhookPeer.secret
            let words = "Sí & +1 \u{1F600}"
            for wrong in [[], ["--wrong-signature"], ["--age", "900"]] {
                let status = try post(
                    [
                        "--url", peer.url("/other?x=1"), "--sign-url", "https://school.test/in?x=1",
                        "--scheme", name, "--secret", secret, "--kind", kind, "--id", "p1",
                        "--text", words, "--media", "2", "--reference", "01JABC", "--status",
                        "delivered",
                    ] + wrong)
                #expect(status == "200")
            }
            let heard = try peer.requests().suffix(3)
            let verdicts = heard.map { heard in
                account.verdict(
                    onSignatureOf: WebhookRequest(
                        url: "https://school.test/in?x=1",
                        headers: heard.headers.map { ($0.key, $0.value) },
                        content: .bytes(heard.bytes)), now: now)
            }
            let stale: SignatureVerdict = name == "twilio" ? .valid : .refused(.staleTimestamp)
            #expect(verdicts == [.valid, .refused(.badSignature), stale])
            let bytes = try #require(heard.first).bytes
            if kind == "text" {
                let text = try account.readText(bytes)
                #expect(text.text == words && text.mediaCount == 2 && text.id == "p1")
            } else {
                let receipt = try account.readReceipt(bytes)
                #expect(receipt.state == .delivered && receipt.providerID == "p1")
            }
        }
    }

    private func post(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", ServerProgram.path("webhook_peer.py"), "post"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.runAlone()
        let status = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: status, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
