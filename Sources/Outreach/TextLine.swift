import Wire

/// How a school's texts go out and come in.
public struct TextLine: Sendable {
    /// The provider, with what the operator set for it.
    public let account: SMSAccount
    /// The school's number, E.164, or the sender that the provider knows.
    public let from: String
    /// The address at which the provider reaches us, without a slash at its end; nil when it
    /// can't: then no receipts come.
    public let publicURL: String?

    /// Describes a line.
    public init(account: SMSAccount, from: String, publicURL: String?) {
        self.account = account
        self.from = from
        self.publicURL = publicURL
    }
}
