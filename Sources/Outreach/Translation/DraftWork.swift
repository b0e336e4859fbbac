import Localization
import Logging
import MessageFormat
import People
import Store

/// Makes a translation of a claimed draft: takes out what is private, asks the memory, then the
/// school's services, and marks what a person should look at.
///
/// Nothing of the database is held while words are away. What a service gave is kept in the memory as
/// a machine's, so that the same sentence never leaves twice.
struct DraftWork: Sendable {
    private let desk: Desk
    private let memory: TranslationMemory

    init(_ desk: Desk) {
        self.desk = desk
        memory = TranslationMemory(desk.source)
    }

    /// Works on a draft.
    /// - Returns: Where it stands then; nil when another worker had taken it over.
    func work(_ claimed: ClaimedDraft) async throws -> DraftState? {
        let draft = claimed.draft
        let prepared = try await desk.database.read { t in try prepare(draft, t) }
        let unlisted = prepared.unlisted
        let asks = !unlisted.isEmpty && draft.entry == nil && hasService(for: draft.pair)
        let (worked, isWorthWaiting) =
            asks
            ? (
                WorkedDraft(
                    protected: try jsonText(prepared.fields), sentences: prepared.sentences,
                    unlisted: unlisted, calls: []), false
            )
            : try await translated(prepared, draft)
        // A program that is told to end has no answer: the draft is another's when its lease ends.
        try Task.checkCancellation()
        let state: DraftState = asks ? .asks : .drafted
        let again = isWorthWaiting ? patience(for: claimed) : nil
        return try await desk.database.write { t in
            try remember(worked.sentences, draft, t)
            try record(worked.calls, draft, t)
            if let again {
                try desk.drafts.putOff(
                    claimed, until: desk.source.now() + again, after: worked.calls, t)
                return .wanted
            }
            return try desk.drafts.settle(claimed, worked, as: state, t) ? state : nil
        }
    }

    /// Whether nobody looks at the translation before it is read.
    private func goesUnread(_ draft: WordsDraft) -> Bool {
        draft.entry != nil
            || desk.localizer.library.notice(draft.purpose).map {
                desk.translating.policy.rule(for: draft.pair.target, notice: $0) == .label
            } ?? false
    }

    /// How long until a service that had no answer is asked once more; nil when a person is to do it.
    ///
    /// What is there by then stays in the memory, so only the rest is asked for.
    private func patience(for claimed: ClaimedDraft) -> Duration? {
        guard claimed.attempt < (goesUnread(claimed.draft) ? 12 : 3) else { return nil }
        return .seconds(min(1_800, 15 << min(claimed.attempt, 10)))
    }

    /// Sentences with what the memory has of them.
    private struct Prepared {
        let fields: [ProtectedField]
        var sentences: [DraftSentence]
        let unlisted: [String]
        let terms: [GlossaryTerm]
    }

    private func prepare(_ draft: WordsDraft, _ t: borrowing Transaction) throws -> Prepared {
        let school = try Schools().school(draft.school, t)
        let zone = school?.timeZone ?? "UTC"
        guard let today = CalendarDay(desk.source.now().localDay(zone)) else {
            throw Refusal("The clock shows no day of the calendar.")
        }
        var known = try KnownNames(desk).known(in: draft, t)
        var fields: [ProtectedField] = []
        // Nobody is asked about a family's words: what may be a name counts as one.
        for _ in 0..<(draft.entry == nil ? 1 : 2) {
            let protector = Protector(
                known: known, language: draft.pair.source, today: today, timeZone: zone,
                region: school?.region ?? "US")
            fields = draft.fields.map {
                ProtectedField(name: $0.name, text: protector.protect($0.text))
            }
            known.names += fields.flatMap(\.text.warnings).filter(\.isSent).map {
                KnownWords.Name($0.word, person: "word:\($0.word)", role: .family)
            }
        }
        let parts = fields.flatMap { field in
            field.text.sentences.map { (field.name, $0.segment) }
        }
        let exact = try memory.exact(parts.map(\.1), draft.pair, t)
        let terms = try Glossary().terms(
            of: draft.school.text, from: draft.pair.source, to: draft.pair.target, t)
        var sentences: [DraftSentence] = []
        for (number, (field, segment)) in zip(1..., parts) {
            sentences.append(
                try sentence(number, field, segment, exact[segment], draft.pair, t))
        }
        let warnings = fields.flatMap(\.text.warnings)
        return Prepared(
            fields: fields, sentences: sentences, unlisted: try asked(warnings, known, draft, t),
            terms: terms)
    }

    /// The words that a person is asked about: those on no list, and those that look like a word and
    /// are in the name of somebody whom the text is about. Of these nobody is asked twice for a draft.
    private func asked(
        _ warnings: [ProtectionWarning], _ known: KnownWords, _ draft: WordsDraft,
        _ t: borrowing Transaction
    ) throws -> [String] {
        let own = known.names.filter { $0.role == .student || $0.role == .family }
            .reduce(into: Set<String>()) { $0.formUnion(KnownWords.folded($1.full)) }
        let decided = try SchoolWords(desk.source).decided(
            since: draft.at, of: draft.school, t)
        let words = warnings.filter { warning in
            switch warning.kind {
            case .unlisted: true
            case .ordinaryWord:
                decided[warning.word] == nil
                    && !KnownWords.folded(warning.word).isDisjoint(with: own)
            case .guessed, .otherPerson, .weekday: false
            }
        }
        return Set(words.map(\.word)).sorted()
    }

    private func sentence(
        _ number: Int, _ field: String, _ segment: TextSegment, _ known: MemoryEntry?,
        _ pair: LanguagePair, _ t: borrowing Transaction
    ) throws -> DraftSentence {
        // "{$phone1}" and the like say the same in every language.
        guard segment.words.contains(where: \.isLetter) else {
            return DraftSentence(
                number, of: field, segment, target: segment, from: .memory,
                service: Standing.reviewed.rawValue)
        }
        if let known {
            return DraftSentence(
                number, of: field, segment, target: known.target, from: .memory,
                service: known.standing.rawValue)
        }
        let similar = try memory.similar(to: segment, pair, limit: 1, t).first
        guard let similar, similar.missing.isEmpty, similar.target.hasSameSlots(as: segment) else {
            return DraftSentence(number, of: field, segment)
        }
        return DraftSentence(
            number, of: field, segment, target: similar.target, from: .similar,
            service: similar.entry.standing.rawValue, score: similar.score,
            doubts: [Doubt(.similar, similar.entry.source.source)])
    }

    private func hasService(for pair: LanguagePair) -> Bool {
        desk.translating.services?.settings.services(for: pair).isEmpty == false
    }

    /// What the memory lacks, or has only something like, by the services; then what looks wrong.
    /// - Returns: What there is then, and whether a service may have more in a while.
    private func translated(
        _ prepared: Prepared, _ draft: WordsDraft
    ) async throws -> (WorkedDraft, isWorthWaiting: Bool) {
        var (sentences, calls): ([DraftSentence], [KeptCall]) = (prepared.sentences, [])
        var isWorthWaiting = false
        if let services = desk.translating.services {
            // What is like a sentence of the memory is the better draft for a person to mend, and
            // nothing that may be read as it is.
            let wanted = sentences.indices.filter {
                sentences[$0].origin == .none
                    || (sentences[$0].origin == .similar && goesUnread(draft))
            }
            if !wanted.isEmpty { try await announce(wanted.map { $0 + 1 }, draft) }
            let run = await services.draft(
                wanted.map { sentences[$0].source }, draft.pair, glossary: prepared.terms,
                purpose: draft.entry == nil ? "notice" : "reply", budget: budget)
            calls += run.calls.map { KeptCall($0, wanted.map { sentences[$0].number }) }
            for (index, outcome) in zip(wanted, run.drafts) {
                guard case .drafted(let target, let service, let doubts) = outcome else {
                    isWorthWaiting = isWorthWaiting || outcome.mayPass
                    continue
                }
                sentences[index].target = target
                (sentences[index].origin, sentences[index].service) = (.machine, service)
                (sentences[index].score, sentences[index].doubts) = (nil, doubts)
            }
            if desk.translating.backTranslation, draft.entry == nil {
                calls += await putBack(&sentences, draft.pair, services)
            }
        }
        for index in sentences.indices { check(&sentences[index], prepared.terms, draft.pair) }
        let worked = WorkedDraft(
            protected: try jsonText(prepared.fields), sentences: sentences,
            unlisted: prepared.unlisted, calls: calls)
        return (worked, isWorthWaiting)
    }

    /// Says that sentences are about to leave, before the first of them does: what became of them is
    /// written later, and would be missing if the program were killed in between.
    private func announce(_ numbers: [Int], _ draft: WordsDraft) async throws {
        let services = desk.translating.services?.settings.services(for: draft.pair) ?? []
        guard !services.isEmpty else { return }
        try await desk.database.write { t in
            try desk.audit.record(
                "translation.leaves", by: nil, on: ("draft", draft.id.text), family: draft.family,
                details: [
                    "services": services.map(\.name).joined(separator: " "),
                    "pair": draft.pair.description,
                    "sentences": numbers.map(String.init).joined(separator: " "),
                ], t)
        }
    }

    /// Puts what a machine made back into the first language, for who reads only that.
    private func putBack(
        _ sentences: inout [DraftSentence], _ pair: LanguagePair, _ services: TranslationServices
    ) async -> [KeptCall] {
        let made = sentences.indices.filter { sentences[$0].origin == .machine }
        let targets = made.compactMap { sentences[$0].target }
        guard targets.count == made.count, !made.isEmpty else { return [] }
        let run = await services.draft(
            targets, pair.reversed, glossary: [], purpose: "back", budget: budget)
        for (index, outcome) in zip(made, run.drafts) {
            guard case .drafted(let back, _, _) = outcome, let target = sentences[index].target
            else { continue }
            sentences[index].back = back
            sentences[index].doubts = DraftCheck.doubts(
                source: sentences[index].source, target: target, back: back, pair: pair)
        }
        return run.calls.map { KeptCall($0, made.map { sentences[$0].number }) }
    }

    private func check(
        _ sentence: inout DraftSentence, _ terms: [GlossaryTerm], _ pair: LanguagePair
    ) {
        guard let target = sentence.target, sentence.source.words.contains(where: \.isLetter)
        else { return }
        sentence.doubts += GlossaryCheck.findings(
            source: sentence.source, target: target, terms: terms)
    }

    private var budget: MonthlyBudget { MonthlyBudget(desk.database, desk.source) }

    private func remember(
        _ sentences: [DraftSentence], _ draft: WordsDraft, _ t: borrowing Transaction
    ) throws {
        // A family's own words are no other school's business, and may hold what nobody listed.
        guard draft.entry == nil else { return }
        let made = sentences.compactMap { sentence -> NewMemoryEntry? in
            guard sentence.origin == .machine, let target = sentence.target else { return nil }
            return NewMemoryEntry(
                draft.pair, source: sentence.source, target: target, standing: .machine,
                origin: .provider(sentence.service))
        }
        _ = try memory.keep(made, t)
    }

    /// What was sent where stands in the trail of who answers for it.
    private func record(
        _ calls: [KeptCall], _ draft: WordsDraft, _ t: borrowing Transaction
    ) throws {
        for call in calls {
            try desk.audit.record(
                "translation.sent", by: nil, on: ("draft", draft.id.text), family: draft.family,
                details: [
                    "service": call.service, "host": call.host, "pair": call.pair.description,
                    "characters": String(call.characters), "outcome": call.outcome,
                    "sentences": call.sentences.map(String.init).joined(separator: " "),
                ], t)
        }
    }
}

extension KeptCall {
    /// A call, with the numbers of the draft's sentences in place of the request's.
    init(_ call: TranslatorCall, _ numbers: [Int]) {
        self.init(
            service: call.service, kind: call.kind, host: call.host, pair: call.pair,
            sentences: call.segments.compactMap {
                numbers.indices.contains($0) ? numbers[$0] : nil
            },
            characters: call.characters, outcome: call.outcome, milliseconds: call.milliseconds,
            at: call.at)
    }
}

extension DraftOutcome {
    /// Whether a service may have an answer in a while: it was away, too busy, or paid for no more
    /// than this month's.
    fileprivate var mayPass: Bool {
        guard case .failed(let failures) = self else { return false }
        return failures.contains { failure in
            switch failure.kind {
            case .unreachable, .silent, .busy, .rate, .paused: true
            case .quota, .key, .tooLarge, .request, .pair, .malformed, .damaged, .budget,
                .uncarried:
                false
            }
        }
    }
}
