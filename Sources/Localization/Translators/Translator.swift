import MessageFormat

/// Sentences that go to a provider together.
public struct TranslationBatch: Sendable, Hashable {
    /// What is to be translated; protected words are slots in it.
    public let segments: [TextSegment]
    /// From which language into which.
    public let pair: LanguagePair
    /// What the school calls things in the target's language.
    public let glossary: [GlossaryTerm]
    /// What the words are for, as in `notice` or `reply`: it names nobody.
    public let purpose: String
    /// Which of the provider's ways to carry slots, from 0; a segment that came back damaged by one
    /// goes by the next.
    public let way: Int
    /// The segments as they travel, where that is known.
    let carried: [CarriedSegment]?

    /// Joins segments.
    public init(
        _ segments: [TextSegment], _ pair: LanguagePair, glossary: [GlossaryTerm] = [],
        purpose: String = "notice", way: Int = 0
    ) {
        self.segments = segments
        self.pair = pair
        self.glossary = glossary
        self.purpose = purpose
        self.way = way
        carried = nil
    }

    /// The same request for these.
    func with(_ carried: [CarriedSegment]) -> TranslationBatch {
        TranslationBatch(carried, like: self)
    }

    private init(_ carried: [CarriedSegment], like other: TranslationBatch) {
        segments = carried.map(\.source)
        (pair, glossary, purpose, way) = (other.pair, other.glossary, other.purpose, other.way)
        self.carried = carried
    }
}

/// What became of one segment of a batch.
public enum SegmentAnswer: Sendable, Hashable {
    /// It came back whole: every slot once, nothing added that is certainly wrong.
    case taken(TextSegment, [Doubt])
    /// It came back so that no family may read it.
    case refused(SegmentDamage)
}

/// What a provider's answer to a batch comes to.
public enum TranslatorAnswer: Sendable, Hashable {
    /// As many as the batch has segments, in their order.
    case answered([SegmentAnswer])
    /// None of it can be used.
    case failed(TranslatorFailure)
}

/// A machine translation provider.
///
/// It speaks one protocol to one server, once for each call: who calls it counts characters before,
/// waits and repeats after. Nothing of an answer leaves it unchecked.
protocol Translator: Sendable {
    /// The protocol, as settings name it: `libretranslate`, `deepl`, `apertium` or `openai`.
    var kind: String { get }
    /// The server that gets the words.
    var host: String { get }
    /// How many ways of carrying slots it knows, 1 or more.
    var ways: Int { get }
    /// Segments in one request at most.
    var largestBatch: Int { get }
    /// A segment as it travels; nil when its own words cannot be told from the carriers of slots.
    func carried(_ segment: TextSegment, way: Int) -> CarriedSegment?
    /// Asks for its languages, so that they are known when a batch is to leave; waits for nothing.
    func prepare()
    /// Which languages it translates, as its server says; asked once an hour.
    /// - Throws: ``TranslatorFailure`` when the server does not say.
    func languages() async throws(TranslatorFailure) -> ProviderLanguages
    /// Sends a batch once and reads what comes back, within a time.
    func translate(_ batch: TranslationBatch, within: Duration) async -> TranslatorAnswer
    /// Connects and sends nothing: nil when that went well, else a sentence for the operator.
    func visit() async -> String?
    /// Closes its connections.
    func close() async
}
