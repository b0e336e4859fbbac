import MessageFormat
import People
import Store

/// Why a change to a draft did not happen.
public enum DraftObjection: Sendable, Hashable {
    /// Somebody else has it until then.
    case claimed(by: StaffID, until: Instant)
    /// Who changes it has not claimed it, or the claim has ended.
    case notClaimed
    /// It stands where this cannot be done.
    case wrongState(DraftState)
    /// It has changed since it was seen.
    case changed
    /// There is no such sentence.
    case noSuchSentence
    /// These sentences have no translation, or one whose blanks are not those of the source.
    case incomplete([Int])
}

/// A change that did not happen.
public struct Objected: Error, Sendable, Hashable {
    /// Why.
    public let reason: DraftObjection
}

extension Drafts {
    /// Takes a draft to review; whoever has it may take it again. Nobody else can change it until
    /// then.
    /// - Returns: What stands in the way; nil when it is theirs.
    public func claim(
        _ id: DraftID, by staff: StaffID, until: Instant, _ t: borrowing Transaction
    ) throws -> DraftObjection? {
        let now = source.now()
        let changed = try t.execute(
            """
            UPDATE drafts SET claimed_by = \(staff), claimed_until = \(until)
            WHERE id = \(id) AND state = 'drafted' AND (claimed_by IS NULL
                OR claimed_by = \(staff) OR claimed_until < \(now))
            """)
        guard changed != 1, let draft = try draft(id, t) else { return nil }
        guard draft.state == .drafted else { return .wrongState(draft.state) }
        return draft.claim.map { .claimed(by: $0.by, until: $0.until) } ?? .changed
    }

    /// Gives a claimed draft free.
    public func release(
        _ id: DraftID, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            UPDATE drafts SET claimed_by = NULL, claimed_until = NULL
            WHERE id = \(id) AND claimed_by = \(staff)
            """) == 1
    }

    /// Puts a person's words in place of a sentence's translation. The caller has held them against
    /// the source.
    ///
    /// `seen`: The revision that the person saw; nil trusts the claim alone.
    public func edit(
        _ id: DraftID, sentence number: Int, to target: TextSegment, doubts: [Doubt],
        by staff: StaffID, seen: Int? = nil, until: Instant, _ t: borrowing Transaction
    ) throws -> DraftObjection? {
        let (now, revision): (Instant, SQL) = (
            source.now(), seen.map { "AND revision = \($0)" } ?? ""
        )
        let held = try t.execute(
            """
            UPDATE drafts SET revision = revision + 1, claimed_until = \(until),
                changed_at = \(now)
            WHERE id = \(id) AND state = 'drafted' AND claimed_by = \(staff)
                AND claimed_until >= \(now) \(revision)
            """)
        guard held == 1 else { return try objection(to: id, by: staff, t) }
        let changed = try t.execute(
            """
            UPDATE draft_sentences SET target = \(target.source), origin = \(SentenceOrigin.person),
                service = '', score = NULL, back = NULL, doubts = \(try jsonText(doubts))
            WHERE draft_id = \(id) AND number = \(number)
            """)
        guard changed == 1 else { return .noSuchSentence }
        try restate(id, t)
        return nil
    }

    /// A person answers for a draft's translation as it stands.
    ///
    /// From then on it is not changed unless it is reopened, which ends the approval.
    /// - Returns: The sentences that are approved, or what stands in the way.
    public func approve(
        _ id: DraftID, by staff: StaffID, seen: Int? = nil, _ t: borrowing Transaction
    ) throws -> Result<[DraftSentence], Objected> {
        let now = source.now()
        let revision: SQL = seen.map { "AND revision = \($0)" } ?? ""
        // The row is held first: what is read then is what is approved.
        let held = try t.execute(
            """
            UPDATE drafts SET changed_at = \(now)
            WHERE id = \(id) AND state = 'drafted' AND claimed_by = \(staff)
                AND claimed_until >= \(now) \(revision)
            """)
        guard held == 1 else {
            return .failure(Objected(reason: try objection(to: id, by: staff, t) ?? .changed))
        }
        let sentences = try sentences(of: id, t)
        let unfit = sentences.filter { $0.target?.hasSameSlots(as: $0.source) != true }
        guard unfit.isEmpty, !sentences.isEmpty else {
            return .failure(Objected(reason: .incomplete(unfit.map(\.number))))
        }
        try t.execute(
            """
            UPDATE drafts SET state = \(DraftState.approved), standing = 'reviewed',
                approved_by = \(staff), approved_at = \(now), claimed_by = NULL,
                claimed_until = NULL, approved_digest = \(sentences.digest), question = NULL,
                revision = revision + 1, changed_at = \(now)
            WHERE id = \(id)
            """)
        return .success(sentences)
    }

    /// Sends a draft back to its author with a question.
    public func sendBack(
        _ id: DraftID, question: String, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> DraftObjection? {
        let now = source.now()
        let changed = try t.execute(
            """
            UPDATE drafts SET state = \(DraftState.returned), question = \(question),
                claimed_by = NULL, claimed_until = NULL, revision = revision + 1,
                changed_at = \(now)
            WHERE id = \(id) AND state = 'drafted' AND claimed_by = \(staff)
                AND claimed_until >= \(now)
            """)
        return changed == 1 ? nil : try objection(to: id, by: staff, t)
    }

    /// Puts a draft back in the queue: its author has answered, or an approved one is to be changed.
    ///
    /// An approval ends with it.
    public func reopen(
        _ id: DraftID, from state: DraftState, answer: String?, _ t: borrowing Transaction
    ) throws -> DraftObjection? {
        let now = source.now()
        let changed = try t.execute(
            """
            UPDATE drafts SET state = \(DraftState.drafted), question = \(answer),
                approved_by = NULL, approved_at = NULL, approved_digest = NULL,
                revision = revision + 1, changed_at = \(now)
            WHERE id = \(id) AND state = \(state)
            """)
        guard changed == 1 else {
            return try draft(id, t).map { .wrongState($0.state) } ?? .changed
        }
        try restate(id, t)
        return nil
    }

    /// Has a draft made anew: what its author was asked has been answered, or its names are others.
    ///
    /// What persons wrote for a sentence that stays as it was is kept.
    public func redo(
        _ id: DraftID, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> DraftObjection? {
        let now = source.now()
        let changed = try t.execute(
            """
            UPDATE drafts SET state = \(DraftState.wanted), due_at = \(now), claimed_by = NULL,
                claimed_until = NULL, revision = revision + 1, changed_at = \(now)
            WHERE id = \(id) AND state IN ('asks', 'drafted', 'returned')
                AND (claimed_by IS NULL OR claimed_by = \(staff) OR claimed_until < \(now))
            """)
        try t.announce()
        guard changed != 1, let draft = try draft(id, t) else { return nil }
        if let claim = draft.claim, claim.by != staff, claim.until >= now {
            return .claimed(by: claim.by, until: claim.until)
        }
        return .wrongState(draft.state)
    }

    /// Takes a draft out of use.
    public func withdraw(_ id: DraftID, _ t: borrowing Transaction) throws -> Bool {
        let now = source.now()
        return try t.execute(
            """
            UPDATE drafts SET state = \(DraftState.withdrawn), claimed_by = NULL,
                claimed_until = NULL, revision = revision + 1, changed_at = \(now)
            WHERE id = \(id) AND state <> 'withdrawn'
            """) == 1
    }

    /// How far the sentences can be relied on now.
    func restate(_ id: DraftID, _ t: borrowing Transaction) throws {
        let standing = try sentences(of: id, t).standing
        try t.execute("UPDATE drafts SET standing = \(standing.rawValue) WHERE id = \(id)")
    }

    private func objection(
        to id: DraftID, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> DraftObjection? {
        guard let draft = try draft(id, t) else { return .changed }
        guard draft.state == .drafted else { return .wrongState(draft.state) }
        guard let claim = draft.claim, claim.until >= source.now() else { return .notClaimed }
        return claim.by == staff ? .changed : .claimed(by: claim.by, until: claim.until)
    }
}
