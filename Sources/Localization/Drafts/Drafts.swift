import MessageFormat
import People
import Store

/// What making a draft needs.
public struct NewDraft: Sendable {
    /// See ``WordsDraft``.
    public let school: SchoolID
    /// See ``WordsDraft``.
    public var family: FamilyID?
    /// See ``WordsDraft``.
    public var caseID: CaseID?
    /// See ``WordsDraft``.
    public var entry: EntryID?
    /// See ``WordsDraft``.
    public let purpose: String
    /// See ``WordsDraft``.
    public let pair: LanguagePair
    /// See ``WordsDraft``.
    public let fields: [DraftField]
    /// Who wrote the words; nil for a family's.
    public let author: StaffID?
    /// Whether it goes before all that is due.
    public var isUrgent = false
    /// Says *same*: words under one key are translated once.
    public let key: String

    /// Describes a draft to make.
    public init(
        school: SchoolID, purpose: String, pair: LanguagePair, fields: [DraftField],
        author: StaffID?, key: String
    ) {
        (self.school, self.purpose, self.pair) = (school, purpose, pair)
        (self.fields, self.author, self.key) = (fields, author, key)
    }
}

/// Keeps drafts.
public struct Drafts: Sendable {
    let source: ClockAndChance

    /// Takes the clock and chance from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// The draft of some words, made if there is none under its key.
    public func want(_ new: NewDraft, _ t: borrowing Transaction) throws -> WordsDraft {
        if let known = try draft(underKey: new.key, t) { return known }
        let (id, now): (DraftID, Instant) = (source.newID(), source.now())
        let fields = try jsonText(new.fields)
        try Reference(source).claim(t) { reference, t in
            try t.execute(
                """
                INSERT INTO drafts (id, reference, school_id, family_id, case_id, entry_id, purpose,
                    source_language, target_language, same_key, fields, state, standing, revision,
                    unlisted, staff_id, due_at, attempts, created_at, changed_at)
                VALUES (\(id), \(reference), \(new.school), \(new.family), \(new.caseID),
                    \(new.entry), \(new.purpose), \(new.pair.source.text), \(new.pair.target.text),
                    \(new.key), \(fields), \(DraftState.wanted), \(Standing.fallback.rawValue), 1,
                    \("[]"), \(new.author), \(new.isUrgent ? Instant(milliseconds: 0) : now), 0,
                    \(now), \(now))
                ON CONFLICT DO NOTHING
                """) == 1
                // Somebody else may have made it just now.
                || draft(underKey: new.key, t) != nil
        }
        try t.announce()
        guard let made = try draft(underKey: new.key, t) else {
            throw StoreError.constraint("a draft that was made is not there")
        }
        return made
    }

    /// The draft under a key that is still of use.
    public func draft(underKey key: String, _ t: borrowing Transaction) throws -> WordsDraft? {
        try t.row("SELECT * FROM drafts WHERE same_key = \(key) AND state <> 'withdrawn'")
            .map(WordsDraft.init(row:))
    }

    /// One draft.
    public func draft(_ id: DraftID, _ t: borrowing Transaction) throws -> WordsDraft? {
        try t.row("SELECT * FROM drafts WHERE id = \(id)").map(WordsDraft.init(row:))
    }

    /// The draft that staff call so, by reference or id.
    public func find(named name: String, _ t: borrowing Transaction) throws -> WordsDraft? {
        let name = name.lowercased()
        return try t.row("SELECT * FROM drafts WHERE reference = \(name) OR id = \(name)")
            .map(WordsDraft.init(row:))
    }

    /// A school's drafts of words of staff that stand somewhere, the newest first.
    public func list(
        of school: SchoolID, in states: [DraftState], into language: LanguageTag? = nil,
        limit: Int, _ t: borrowing Transaction
    ) throws -> [WordsDraft] {
        guard !states.isEmpty else { return [] }
        let only: SQL = language.map { "AND target_language = \($0.text)" } ?? ""
        return try t.rows(
            """
            SELECT * FROM drafts WHERE school_id = \(school) AND entry_id IS NULL
                AND state IN (\(list: states.map(\.rawValue))) \(only)
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).map(WordsDraft.init(row:))
    }

    /// The translations of some entries of a timeline.
    public func drafts(
        ofEntries entries: [EntryID], _ t: borrowing Transaction
    ) throws -> [EntryID: WordsDraft] {
        guard !entries.isEmpty else { return [:] }
        return try t.rows(
            """
            SELECT * FROM drafts WHERE entry_id IN (\(list: entries.map(\.text)))
                AND state <> 'withdrawn'
            """
        ).map(WordsDraft.init(row:)).reduce(into: [:]) { found, draft in
            if let entry = draft.entry { found[entry] = draft }
        }
    }

    /// A draft's sentences in order.
    public func sentences(
        of draft: DraftID, _ t: borrowing Transaction
    ) throws -> [DraftSentence] {
        try t.rows("SELECT * FROM draft_sentences WHERE draft_id = \(draft) ORDER BY number")
            .map(DraftSentence.init(row:))
    }
}

extension WordsDraft {
    init(row: Row) throws {
        id = try row["id"]
        reference = try row["reference"]
        school = try row["school_id"]
        family = try row["family_id"]
        caseID = try row["case_id"]
        entry = try row["entry_id"]
        purpose = try row["purpose"]
        pair = LanguagePair(
            try Self.language(row["source_language"]), try Self.language(row["target_language"]))
        fields = try fromJSON(row["fields"], as: [DraftField].self)
        protected = try row["protected"]
        state = try row["state"]
        standing = Standing(rawValue: try row["standing"]) ?? .fallback
        revision = try row["revision"]
        unlisted = try fromJSON(row["unlisted"], as: [String].self)
        question = try row["question"]
        author = try row["staff_id"]
        at = try row["created_at"]
        let (by, until): (StaffID?, Instant?) = (try row["claimed_by"], try row["claimed_until"])
        claim = if let by, let until { (by, until) } else { nil }
        let (approver, approved): (StaffID?, Instant?) = (
            try row["approved_by"], try row["approved_at"]
        )
        let digest: String? = try row["approved_digest"]
        approval =
            if let approver, let approved, let digest {
                Approval(by: approver, at: approved, digest: digest)
            } else { nil }
    }

    private static func language(_ text: String) -> LanguageTag {
        LanguageTag(text) ?? .undetermined
    }
}

extension DraftSentence {
    init(row: Row) throws {
        let target: String? = try row["target"]
        let back: String? = try row["back"]
        let score: Double? = try row["score"]
        self.init(
            try row["number"], of: try row["field"], try TextSegment(source: row["source"]),
            target: try target.map { text in try TextSegment(source: text) },
            from: try row["origin"], service: try row["service"], score: score,
            back: try back.map { text in try TextSegment(source: text) },
            doubts: try fromJSON(row["doubts"], as: [Doubt].self))
    }
}
