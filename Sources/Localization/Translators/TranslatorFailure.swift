/// Why a provider's answer, or its silence, is of no use.
public struct TranslatorFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure; each has its own way on.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Nobody answers, and nothing has left.
        case unreachable
        /// Something has left, and no whole answer came in time.
        case silent
        /// 500, 503, 504, 529: it works too hard, or not at all.
        case busy
        /// 429: too many requests.
        case rate
        /// What was paid for is used up.
        case quota
        /// The key is wrong, or missing.
        case key
        /// The request is too large.
        case tooLarge = "too-large"
        /// It refuses the request, or it is the wrong address.
        case request
        /// It does not know the pair of languages.
        case pair
        /// It answered with something that is no translation of these segments.
        case malformed
        /// Its translation damages what is protected, or adds what nobody wrote.
        case damaged
        /// It failed before, and is left alone for a while.
        case paused
        /// The school's characters for the month are used up.
        case budget
        /// The segment's own words cannot be told from the carriers of slots.
        case uncarried
    }

    /// Which service of the settings, empty until it is known.
    public var service: String
    /// What kind of failure.
    public let kind: Kind
    /// For the operator: what is wrong and what to do. It quotes nothing of what was sent or came.
    public let sentence: String
    /// How long the provider asks to be left alone.
    public let retryAfter: Duration?

    /// Describes a failure.
    public init(
        _ kind: Kind, _ sentence: String, service: String = "", retryAfter: Duration? = nil
    ) {
        self.service = service
        self.kind = kind
        self.sentence = sentence
        self.retryAfter = retryAfter
    }

    /// The service and the sentence.
    public var description: String { service.isEmpty ? sentence : "\(service): \(sentence)" }

    /// The same, told of a service.
    func of(_ service: String) -> TranslatorFailure {
        var failure = self
        failure.service = service
        return failure
    }

    /// Whether the same request may do better in a moment.
    var isPassing: Bool {
        switch kind {
        case .unreachable, .silent, .busy, .rate: true
        default: false
        }
    }

    /// Whether the service itself is ill, not this request.
    var countsAgainstService: Bool {
        switch kind {
        case .unreachable, .silent, .busy, .malformed: true
        default: false
        }
    }

    /// Whether the provider certainly translated nothing, so that it counted nothing either.
    var costsNothing: Bool {
        switch kind {
        case .silent, .busy, .malformed, .damaged: false
        default: true
        }
    }
}

/// What makes one translated segment unusable.
public enum SegmentDamage: String, Error, Sendable, Hashable, CaseIterable, Codable {
    /// A slot is missing, doubled, changed, or unknown.
    case slots
    /// Its markup or escapes are broken, or there is markup that the source lacks.
    case markup
    /// Nothing is in it.
    case empty
    /// A control character, or one that turns the direction of text.
    case control
    /// A web or mail address that the source lacks.
    case link
    /// A figure that the source lacks.
    case figure
    /// Far too long, or far too short, to be this sentence.
    case length

    /// For who looks after providers.
    var sentence: String {
        switch self {
        case .slots: "A name, date or other protected word came back lost, doubled or changed."
        case .markup: "It came back with broken or added markup."
        case .empty: "Nothing came back."
        case .control: "It came back with control characters."
        case .link: "It came back with a web or mail address that nobody wrote."
        case .figure: "It came back with a figure that nobody wrote."
        case .length: "It came back far too long or too short."
        }
    }
}
