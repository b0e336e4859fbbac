import Delivery
import Wire

/// How a school's texts go out and come in.
public struct TextLine: Sendable {
    /// The provider, with what the operator set for it.
    public let account: SMSAccount
    /// The school's numbers, E.164, or the senders that the provider knows.
    public let senders: SenderPool
    /// What a segment costs.
    public let prices: SMSPrices
    /// The address at which the provider reaches us, without a slash at its end; nil when it
    /// can't: then no receipts come.
    public let publicURL: String?
    /// Whether a number's first text is preceded by a word of who writes.
    public let welcomes: Bool
    /// Whether a family with two open cases is asked which child its text is about.
    public let asksWhichChild: Bool

    /// Describes a line.
    public init(
        account: SMSAccount, senders: SenderPool, publicURL: String?, welcomes: Bool = true,
        asksWhichChild: Bool = false, prices: SMSPrices = SMSPrices()
    ) {
        self.account = account
        self.senders = senders
        self.prices = prices
        self.publicURL = publicURL
        self.welcomes = welcomes
        self.asksWhichChild = asksWhichChild
    }

    /// The first of the school's numbers: where one is to be named.
    public var from: String { senders.ordinary.first ?? "" }

    /// Where the receipts of a message go; nil when the provider can't reach us.
    ///
    /// `token`: Names the message and is signed; no other part says anything of it.
    public func receiptURL(for token: String) -> String? {
        address("receipt/\(token)")
    }

    /// Where a provider brings all receipts whose texts can't say where; nil for one whose texts say
    /// it, and where the provider can't reach us.
    public var receiptsURL: String? {
        account.provider.tellsReceiptAddress ? nil : address("receipts")
    }

    /// Where the provider brings parents' texts; nil when it can't reach us.
    public var inboundURL: String? { address("inbound") }

    private func address(_ end: String) -> String? {
        publicURL.map { account.address("\($0)/hooks/sms/\(account.provider.name)/\(end)") }
    }
}
