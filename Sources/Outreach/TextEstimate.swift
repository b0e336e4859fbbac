import Foundation
import MessageFormat
import Wire

/// What the texts of a plan take, before anything is sent: segments by language, what they cost, and
/// which letters make them longer.
public struct TextEstimate: Sendable {
    /// The texts in one language.
    public struct Language: Sendable {
        /// Of the words.
        public let language: LanguageTag
        /// How many texts.
        public var texts = 0
        /// What they take together; each is paid.
        public var segments = 0
        /// The letters that force UCS-2, 70 characters a segment instead of 160, in order of
        /// appearance over all texts; empty where all are GSM-7.
        public var forcedBy: [Unicode.Scalar] = []
    }

    /// The most texts first.
    public let languages: [Language]
    /// What those texts cost whose price is known; nil where no price is.
    public let cost: Decimal?
    /// ISO 4217; empty where none is said.
    public let currency: String
    /// Segments to numbers of which the settings give no price.
    public let unpriced: Int

    /// All texts.
    public var texts: Int { languages.reduce(0) { $0 + $1.texts } }
    /// All segments.
    public var segments: Int { languages.reduce(0) { $0 + $1.segments } }

    /// Estimates the texts among some copies; equal words are measured once.
    init(_ copies: [NoticePlan.Copy], prices: SMSPrices) {
        var measured: [String: SMSMeasure] = [:]
        var found: [LanguageTag: Language] = [:]
        var (cost, priced, unpriced): (Decimal, Int, Int) = (0, 0, 0)
        for copy in copies where copy.recipient.channel == .sms {
            let measure = measured[copy.words] ?? SMSMeasure(copy.words)
            measured[copy.words] = measure
            let tag = copy.rendering.language
            found[tag, default: Language(language: tag)].add(measure)
            if let price = prices.segment(to: copy.recipient.address) {
                cost += price * Decimal(measure.segments)
                priced += measure.segments
            } else {
                unpriced += measure.segments
            }
        }
        languages = found.values.sorted {
            ($1.texts, $0.language) < ($0.texts, $1.language)
        }
        self.cost = priced > 0 ? cost : nil
        currency = prices.currency
        self.unpriced = unpriced
    }
}

extension TextEstimate.Language {
    fileprivate mutating func add(_ measure: SMSMeasure) {
        texts += 1
        segments += measure.segments
        for scalar in measure.forcedBy where !forcedBy.contains(scalar) {
            forcedBy.append(scalar)
        }
    }
}
