import MessageFormat
import People
import Store

/// A draft that a worker has taken to cut, look up and translate.
public struct ClaimedDraft: Sendable {
    /// The draft.
    public let draft: WordsDraft
    /// The number of this attempt, 1 or more.
    public let attempt: Int
}

/// What a worker made of a draft.
public struct WorkedDraft: Sendable {
    /// The fields cut into sentences, as JSON of who cut them.
    public let protected: String
    /// In order.
    public let sentences: [DraftSentence]
    /// Words that may be names and are on no list.
    public let unlisted: [String]
    /// What was sent to translation services.
    public let calls: [KeptCall]

    /// Describes the outcome of a work.
    public init(
        protected: String, sentences: [DraftSentence], unlisted: [String], calls: [KeptCall]
    ) {
        self.protected = protected
        self.sentences = sentences
        self.unlisted = unlisted
        self.calls = calls
    }
}

/// What was sent to a translation service at once, for the record.
public struct KeptCall: Sendable {
    /// The service's name in the settings.
    public let service: String
    /// The provider's kind.
    public let kind: String
    /// Where it went.
    public let host: String
    /// From which language into which.
    public let pair: LanguagePair
    /// The numbers of the sentences.
    public let sentences: [Int]
    /// How many characters were counted.
    public let characters: Int
    /// What came of it, in a word or two.
    public let outcome: String
    /// How long it took.
    public let milliseconds: Int
    /// When it was made.
    public let at: Instant

    /// Describes a call.
    public init(
        service: String, kind: String, host: String, pair: LanguagePair, sentences: [Int],
        characters: Int, outcome: String, milliseconds: Int, at: Instant
    ) {
        (self.service, self.kind, self.host, self.pair) = (service, kind, host, pair)
        (self.sentences, self.characters, self.outcome) = (sentences, characters, outcome)
        (self.milliseconds, self.at) = (milliseconds, at)
    }
}

extension Drafts {
    /// Takes one draft to work on: the one named, or the one that has been due longest.
    ///
    /// A draft that a dead worker held is taken again when its lease has ended.
    public func take(
        _ id: DraftID? = nil, lease: Duration, _ t: borrowing Transaction
    ) throws -> ClaimedDraft? {
        let now = source.now()
        let only: SQL = id.map { "AND id = \($0)" } ?? ""
        return try t.row(
            """
            UPDATE drafts SET attempts = attempts + 1, lease_until = \(now + lease)
            WHERE id IN (
                SELECT id FROM drafts WHERE state = 'wanted' AND due_at <= \(now)
                    AND (lease_until IS NULL OR lease_until < \(now)) \(only)
                ORDER BY due_at, id LIMIT 1 \(t.dialect.skipLocked))
            RETURNING *
            """
        ).map { row in
            ClaimedDraft(draft: try WordsDraft(row: row), attempt: try row["attempts"])
        }
    }

    /// Whether any draft is to be worked on now.
    public func isAnyDue(_ t: borrowing Transaction) throws -> Bool {
        let now = source.now()
        return try t.row(
            """
            SELECT 1 AS n FROM drafts WHERE state = 'wanted' AND due_at <= \(now)
                AND (lease_until IS NULL OR lease_until < \(now)) LIMIT 1
            """) != nil
    }

    /// Writes down what was made of a draft, and what left for it.
    ///
    /// `state`: ``DraftState/drafted``, or ``DraftState/asks`` while its author is asked.
    /// - Returns: False when the draft was taken over meanwhile; then only the calls are kept.
    public func settle(
        _ claimed: ClaimedDraft, _ worked: WorkedDraft, as state: DraftState,
        _ t: borrowing Transaction
    ) throws -> Bool {
        let (id, now) = (claimed.draft.id, source.now())
        try keep(worked.calls, for: claimed.draft, t)
        let unlisted = try jsonText(worked.unlisted)
        let changed = try t.execute(
            """
            UPDATE drafts SET state = \(state), standing = \(worked.sentences.standing.rawValue),
                protected = \(worked.protected), unlisted = \(unlisted), revision = revision + 1,
                lease_until = NULL, changed_at = \(now)
            WHERE id = \(id) AND state = 'wanted' AND attempts = \(claimed.attempt)
            """)
        guard changed == 1 else { return false }
        let written = try sentences(of: id, t).filter { $0.origin == .person }
        try t.execute("DELETE FROM draft_sentences WHERE draft_id = \(id)")
        try t.insert(
            """
            INSERT INTO draft_sentences (draft_id, number, field, source, target, origin, service,
                score, back, doubts)
            """,
            try worked.sentences.map { sentence in
                try
                    (written.first { $0.source == sentence.source && $0.number == sentence.number }
                    ?? sentence).row(of: id)
            }, "")
        try restate(id, t)
        return true
    }

    /// Puts a draft off: what it needs cannot be had just now.
    ///
    /// `calls`: What was sent for it all the same.
    public func putOff(
        _ claimed: ClaimedDraft, until due: Instant, after calls: [KeptCall] = [],
        _ t: borrowing Transaction
    ) throws {
        try keep(calls, for: claimed.draft, t)
        try t.execute(
            """
            UPDATE drafts SET due_at = \(due), lease_until = NULL
            WHERE id = \(claimed.draft.id) AND state = 'wanted' AND attempts = \(claimed.attempt)
            """)
    }

    private func keep(
        _ calls: [KeptCall], for draft: WordsDraft, _ t: borrowing Transaction
    ) throws {
        for call in calls {
            let id: DraftID = source.newID()
            try t.execute(
                """
                INSERT INTO translator_calls (id, draft_id, family_id, service, kind, host,
                    source_language, target_language, sentences, characters, outcome, milliseconds,
                    at)
                VALUES (\(id), \(draft.id), \(draft.family), \(call.service), \(call.kind),
                    \(call.host), \(call.pair.source.text), \(call.pair.target.text),
                    \(try jsonText(call.sentences)), \(call.characters), \(call.outcome),
                    \(call.milliseconds), \(call.at))
                """)
        }
    }

    /// What was sent where for a draft, the first call first.
    public func calls(for draft: DraftID, _ t: borrowing Transaction) throws -> [KeptCall] {
        try t.rows("SELECT * FROM translator_calls WHERE draft_id = \(draft) ORDER BY at, id")
            .map(KeptCall.init(row:))
    }
}

extension KeptCall {
    init(row: Row) throws {
        let (from, to): (String, String) = (
            try row["source_language"], try row["target_language"]
        )
        self.init(
            service: try row["service"], kind: try row["kind"], host: try row["host"],
            pair: LanguagePair(
                LanguageTag(from) ?? .undetermined, LanguageTag(to) ?? .undetermined),
            sentences: try fromJSON(row["sentences"], as: [Int].self),
            characters: try row["characters"],
            outcome: try row["outcome"], milliseconds: try row["milliseconds"], at: try row["at"])
    }
}

extension DraftSentence {
    func row(of draft: DraftID) throws -> [SQLValue] {
        [
            draft.sqlValue, number.sqlValue, field.sqlValue, source.source.sqlValue,
            (target?.source).sqlValue, origin.sqlValue, service.sqlValue, score.sqlValue,
            (back?.source).sqlValue, try jsonText(doubts).sqlValue,
        ]
    }
}
