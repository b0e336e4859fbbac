import MessageFormat
import Wire

/// How one kind of provider is spoken to: what a batch is as a request, and what an answer says.
/// Pure, so that it can be held against recorded and broken answers.
protocol ProviderDialect: Sendable {
    /// As settings name it.
    var kind: ServiceKind { get }
    /// How slots travel, the best way first.
    var ways: [SlotCarrier] { get }
    /// Segments in one request at most.
    var largestBatch: Int { get }
    /// The request for the provider's languages; nil where any is taken.
    func languagesRequest() -> HTTPRequest?
    /// Reads the answer to it; nil when it is none.
    func languages(in body: [UInt8]) -> ProviderLanguages?
    /// The provider's codes for a language, the best first.
    func codes(for language: LanguageTag, asTarget: Bool, among: ProviderLanguages) -> [String]
    /// The request for a batch. `texts`: What its segments are on their way.
    func request(
        _ texts: [String], _ batch: TranslationBatch, from source: String, to target: String
    ) -> HTTPRequest
    /// Reads the texts out of an answer of status 200, as many as were sent.
    func texts(in body: [UInt8], count: Int) throws(TranslatorFailure) -> [String]
    /// What an answer of another status means; nil for what the status alone says.
    func failure(status: Int, body: [UInt8]) -> TranslatorFailure.Kind?
    /// What the provider itself marks as doubtful, taken out of a text before its slots are read.
    func doubts(takenFrom text: inout String, way: SlotCarrier, source: TextSegment) -> [Doubt]
}

extension ProviderDialect {
    func failure(status: Int, body: [UInt8]) -> TranslatorFailure.Kind? { nil }

    func doubts(takenFrom text: inout String, way: SlotCarrier, source: TextSegment) -> [Doubt] {
        []
    }
}

/// The rubbish that a provider may answer instead of JSON.
let noTranslation = TranslatorFailure(
    .malformed, "It answered with something that is no translation. Check its address and kind.")
