/// A provider with what an operator set for it: builds requests, and reads what comes back.
///
/// Pure: no clock, no network. Secrets are inside; it prints none of them.
public struct SMSAccount: Sendable, CustomStringConvertible {
    /// The provider's file.
    public let provider: SMSProvider

    /// The request that hands a text over.
    ///
    /// `now`: Seconds since 1970 UTC, for signatures.
    public func request(
        for text: OutgoingText, now: Int64
    ) throws(SMSProviderProblem) -> HTTPRequest {
        HTTPRequest("POST", "")
    }

    /// What the provider's answer means.
    public func verdict(on response: HTTPResponse) -> SMSVerdict { .unclear("") }

    /// Whether the provider signed what it brought.
    public func verdict(
        onSignatureOf request: WebhookRequest, now: Int64
    ) -> SignatureVerdict { .refused(.badSignature) }

    /// The provider's own id of what it brought, so that the same thing twice is known; nil when
    /// there is none that can be read. Never fails: what can't be read is kept all the same.
    ///
    /// `headers`: Of the request. `bytes`: Its raw body, or the raw query of a GET.
    public func deliveryID(
        headers: [(name: String, value: String)], bytes: [UInt8], isReceipt: Bool
    ) -> String? { nil }

    /// Reads a parent's text from what was kept.
    public func readText(_ bytes: [UInt8]) throws(SMSReadingError) -> InboundText {
        throw SMSReadingError(reason: "")
    }

    /// Reads a receipt from what was kept.
    public func readReceipt(_ bytes: [UInt8]) throws(SMSReadingError) -> TextReceipt {
        throw SMSReadingError(reason: "")
    }

    /// Names the provider alone.
    public var description: String { "account with \(provider.name)" }
}

/// Why what a provider brought can't be read.
public struct SMSReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What, where and what to do; no number and no word of a family.
    public let reason: String
    /// The reason.
    public var description: String { reason }
}
