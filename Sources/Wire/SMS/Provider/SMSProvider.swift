/// One text provider, as its file describes it.
public struct SMSProvider: Sendable {
    /// The file's name without `.yaml`: what the settings name.
    public let name: String
    /// For people.
    public let title: String
    /// What an operator has to set, beside the sender.
    public let settings: [Setting]
    /// Whether a repetition under the same reference makes no second text. Where it might, an
    /// unclear attempt is never repeated by itself.
    public let repeatsSafely: Bool
    /// What a webhook that brought something is answered with.
    public let answer: HookAnswer
    let file: ProviderFile

    /// How the provider brings texts.
    public var inboundMethod: HookMethod { file.inbound.hook.method }
    /// How the provider brings receipts.
    public var receiptMethod: HookMethod { file.receipt.hook.method }
    /// Whether each text tells the provider where its receipts go. If not, they all come to one
    /// address, which is set with the provider, and are matched by what they name.
    public var tellsReceiptAddress: Bool { file.request.names.contains("receipt_url") }

    /// One thing that an operator sets.
    public struct Setting: Sendable, Hashable {
        /// `sms.<name>` in the settings.
        public let name: String
        /// For people.
        public let about: String
        /// Whether it comes from the environment or a file only.
        public let isSecret: Bool
        /// False when there is a default.
        public let isRequired: Bool
        /// What a trial puts in, where any word would not do; nil where it would.
        public let example: String?
    }

    /// How a provider brings something.
    public enum HookMethod: String, Sendable, Hashable, CaseIterable {
        /// What it brings stands in the query.
        case get = "GET"
        /// What it brings is the body.
        case post = "POST"
    }

    /// The answer to a webhook.
    public struct HookAnswer: Sendable, Hashable {
        /// 200 or 204.
        public let status: Int
        /// Empty for none.
        public let contentType: String
        /// Mostly empty.
        public let body: String
    }
}
