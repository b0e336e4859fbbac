import Wire

/// One row of ``EnhancedStatusTable``: which replies it is about, and what they mean.
struct StatusRule: Sendable, Hashable {
    /// What a reply means for the message and its address.
    enum Action: Sendable, Hashable {
        case later(RetryClass)
        case never
        /// Never, and the address takes no mail any more.
        case dead
    }

    /// Which basic codes it is about.
    let basic: ClosedRange<Int>
    /// Enhanced codes, one of which has to be given; `5.7.*` stands for every detail. Empty: the
    /// enhanced code does not matter, nor whether there is one.
    let codes: [String]
    /// The steps that it is about.
    let stages: Set<SMTPStage>
    /// Lower-case words, one of which has to be in the reply's text. Empty: any text.
    let words: [String]
    let action: Action

    init(
        _ basic: ClosedRange<Int>, _ codes: [String] = [], at stages: Set<SMTPStage> = .anywhere,
        saying words: [String] = [], _ action: Action
    ) {
        self.basic = basic
        self.codes = codes
        self.stages = stages
        self.words = words
        self.action = action
    }

    func matches(_ reply: SMTPReply, at stage: SMTPStage) -> Bool {
        guard basic.contains(reply.code), stages.contains(stage) else { return false }
        guard codes.isEmpty || codes.contains(where: { Self.fits($0, reply.enhanced) }) else {
            return false
        }
        guard !words.isEmpty else { return true }
        let text = reply.text.lowercased()
        return words.contains { text.contains($0) }
    }

    private static func fits(_ pattern: String, _ code: String?) -> Bool {
        guard let code else { return false }
        return pattern.hasSuffix("*") ? code.hasPrefix(pattern.dropLast()) : code == pattern
    }
}

extension ClosedRange<Int> {
    /// 4yz.
    static let temporary = 400...499
    /// 5yz.
    static let permanent = 500...599

    static func only(_ code: Int) -> Self { code...code }
}

extension Set<SMTPStage> {
    static let anywhere = Set(SMTPStage.allCases).subtracting([.ours])
    /// Parley refused by itself.
    static let ours: Self = [.ours]
    /// Nobody has heard of the recipient yet: it is about us or the server.
    static let beforeRecipient: Self = [.greeting, .hello, .startTLS, .auth, .mail]
    static let recipient: Self = [.recipient]
    static let recipientOrContent: Self = [.recipient, .data, .content]
}
