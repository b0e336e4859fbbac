/// How a provider proves that a webhook comes from it.
///
/// A scheme is a value without state: the time comes in, and whoever calls remembers ids that came
/// before. It holds no secret either; secrets are given to each check, all that are good during a
/// change of keys.
public protocol SignatureScheme: Sendable {
    /// Whether one of the secrets signed the request.
    /// - Parameters:
    ///   - request: What came, with the public address that was configured.
    ///   - secrets: As the provider shows them; any one may match.
    ///   - now: Seconds since 1970 UTC.
    /// - Returns: Valid, or the first reason why not.
    func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict

    /// What an operator has to do about a secret that can't be one; nil when it may be one.
    func fault(inSecret secret: String) -> String?

    /// The same scheme with one of its digests alone, where an account chooses among several; nil for
    /// a name that is none of them.
    func only(digest: String) -> (any SignatureScheme)?
}

extension SignatureScheme {
    /// Any text that is not empty.
    public func fault(inSecret secret: String) -> String? { secret.isEmpty ? "Set it." : nil }

    /// Nothing to choose.
    public func only(digest: String) -> (any SignatureScheme)? { nil }
}

/// Every scheme by its name, which is that of the provider's file.
public let signatureSchemes: [String: any SignatureScheme] = [
    "africastalking": PathToken(),
    "infobip": PathToken(),
    "kannel": PathToken(),
    "plivo": PlivoSignature(),
    "sinch": SinchSignature(),
    "standard-webhooks": StandardWebhooks(),
    "telnyx": TelnyxSignature(),
    "twilio": TwilioSignature(),
    "vonage": VonageSignature(),
]

/// What a check of a signature came to.
public enum SignatureVerdict: Sendable, Hashable, CustomStringConvertible {
    /// It was signed with one of the secrets, and in time.
    case valid
    /// It was not, or it cannot be told; answer 401 and keep nothing.
    case refused(SignatureRefusal)

    /// Whether the request may be believed.
    public var isValid: Bool { self == .valid }

    /// Why not; nil when it is valid.
    public var refusal: SignatureRefusal? {
        if case .refused(let refusal) = self { return refusal }
        return nil
    }

    /// `valid`, or the reason.
    public var description: String { refusal?.rawValue ?? "valid" }

    init(_ check: () throws(SignatureRefusal) -> Void) {
        do {
            try check()
            self = .valid
        } catch {
            self = .refused(error)
        }
    }
}

/// Why a request is not believed; the raw value is stable and may be logged.
public enum SignatureRefusal: String, Error, Sendable, Hashable, CaseIterable {
    /// A header that the scheme needs is not there or empty.
    case missingHeader = "missing-header"
    /// The fields hold no signature, or no time.
    case missingSignature = "missing-signature"
    /// The address holds no token.
    case missingToken = "missing-token"
    /// No secret gives this signature: another key, or a changed byte.
    case badSignature = "bad-signature"
    /// The body is not the one whose digest was signed.
    case badBodyDigest = "bad-body-digest"
    /// There is a body, and nothing that was signed speaks of it.
    case unsignedBody = "unsigned-body"
    /// Signed too long ago: a replay, or a clock that is slow.
    case staleTimestamp = "stale-timestamp"
    /// Signed in the future: a clock that is fast.
    case futureTimestamp = "future-timestamp"
    /// A header came twice.
    case malformedHeader = "malformed-header"
    /// The message's id is not one that a signature can hold.
    case malformedID = "malformed-id"
    /// The time is not a whole number of seconds.
    case malformedTimestamp = "malformed-timestamp"
    /// The signature is not written as the scheme writes it.
    case malformedSignature = "malformed-signature"
    /// The body is no form that can be read.
    case malformedBody = "malformed-body"
    /// The configured address is no `http` or `https` address.
    case malformedURL = "malformed-url"
    /// The configured secret is empty or not written as the scheme writes it.
    case malformedSecret = "malformed-secret"
}
