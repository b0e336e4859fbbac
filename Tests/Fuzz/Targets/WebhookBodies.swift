import Engines
import Inbox
import Wire

/// What text providers bring, by every shipped provider's file, from its bytes to its row.
struct WebhookBodies: FuzzTarget {
    private let mutation: Mutation
    private let accounts: [SMSAccount]
    private var rows: KeptRows
    private var waiting: [[UInt8]] = []
    private var turn = 0

    init(_ corpus: Corpus) async throws {
        mutation = Mutation(corpus.hooks, words: WebhookBodies.words)
        accounts = try SMSProvider.shipped.map { name in
            try SMSProvider.named(name, folder: nil).readingKept
        }
        rows = try await KeptRows()
    }

    mutating func input(_ chance: inout SeededGenerator) -> [UInt8] {
        // The listener takes no more.
        Array(mutation.input(&chance).prefix(65_536))
    }

    mutating func read(_ input: [UInt8]) throws {
        for account in accounts {
            for part in account.parts(of: input, isReceipt: false) {
                _ = try? account.readText(part)
            }
            for part in account.parts(of: input, isReceipt: true) {
                _ = try? account.readReceipt(part)
            }
            _ = account.deliveryID(headers: [], bytes: input, isReceipt: false)
        }
        let request = WebhookRequest(
            url: "https://school.example/hooks/sms/x/inbound", headers: Self.headers(input),
            content: .bytes(input))
        for (name, scheme) in signatureSchemes {
            let verdict = scheme.verdict(on: request, secrets: ["whsec_AAAA"], now: 1_800_000_000)
            try holds(!verdict.isValid, "\(name) believed what nobody signed")
        }
        waiting.append(input)
    }

    mutating func settle() async throws {
        for body in waiting {
            turn += 1
            try await rows.keep(
                hook: body, from: SMSProvider.shipped[turn / 2 % SMSProvider.shipped.count],
                isReceipt: turn.isMultiple(of: 2))
        }
        waiting = []
        try await rows.check()
    }

    /// The names of every scheme, with what the body begins with.
    private static func headers(_ input: [UInt8]) -> [(name: String, value: String)] {
        let value = String(decoding: input.prefix(200), as: UTF8.self)
        return [
            "webhook-id", "webhook-timestamp", "webhook-signature", "x-twilio-signature",
            "x-plivo-signature-v3", "x-plivo-signature-v3-nonce", "authorization",
            "x-sinch-webhook-signature", "x-sinch-webhook-signature-nonce",
            "x-sinch-webhook-signature-timestamp", "x-sinch-webhook-signature-algorithm",
            "telnyx-signature-ed25519", "telnyx-timestamp", "content-type",
        ].map { ($0, value) }
    }

    private static let words = [
        "{", "}", "[", "]", "[[[[[[[[", "null", "true", "\\ud800", "\\u0000", "\"to\":",
        "\"from\":",
        "\"text\":", "%ZZ", "%C3", "%00", "&From=", "&To=", "&Body=", "+12125550101", "From=",
        "=&=&",
        "status=", "\"messages\":[", "1e308", "0.1", "STOP", "1", "YES",
        "concat-ref=1&concat-total=9",
        "Liked “a”", "MediaUrl0=http://127.0.0.1/",
    ]
}
