import Foundation

@testable import Wire

let standardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

/// What an operator might set, by provider.
let someValues: [String: [String: String]] = [
    "africastalking": ["user": "oakwood", "key": "k", "secret": "12345"],
    "infobip": ["host": "xyz123.api.infobip.com", "key": "k", "secret": "12345"],
    "kannel": ["user": "u", "password": "p&q", "secret": "12345"],
    "plivo": ["account": "MA1", "token": "12345"],
    "sinch": ["plan": "p1", "token": "t", "webhook_secret": "12345"],
    "standard-webhooks": ["url": "https://gateway.test/send", "secret": standardSecret],
    "telnyx": ["key": "KEY1", "public_key": "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="],
    "twilio": ["account": "AC1", "token": "12345"],
    "vonage": ["key": "a1", "secret": "s&1", "signature_secret": "12345"],
]

/// A shipped provider with settings; `more` over those of ``someValues``.
func account(_ name: String, _ more: [String: String] = [:]) throws -> SMSAccount {
    let values = (someValues[name] ?? [:]).merging(more) { _, new in new }
    return try SMSProvider.named(name, folder: nil).account(values)
}

/// A provider that a test writes, with settings.
func account(yaml: String, _ values: [String: String] = [:]) throws -> SMSAccount {
    try ProviderReader(name: "own", file: "own.yaml").provider(Array(yaml.utf8)).account(values)
}

func someText(
    _ text: String = "Hello", receiptURL: String? = "https://school.test/hooks/r/1"
) -> OutgoingText {
    OutgoingText(
        to: "+12025550123", from: "+12025550100", text: text, reference: "01JABC",
        receiptURL: receiptURL)
}

func response(_ status: Int, _ body: String, isCut: Bool = false) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(body.utf8), isCut: isCut)
}

/// What a verdict is, without the words.
enum VerdictKind: Equatable {
    case accepted(String?)
    case refused(SMSRefusal)
    case unclear

    init(_ verdict: SMSVerdict) {
        switch verdict {
        case .accepted(let id, _): self = .accepted(id)
        case .refused(let refusal, _): self = .refused(refusal)
        case .unclear: self = .unclear
        }
    }
}

extension SMSVerdict {
    /// The words for staff.
    var words: String {
        switch self {
        case .accepted(_, let words), .refused(_, let words), .unclear(let words): words
        }
    }
}
