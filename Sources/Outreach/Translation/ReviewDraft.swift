import Cases
import Delivery
import Localization
import Logging
import MessageFormat
import People
import Store

/// What reviewers do with drafts: take one, correct it, answer for it, send it back.
public struct ReviewDraft: Sendable {
    /// For how long a reviewer has a draft alone; each correction begins it anew.
    public static let hold = Duration.seconds(1_800)
    private let desk: Desk
    private let log: Logger

    /// Works at a desk.
    public init(_ desk: Desk, log: Logger = Logger(label: "parley.translation")) {
        self.desk = desk
        self.log = log
    }

    /// The school's drafts that stand somewhere, the oldest first: those in languages that the
    /// reader answers for come first.
    public func queue(
        _ states: [DraftState] = [.drafted, .returned, .asks, .wanted], by handle: String,
        limit: Int = 200
    ) async throws -> [DraftSheet] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            let own = try StaffLanguages().languages(of: staff.id, t)
            // What a notice waits for comes first, then what the reader answers for; the newest of
            // each, for what has gone out by another rule stays where it is.
            let drafts = try desk.drafts.list(of: staff.school, in: states, limit: 2_000, t)
            let wanted = try desk.waitingSends.drafts(of: staff.school, t)
            let ranked = drafts.map { draft in
                (
                    draft, wanted.contains(draft.id) ? 0 : 1,
                    isRead(draft.pair.target, own) ? 0 : 1
                )
            }
            let ordered = ranked.sorted { ($0.1, $0.2, $1.0.at) < ($1.1, $1.2, $0.0.at) }
            return try ordered.prefix(limit).map(\.0).map {
                try DraftSheet($0, for: staff, desk, t)
            }
        }
    }

    /// One draft with its sentences.
    public func show(_ name: String, by handle: String) async throws -> DraftSheet {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            return try DraftSheet(try find(name, staff, t), for: staff, desk, t)
        }
    }

    /// Takes a draft to review.
    public func claim(_ name: String, by handle: String) async throws -> DraftSheet {
        try await change(name, "draft.claim", handle) { draft, staff, t in
            try desk.drafts.claim(
                draft.id, by: staff.id, until: desk.source.now() + Self.hold, t)
        }
    }

    /// Gives a draft free that one has taken.
    public func release(_ name: String, by handle: String) async throws -> DraftSheet {
        try await change(name, "draft.release", handle) { draft, staff, t in
            try desk.drafts.release(draft.id, by: staff.id, t) ? nil : .notClaimed
        }
    }

    /// Corrects a sentence. `words` has the blanks of the source, `{$name1}`.
    /// - Throws: ``Refusal`` when a blank is lost, doubled or unknown, or somebody else has it.
    public func correct(
        _ name: String, sentence number: Int, to words: String, seen: Int? = nil,
        by handle: String
    ) async throws -> DraftSheet {
        try await change(name, "draft.correct", handle) { draft, staff, t in
            let sentences = try desk.drafts.sentences(of: draft.id, t)
            guard let sentence = sentences.first(where: { $0.number == number }) else {
                return .noSuchSentence
            }
            let terms = try Glossary().terms(
                of: draft.school.text, from: draft.pair.source, to: draft.pair.target, t)
            let correction = try Correction(words, of: sentence, draft.pair, terms)
            return try desk.drafts.edit(
                draft.id, sentence: number, to: correction.target, doubts: correction.doubts,
                by: staff.id, seen: seen, until: desk.source.now() + Self.hold, t)
        }
    }

    /// Answers for a draft as it stands. What a person has approved enters the memory, and what
    /// waits for it goes out.
    public func approve(
        _ name: String, seen: Int? = nil, by handle: String
    ) async throws -> DraftSheet {
        let sheet = try await change(name, "draft.approve", handle) { draft, staff, t in
            let own = try StaffLanguages().languages(of: staff.id, t)
            guard isRead(draft.pair.target, own) else {
                throw Refusal(
                    "\(staff.handle) is not down as a reader of \(draft.pair.target.text), so can't "
                        + "answer for it. An administrator sets it: parley staff languages "
                        + "\(staff.handle) \(draft.pair.target.text) --as HANDLE")
            }
            switch try desk.drafts.approve(draft.id, by: staff.id, seen: seen, t) {
            case .failure(let objection): return objection.reason
            case .success(let sentences):
                try remember(sentences, of: draft, by: staff, t)
                return nil
            }
        }
        try await ReleaseWaiting(desk, log: log).release(for: sheet.draft.id)
        return sheet
    }

    /// Sends a draft back to who wrote the words, with a question.
    public func sendBack(
        _ name: String, question: String, by handle: String
    ) async throws -> DraftSheet {
        let question = try TypedWords(question, "The question", limit: 2_000, isLine: false).text
        return try await change(name, "draft.return", handle) { draft, staff, t in
            try desk.drafts.sendBack(draft.id, question: question, by: staff.id, t)
        }
    }

    /// Answers what a reviewer asked; the draft is in the queue again.
    public func answer(
        _ name: String, _ words: String, by handle: String
    ) async throws -> DraftSheet {
        let words = try TypedWords(words, "The answer", limit: 2_000, isLine: false).text
        return try await change(name, "draft.answer", handle) { draft, _, t in
            let answer = [draft.question.map { "\($0)\n" }, "Answer: \(words)"]
                .compactMap { $0 }.joined()
            return try desk.drafts.reopen(draft.id, from: .returned, answer: answer, t)
        }
    }

    /// Opens an approved draft again: its approval ends, and it has to be approved anew.
    public func reopen(_ name: String, by handle: String) async throws -> DraftSheet {
        try await change(name, "draft.reopen", handle) { draft, _, t in
            try forget(draft, t)
            return try desk.drafts.reopen(draft.id, from: .approved, answer: nil, t)
        }
    }

    /// Takes a draft out of use; what waits for it is not sent.
    public func withdraw(_ name: String, by handle: String) async throws -> DraftSheet {
        try await change(name, "draft.withdraw", handle) { draft, staff, t in
            guard staff.role == .liaison || staff.id == draft.author else {
                throw Refusal(
                    "Draft \(draft.reference) is withdrawn by the liaison or by who wrote the words. "
                        + "Send it back instead: parley translate review send-back.")
            }
            try forget(draft, t)
            guard try desk.drafts.withdraw(draft.id, t) else { return .wrongState(draft.state) }
            _ = try desk.waitingSends.withdraw(for: draft.id, t)
            return nil
        }
    }

    /// Says what words on no list are, and has the draft made anew.
    public func decide(
        _ name: String, _ words: [(word: String, kind: SchoolWordKind)], by handle: String
    ) async throws -> DraftSheet {
        try await change(name, "draft.words", handle) { draft, staff, t in
            // A word that is called ordinary may leave: that is for who knows whom it is about.
            guard staff.role == .liaison || staff.id == draft.author else {
                throw Refusal(
                    "What the words of draft \(draft.reference) are is said by the liaison or by who "
                        + "wrote them.")
            }
            for (word, kind) in words {
                let word = try TypedWords(word, "The word", limit: 80).text
                guard kind != .ordinary || draft.unlisted.contains(word) else {
                    throw Refusal(
                        "\"\(word)\" is none of the words that draft \(draft.reference) asks about."
                    )
                }
                try SchoolWords(desk.source).decide(word, kind, of: staff.school, by: staff.id, t)
            }
            return try desk.drafts.redo(draft.id, by: staff.id, t)
        }
    }

    private func change(
        _ name: String, _ action: String, _ handle: String,
        _ act:
            @escaping @Sendable (WordsDraft, StaffMember, borrowing Transaction) throws ->
            DraftObjection?
    ) async throws -> DraftSheet {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            let draft = try find(name, staff, t)
            if let objection = try act(draft, staff, t) {
                throw try Refusal(objection, to: draft, t)
            }
            try desk.audit.record(
                action, by: staff.id, on: ("draft", draft.id.text), family: draft.family, t)
            guard let changed = try desk.drafts.draft(draft.id, t) else {
                throw Refusal("Draft \(draft.reference) is gone.")
            }
            return try DraftSheet(changed, for: staff, desk, t)
        }
    }

    private func find(
        _ name: String, _ staff: StaffMember, _ t: borrowing Transaction
    ) throws -> WordsDraft {
        guard let draft = try desk.drafts.find(named: name, t), draft.school == staff.school,
            // A family's own words are the liaison's.
            draft.entry == nil || staff.role == .liaison
        else {
            throw Refusal(
                "There is no draft \"\(name)\". `parley translate review --as \(staff.handle)` shows "
                    + "those that wait.")
        }
        return draft
    }

    /// Takes out of the memory what somebody answered for and nobody does any more.
    private func forget(_ draft: WordsDraft, _ t: borrowing Transaction) throws {
        guard draft.state == .approved, draft.entry == nil else { return }
        let memory = TranslationMemory(desk.source)
        let sentences = try desk.drafts.sentences(of: draft.id, t)
        let known = try memory.exact(sentences.map(\.source), draft.pair, t)
        for sentence in sentences {
            guard let entry = known[sentence.source], entry.target == sentence.target else {
                continue
            }
            _ = try memory.remove(entry.id, t)
        }
    }

    private func remember(
        _ sentences: [DraftSentence], of draft: WordsDraft, by staff: StaffMember,
        _ t: borrowing Transaction
    ) throws {
        // A family's own words are no other school's business.
        guard draft.entry == nil else { return }
        let known = try KnownNames(desk).known(in: draft, t)
        let entries = sentences.compactMap { sentence -> NewMemoryEntry? in
            guard let target = sentence.target, sentence.source.words.contains(where: \.isLetter),
                // What a reviewer wrote beside the blanks, a name or a number, is of this family.
                !sentence.doubts.contains(where: { $0.kind.isGrave }),
                !known.stand(in: target, draft.pair.target)
            else { return nil }
            return NewMemoryEntry(
                draft.pair, source: sentence.source, target: target, standing: .reviewed,
                origin: .person, reviewer: staff.id.text)
        }
        _ = try TranslationMemory(desk.source).keep(entries, t)
    }
}

/// Whether one who reads some languages reads this: `es` reads `es-MX`, `zh-Hans` not `zh-Hant`.
func isRead(_ language: LanguageTag, _ own: [LanguageTag]) -> Bool {
    LanguageTag.nearest(to: language, in: own) != nil
}

extension Refusal {
    /// Why a change to a draft did not happen, and what to do.
    init(
        _ objection: DraftObjection, to draft: WordsDraft, _ t: borrowing Transaction
    ) throws {
        let name = draft.reference
        switch objection {
        case .claimed(let by, let until):
            let who = try Staff().member(by, t)?.handle ?? "a colleague"
            self.init(
                "\(who) has draft \(name) until \(until.iso8601). Ask them, or wait until then.")
        case .notClaimed:
            self.init("Take the draft first: parley translate review claim \(name) --as HANDLE")
        case .wrongState(let state):
            self.init("Draft \(name) is \(state.rawValue), so this can't be done. \(state.advice)")
        case .changed:
            self.init("Draft \(name) has changed since you saw it. Look at it again.")
        case .noSuchSentence:
            self.init("Draft \(name) has no such sentence. They are numbered from 1.")
        case .incomplete(let numbers):
            let list = numbers.map(String.init).joined(separator: ", ")
            self.init(
                numbers.isEmpty
                    ? "Draft \(name) has no sentences yet."
                    : "Sentence \(list) of draft \(name) has no translation that fits. Write it: "
                        + "parley translate review correct \(name) \(numbers[0]) \"…\"")
        }
    }
}

extension DraftState {
    /// What can be done with it.
    fileprivate var advice: String {
        switch self {
        case .wanted: "A worker is to make it; run parley worker."
        case .asks: "Say first what its words are: parley translate words."
        case .drafted: "It waits for a review."
        case .returned: "It waits for its author's answer."
        case .approved: "To change it, reopen it; it has to be approved again then."
        case .withdrawn: "It is of no use any more."
        }
    }
}
