import MessageFormat
import People
import Store

/// Where a draft stands.
///
/// ```
/// wanted ──> drafted ──> approved
///   │ ^        │ ^          │
///   v │        v │          v
///  asks      returned    (reopened: drafted)          withdrawn from each
/// ```
public enum DraftState: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    /// A worker is to cut, look up and translate it.
    case wanted
    /// It holds words that may be names: its author is asked before anything leaves.
    case asks
    /// It can be read: a person may correct and approve it.
    case drafted
    /// A reviewer has a question to its author.
    case returned
    /// A person who reads the language answers for it.
    case approved
    /// It is of no use any more.
    case withdrawn
}

/// One part of what is translated, by the notice's own name of it: `title`, `description`.
public struct DraftField: Sendable, Hashable, Codable {
    /// The notice's name of it.
    public let name: String
    /// As it was written.
    public let text: String

    /// Names a part.
    public init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }
}

/// A person's words on their way into one language.
public struct WordsDraft: Sendable {
    /// The id.
    public let id: DraftID
    /// What staff type.
    public let reference: String
    /// The school.
    public let school: SchoolID
    /// Whose words, or to whom; nil for news to many.
    public let family: FamilyID?
    /// The case; nil for news to many.
    public let caseID: CaseID?
    /// The family's words that it translates for staff; nil for words of staff.
    public let entry: EntryID?
    /// The notice that it stands in, or ``arrival``.
    public let purpose: String
    /// From which language into which.
    public let pair: LanguagePair
    /// What was written.
    public let fields: [DraftField]
    /// The fields cut into sentences, with what was taken out of each, as JSON of who cut them; nil
    /// before.
    public let protected: String?
    /// Where it stands.
    public let state: DraftState
    /// How far its translation can be relied on; fallback while a sentence has none.
    public let standing: Standing
    /// Counts the changes: who changes it says which one they saw.
    public let revision: Int
    /// Words that may be names and are on no list.
    public let unlisted: [String]
    /// What a reviewer asked its author, or the author answered.
    public let question: String?
    /// Who wrote the words; nil for a family's.
    public let author: StaffID?
    /// Who has taken it to review, and until when.
    public let claim: (by: StaffID, until: Instant)?
    /// Who answers for it, since when, and for which words.
    public let approval: Approval?
    /// When it was made.
    public let at: Instant

    /// Who answers for a translation.
    public struct Approval: Sendable, Hashable {
        /// The member of staff.
        public let by: StaffID
        /// When.
        public let at: Instant
        /// Of the sentences that were approved.
        public let digest: String
    }

    /// The purpose of a family's own words.
    public static let arrival = "arrival"
}

/// Where a sentence's translation comes from.
public enum SentenceOrigin: String, Sendable, Codable, CaseIterable, SQLBindable, SQLReadable {
    /// There is none.
    case none
    /// The memory has the very sentence.
    case memory
    /// The memory has one that is like it.
    case similar
    /// A translation service.
    case machine
    /// A person wrote it.
    case person
}

/// One sentence of a draft.
public struct DraftSentence: Sendable, Hashable {
    /// From 1, over all fields.
    public let number: Int
    /// The field that it is of.
    public let field: String
    /// What was written, without what was taken out.
    public let source: TextSegment
    /// Its translation; nil when there is none.
    public var target: TextSegment?
    /// Where that comes from.
    public var origin: SentenceOrigin
    /// The translation service, or the standing of what the memory had; else empty.
    public var service: String
    /// How like the sentence of the memory is, 0…1; nil for any other origin.
    public var score: Double?
    /// The translation put back into the first language by a machine; nil for none.
    public var back: TextSegment?
    /// What a person should look at.
    public var doubts: [Doubt]

    /// Describes a sentence.
    public init(
        _ number: Int, of field: String, _ source: TextSegment, target: TextSegment? = nil,
        from origin: SentenceOrigin = .none, service: String = "", score: Double? = nil,
        back: TextSegment? = nil, doubts: [Doubt] = []
    ) {
        (self.number, self.field, self.source, self.target) = (number, field, source, target)
        (self.origin, self.service, self.score) = (origin, service, score)
        (self.back, self.doubts) = (back, doubts)
    }

    /// How far its translation can be relied on.
    public var standing: Standing {
        switch origin {
        case .none: .fallback
        case .memory: Standing(rawValue: service) ?? .machine
        case .similar, .machine: .machine
        // Written by somebody who has not yet answered for it.
        case .person: .draft
        }
    }
}

extension [DraftSentence] {
    /// How far all of them can be relied on: as far as the weakest.
    public var standing: Standing { map(\.standing).min() ?? .fallback }

    /// Of what was written alone: a file that went out before it changed is told by it.
    public var sourceDigest: String {
        Localization.sourceDigest(
            map { "\($0.number) \($0.source.source)" }.joined(separator: "\n"))
    }

    /// Of what is approved: each sentence with its translation.
    public var digest: String {
        Localization.sourceDigest(
            map { "\($0.number)\u{0}\($0.source.source)\u{0}\($0.target?.source ?? "")" }
                .joined(separator: "\u{1}"))
    }
}
