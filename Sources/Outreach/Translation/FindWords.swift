import Localization
import MessageFormat
import People
import Store

/// Looks for the translation of a notice's free words into one language.
struct FindWords: Sendable {
    /// What there is.
    enum Found: Sendable {
        /// The school wants none here: they go in English.
        case english
        /// The words by the notice's name of them.
        case ready([String: String], isReviewed: Bool)
        /// They are to be translated, or reviewed, first.
        case waits(FreeTextRule)
    }

    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// What there is for an order's words in a language.
    func find(
        _ order: NoticeOrder, in language: LanguageTag, _ t: borrowing Transaction
    ) throws -> Found {
        guard let template = desk.localizer.library.notice(order.notice) else { return .english }
        let rule = desk.translating.policy.rule(for: language, notice: template)
        let fields = order.untranslated(in: language, template)
        guard rule != .english, !fields.isEmpty else { return .english }
        let key = Self.key(order, fields, language)
        guard let draft = try desk.drafts.draft(underKey: key, t) else { return .waits(rule) }
        return try words(of: draft, by: rule, t)
    }

    /// The words of a draft, if it may be used by a rule as it stands.
    func words(
        of draft: WordsDraft, by rule: FreeTextRule, _ t: borrowing Transaction
    ) throws -> Found {
        let sentences = try desk.drafts.sentences(of: draft.id, t)
        let isReviewed = draft.isReviewed(sentences)
        let mayGoUnread =
            rule == .label && draft.state == .drafted && sentences.standing >= .machine
            && draft.claim.map { $0.until < desk.source.now() } ?? true
            && !sentences.contains { $0.doubts.contains { $0.kind.isGrave } }
        guard isReviewed || mayGoUnread else { return .waits(rule) }
        return .ready(
            try RestoredWords(draft, sentences, desk).fields, isReviewed: isReviewed)
    }

    /// Says *same*: the same words for the same readers have one translation.
    static func key(
        _ order: NoticeOrder, _ fields: [DraftField], _ language: LanguageTag
    ) -> String {
        let whose = order.caseFile.map { "case \($0.id)" } ?? "school \(order.school.id)"
        let words = fields.flatMap { [$0.name, $0.text] }
        return "\(whose) \(language.text) \(fingerprint(words.joined(separator: "\u{0}")))"
    }
}

extension WordsDraft {
    /// Whether persons answer for each of its sentences as they stand: for all of it by its approval,
    /// or for each when it was approved elsewhere.
    func isReviewed(_ sentences: [DraftSentence]) -> Bool {
        switch state {
        case .approved: approval?.digest == sentences.digest
        case .drafted: !sentences.isEmpty && sentences.standing == .reviewed
        case .wanted, .asks, .returned, .withdrawn: false
        }
    }
}

extension NoticeOrder {
    /// The free words that nobody has given in a language, in the order of the template.
    func untranslated(in language: LanguageTag, _ template: NoticeTemplate) -> [DraftField] {
        template.variables.compactMap { variable in
            guard case .words(let words)? = values[variable.name], !words.english.isEmpty,
                LanguageTag.lookup([language], in: words.translations.keys) == nil
            else { return nil }
            return DraftField(variable.name, words.english)
        }
    }

    /// The same with translations of its free words.
    func saying(
        _ words: [String: String], in language: LanguageTag, isReviewed: Bool
    ) -> NoticeOrder {
        var order = self
        for (name, text) in words {
            guard case .words(let free)? = order.values[name] else { continue }
            order.values[name] = .words(
                free.with(text, in: language, isReviewed: isReviewed))
        }
        return order
    }
}
