import Delivery
import Localization
import MessageFormat
import People
import Wire

/// What a plan comes to: how many would get it in which language, at what price, and who is left
/// out. Its size does not grow with theirs.
public struct NoticePreview: Sendable {
    /// One copy.
    public struct Copy: Sendable {
        /// For whom.
        public let recipient: Recipients.Recipient
        /// What it says.
        public let rendering: Rendering

        /// The words as they go out on this channel.
        public var words: String { rendering.words(on: recipient.channel) }
    }

    /// What each address gets; the first hundred are listed, in the roster's order.
    public private(set) var copies = Excerpt<Copy>(limit: 100)
    /// Who gets nothing, and why; the first thousand are listed.
    public private(set) var leftOut = Excerpt<Recipients.LeftOut>(limit: 1_000)
    /// How many get nothing for which reason.
    public private(set) var reasons: [Exclusion: Int] = [:]
    /// How many copies go by which channel.
    public private(set) var channels: [Channel: Int] = [:]
    /// What the texts among the copies take, and cost.
    public private(set) var texts: TextEstimate
    /// How many numbers would get a word of who writes before their first text; counted before
    /// anything is queued.
    public private(set) var greeted = 0
    /// How many copies wait until their words are translated, by language and rule.
    public private(set) var waiting: [LanguageTag: (rule: FreeTextRule, count: Int)] = [:]
    private var tallies: [Tongue: Int] = [:]

    private struct Tongue: Hashable {
        let language: LanguageTag
        let standing: Standing
    }

    init(prices: SMSPrices) {
        texts = TextEstimate(prices: prices)
    }

    /// How many copies there are in each language, with how the translation stands.
    public var languages: [(language: LanguageTag, standing: Standing, count: Int)] {
        tallies.map { ($0.key.language, $0.key.standing, $0.value) }
            .sorted { ($1.count, $0.language) < ($0.count, $1.language) }
    }

    /// `isKnown`: It has had the notice already, so nothing of it waits.
    mutating func add(
        _ recipient: Recipients.Recipient, saying words: SaidWords, isKnown: Bool = false
    ) {
        let rendering = words.rendering
        copies.add(Copy(recipient: recipient, rendering: rendering))
        channels[recipient.channel, default: 0] += 1
        let tongue = Tongue(language: rendering.language, standing: rendering.standing)
        tallies[tongue, default: 0] += 1
        if let rule = words.waits, !isKnown {
            waiting[rendering.language] = (rule, (waiting[rendering.language]?.count ?? 0) + 1)
        }
        if recipient.channel == .sms {
            texts.add(words.measure, in: rendering.language, to: recipient.address)
        }
    }

    mutating func greet(_ count: Int) {
        greeted += count
    }

    mutating func add(_ one: Recipients.LeftOut) {
        leftOut.add(one)
        reasons[one.reason, default: 0] += 1
    }
}

extension Rendering {
    /// The words as they go out on a channel.
    func words(on channel: Channel) -> String {
        switch channel {
        case .email: text
        case .sms: sms ?? ""
        }
    }
}
