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

    /// One thing that an operator sets.
    public struct Setting: Sendable, Hashable {
        /// `sms.<name>` in the settings.
        public let name: String
        /// For people.
        public let about: String
        /// Whether it comes from the environment or a file only.
        public let isSecret: Bool
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

    /// The providers that come with the program.
    public static let shipped: [String] = []

    /// The provider of a name: from the operator's own folder when it has such a file, else one that
    /// is shipped.
    public static func named(
        _ name: String, folder: String?
    ) throws(SMSProviderProblem) -> SMSProvider {
        throw SMSProviderProblem(place: name, problem: "", remedy: "")
    }

    /// The provider with an operator's settings, by name.
    /// - Throws: ``SMSProviderProblem`` for one that is missing or can't be used.
    public func account(
        _ values: [String: String]
    ) throws(SMSProviderProblem) -> SMSAccount {
        SMSAccount(provider: self)
    }
}

/// What is wrong with a provider's file or with what was set for it.
public struct SMSProviderProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// `twilio.yaml:12`, or the setting.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What to do.
    public let remedy: String

    /// All three.
    public var description: String { "\(place): \(problem) \(remedy)" }
}
