import Localization
import MessageFormat
import People
import Store

/// Hands drafts to an agency as XLIFF, and takes them back: sentences with blanks, so that the file
/// names nobody.
public struct ExchangeDrafts: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// A file with the drafts into a language that wait for a review.
    /// - Returns: Nil when none waits.
    public func file(
        into language: LanguageTag, by handle: String
    ) async throws -> (file: ExchangeFile, drafts: Int)? {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            let drafts = try waiting(staff.school, language, t)
            guard let file = DraftExchange(try drafts.map { try exchanged($0, t) }).file else {
                return nil
            }
            for draft in drafts {
                try desk.audit.record(
                    "draft.export", by: staff.id, on: ("draft", draft.id.text),
                    family: draft.family, t)
            }
            return (file, drafts.count)
        }
    }

    /// What came back, and what it would change.
    public struct Decision: Sendable {
        /// Sentences that change, with what a person should look at.
        public let changes: [Change]
        /// What is not taken, and why.
        public let refused: [DraftExchange.Refusal]

        /// One sentence that changes.
        public struct Change: Sendable {
            /// What staff call the draft.
            public let reference: String
            /// The sentence's number, from 1.
            public let number: Int
            /// What it says in the first language, and will say in the other.
            public let source: TextSegment, target: TextSegment
            /// What looks wrong.
            public let doubts: [Doubt]
        }
    }

    /// Reads a file that came back, and changes nothing.
    /// - Throws: ``ExchangeProblem`` when it cannot be read.
    public func decision(
        on document: [UInt8], into language: LanguageTag, by handle: String
    ) async throws -> Decision {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            return try decide(document, staff, language, t)
        }
    }

    /// Takes a file that came back: what it changes is a draft that somebody has yet to approve.
    ///
    /// All of it in one transaction; a draft that a colleague has taken stops it.
    public func take(
        _ document: [UInt8], into language: LanguageTag, by handle: String
    ) async throws -> Decision {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            let decision = try decide(document, staff, language, t)
            for (name, changes) in Dictionary(grouping: decision.changes, by: \.reference) {
                guard let draft = try desk.drafts.find(named: name, t) else { continue }
                try take(changes, into: draft, staff, t)
            }
            return decision
        }
    }

    private func take(
        _ changes: [Decision.Change], into draft: WordsDraft, _ staff: StaffMember,
        _ t: borrowing Transaction
    ) throws {
        let until = desk.source.now() + ReviewDraft.hold
        if let objection = try desk.drafts.claim(draft.id, by: staff.id, until: until, t) {
            throw try Refusal(objection, to: draft, t)
        }
        for change in changes {
            let objection = try desk.drafts.edit(
                draft.id, sentence: change.number, to: change.target, doubts: change.doubts,
                by: staff.id, until: until, t)
            if let objection { throw try Refusal(objection, to: draft, t) }
        }
        _ = try desk.drafts.release(draft.id, by: staff.id, t)
        try desk.audit.record(
            "draft.import", by: staff.id, on: ("draft", draft.id.text), family: draft.family,
            details: ["sentences": String(changes.count)], t)
    }

    private func decide(
        _ document: [UInt8], _ staff: StaffMember, _ language: LanguageTag,
        _ t: borrowing Transaction
    ) throws -> Decision {
        let drafts = try waiting(staff.school, language, t)
        let outcome = try DraftExchange(try drafts.map { try exchanged($0, t) }).reading(document)
        let byName = Dictionary(
            drafts.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let changes = try outcome.returned.filter(\.isChanged).compactMap {
            returned -> Decision.Change? in
            guard let draft = byName[returned.reference],
                let sentence = try desk.drafts.sentences(of: draft.id, t)
                    .first(where: { $0.number == returned.index })
            else { return nil }
            let terms = try Glossary().terms(
                of: draft.school.text, from: draft.pair.source, to: draft.pair.target, t)
            let correction = try Correction(
                returned.text.source, of: sentence, draft.pair, terms)
            return Decision.Change(
                reference: draft.reference, number: sentence.number, source: sentence.source,
                target: correction.target, doubts: correction.doubts)
        }
        return Decision(changes: changes, refused: outcome.refused)
    }

    private func waiting(
        _ school: SchoolID, _ language: LanguageTag, _ t: borrowing Transaction
    ) throws -> [WordsDraft] {
        // What may hold a name goes to nobody outside before its author has said what it is.
        try desk.drafts.list(of: school, in: [.drafted], into: language, limit: 2_000, t)
            .filter(\.unlisted.isEmpty)
    }

    private func exchanged(
        _ draft: WordsDraft, _ t: borrowing Transaction
    ) throws -> ExchangeDraft {
        let sentences = try desk.drafts.sentences(of: draft.id, t)
        return ExchangeDraft(
            reference: draft.reference, pair: draft.pair, purpose: draft.purpose,
            segments: sentences.map {
                ExchangeDraft.Segment(index: $0.number, source: $0.source, target: $0.target)
            }, digest: sentences.sourceDigest)
    }
}
