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

    /// Segments to numbers of which the settings give no price.
    public private(set) var unpriced = 0
    private let prices: SMSPrices
    private var found: [LanguageTag: Language] = [:]
    private var sum: Decimal = 0
    private var priced = 0

    init(prices: SMSPrices) {
        self.prices = prices
    }

    /// The most texts first.
    public var languages: [Language] {
        found.values.sorted { ($1.texts, $0.language) < ($0.texts, $1.language) }
    }
    /// What those texts cost whose price is known; nil where no price is.
    public var cost: Decimal? { priced > 0 ? sum : nil }
    /// ISO 4217; empty where none is said.
    public var currency: String { prices.currency }
    /// All texts.
    public var texts: Int { found.values.reduce(0) { $0 + $1.texts } }
    /// All segments.
    public var segments: Int { found.values.reduce(0) { $0 + $1.segments } }

    /// Takes in one text in a language to a number.
    mutating func add(_ measure: SMSMeasure, in language: LanguageTag, to number: String) {
        found[language, default: Language(language: language)].add(measure)
        if let price = prices.segment(to: number) {
            sum += price * Decimal(measure.segments)
            priced += measure.segments
        } else {
            unpriced += measure.segments
        }
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
