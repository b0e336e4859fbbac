import People
import Store
import Wire

/// Texts through a provider's webhook: one request for each attempt, which bears the message's own
/// reference, the same every time.
public struct SMSChannel: AwaitedChannel {
    /// Text messages.
    public let channel = Channel.sms
    private let account: SMSAccount
    private let senders: SenderPool
    private let lastSender: @Sendable (String) async throws -> String?
    private let client: HTTPClient
    private let receiptURL: @Sendable (OutboundID) -> String?
    private let now: @Sendable () -> Instant

    /// `senders`: The school's numbers or senders.
    /// `lastSender`: The one of the ordinary ones that a number was last written to from.
    /// `receiptURL`: Where a message's receipts go; nil where none can come.
    public init(
        account: SMSAccount, senders: SenderPool, client: HTTPClient,
        lastSender: @escaping @Sendable (String) async throws -> String?,
        receiptURL: @escaping @Sendable (OutboundID) -> String?,
        now: @escaping @Sendable () -> Instant
    ) {
        self.account = account
        self.senders = senders
        self.lastSender = lastSender
        self.client = client
        self.receiptURL = receiptURL
        self.now = now
    }

    /// As many as connections.
    public var places: Int { client.connections }

    /// As the provider's file says: most know no repetition by our reference.
    public var repeatsSafely: Bool { account.provider.repeatsSafely }

    /// One request.
    public func attempt(_ claimed: ClaimedMessage) async -> AttemptVerdict {
        let message = claimed.message
        let from: String
        do {
            from = try await sender(of: message)
        } catch {
            return AttemptVerdict(
                unsendable: "nobody could say from which number the last text went: \(error)")
        }
        let text = OutgoingText(
            to: message.address, from: from, text: claimed.rendering.text,
            reference: message.id.text, receiptURL: receiptURL(message.id))
        let request: HTTPRequest
        do throws(SMSProviderProblem) {
            request = try account.request(for: text, now: now().milliseconds / 1_000)
        } catch {
            return AttemptVerdict(unsendable: "no request could be made: \(error.problem)")
        }
        var verdict = AttemptVerdict(await client.send(request)) { account.verdict(on: $0) }
        verdict.sender = from
        return verdict
    }

    /// What went before is asked for only where it decides.
    private func sender(of message: OutboundMessage) async throws -> String {
        let isUrgent = message.priority == .urgent
        let isOpen =
            senders.ordinary.count > 1 && !(isUrgent && senders.emergency != nil)
        return senders.sender(
            for: message.address, isUrgent: isUrgent,
            lastUsed: isOpen ? try await lastSender(message.address) : nil)
    }
}

extension AttemptVerdict {
    /// Reads what became of a request to a text provider.
    ///
    /// Whatever is wrong with account, sender or speed passes, or can be mended while the message
    /// waits; what is said of the number or its reader does not.
    init(_ outcome: HTTPOutcome, reading read: (HTTPResponse) -> SMSVerdict) {
        switch outcome {
        case .notSent(let why):
            self.init(.later(.transient), reply: why)
            isUnreached = true
        case .unclear(let why): self.init(.unclear, reply: why)
        case .answered(let response):
            switch read(response) {
            case .accepted(let id, let reply):
                self.init(.accepted, reply: reply)
                providerID = id
            case .unclear(let why): self.init(.unclear, reply: why)
            case .refused(let refusal, let reply): self.init(refusal, reply)
            }
        }
    }

    private init(_ refusal: SMSRefusal, _ reply: String) {
        switch refusal {
        case .transient: self.init(.later(.transient), reply: reply)
        case .throttled: self.init(.later(.throttled), reply: reply)
        case .configuration: self.init(.later(.ours), reply: reply)
        case .permanent: self.init(.never, reply: reply)
        case .deadNumber: self.init(.never, true, reply: reply)
        case .optedOut:
            self.init(.never, reply: reply)
            isOptOut = true
        }
    }
}
