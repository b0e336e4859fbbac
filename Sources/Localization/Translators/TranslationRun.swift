import Store

/// What became of segments that went to translation services.
public struct TranslationRun: Sendable, Hashable {
    /// As many as there were segments, in their order.
    public let drafts: [DraftOutcome]
    /// What was sent where, in the order in which it ended: for the audit trail.
    public let calls: [TranslatorCall]

    /// Describes a run.
    public init(drafts: [DraftOutcome], calls: [TranslatorCall]) {
        self.drafts = drafts
        self.calls = calls
    }
}

/// What became of one segment.
public enum DraftOutcome: Sendable, Hashable {
    /// A machine translated it; a person has not seen it.
    case drafted(target: TextSegment, by: String, doubts: [Doubt])
    /// No service gave anything that can be used; why, in the order of asking. Empty where the
    /// school has no service for the pair. It is for a person.
    case failed([TranslatorFailure])
}

/// One request to a translation service. It names no family and holds no words.
public struct TranslatorCall: Sendable, Hashable {
    /// What settings call it.
    public let service: String
    /// What it speaks.
    public let kind: String
    /// Whose server got the words.
    public let host: String
    /// From which language into which.
    public let pair: LanguagePair
    /// Which of the segments, from 0.
    public let segments: [Int]
    /// Characters that left, slots included.
    public let characters: Int
    /// `answered`, or the kind of the failure; behind `answered`, how many were damaged.
    public let outcome: String
    /// From the request to the end of its answer.
    public let milliseconds: Int
    /// When it left.
    public let at: Instant
}
