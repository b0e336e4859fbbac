import Localization
import MessageFormat
import People
import Store

/// A draft as a person looks at it: each sentence beside its translation, with names in the blanks.
public struct DraftSheet: Sendable {
    /// The draft.
    public let draft: WordsDraft
    /// Its sentences, with blanks.
    public let sentences: [DraftSentence]
    /// The fields in the draft's language, as a family would read them; empty where a sentence has no
    /// translation.
    public let words: [String: String]
    /// The same put back by a machine; empty where that was not done.
    public let back: [String: String]
    /// Words that may be names; who may not see names sees none.
    public let unlisted: [String]
    /// What else was seen when the words were cut: what was taken for a name or for a word, a weekday
    /// that is not the date's. Who may not see names sees none.
    public let warnings: [ProtectionWarning]
    /// What stands in the blanks, by sentence and blank: `1 name1`. Who is neither the liaison nor
    /// the author sees no name, address or number to call: a translation needs none.
    public let blanks: [String: String]
    /// Who wrote the words, has taken the draft, and answers for it, by handle.
    public let author: String?, reviewer: String?, approver: String?

    init(
        _ draft: WordsDraft, for reader: StaffMember, _ desk: Desk, _ t: borrowing Transaction
    ) throws {
        self.draft = draft
        let mayReadNames = reader.role == .liaison || draft.author == reader.id
        // What may be a name, nobody else sees before it has been said what it is.
        let isHidden = !mayReadNames && !draft.unlisted.isEmpty
        sentences = isHidden ? [] : try desk.drafts.sentences(of: draft.id, t)
        unlisted = isHidden ? [] : draft.unlisted
        let restored = try RestoredWords(draft, sentences, desk)
        warnings =
            mayReadNames
            ? restored.parts.flatMap(\.text.warnings).filter { $0.kind != .unlisted } : []
        words = mayReadNames ? restored.fields : [:]
        back = mayReadNames ? restored.back : [:]
        var blanks: [String: String] = [:]
        for (number, sentence) in zip(1..., restored.parts.flatMap(\.text.sentences)) {
            for (slot, value) in sentence.values where mayReadNames || slot.kind.isOpen {
                blanks["\(number) \(slot.name)"] = value.original
            }
        }
        self.blanks = blanks
        func handle(_ id: StaffID?) throws -> String? {
            try id.flatMap { try Staff().member($0, t)?.handle }
        }
        author = try handle(draft.author)
        let now = desk.source.now()
        reviewer = try handle(draft.claim.flatMap { $0.until >= now ? $0.by : nil })
        approver = try handle(draft.approval?.by)
    }
}

extension TextSegment.SlotKind {
    /// Whether what stands in it says nothing of who is meant.
    fileprivate var isOpen: Bool {
        switch self {
        case .date, .time, .number, .link: true
        case .name, .place, .phone, .email: false
        }
    }
}
