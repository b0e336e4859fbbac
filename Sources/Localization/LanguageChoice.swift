import MessageFormat

/// The language a family gets a notice in, and why.
public struct LanguageChoice: Sendable, Hashable {
    /// Why this one.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// It is one that the family asked for or speaks.
        case asked
        /// Nothing is known of the family's language: the school's own.
        case schoolLanguage = "school-language"
        /// There is no catalog for the family's language.
        case noCatalog = "no-catalog"
        /// Its catalog lacks a message of this notice, or has one that its author doubts.
        case incomplete
        /// Its translation may not be sent by the school's rule.
        case belowMinimum = "below-minimum"
    }

    /// The language of the text.
    public let language: LanguageTag
    /// The family's own tag that it answers (`es-MX` for a text in `es`); the same as `language`
    /// when it answers none.
    public let reader: LanguageTag
    /// How far the text can be relied on; `.fallback` when it is not in the family's language.
    public let standing: Standing
    /// Why.
    public let reason: Reason
    /// The family's language, when the text is in another and one sentence in it says how to get
    /// help; `nil` when there is none.
    public let helpLanguage: LanguageTag?
}

extension Localizer {
    /// Chooses the language of a notice: the contact's choice, the home language, the school's
    /// language, English.
    ///
    /// Each is looked up by RFC 4647, within its script (see `nearest`), first among all languages,
    /// then among those of its relatives that have the notice. One whose translation is missing,
    /// doubtful or below the school's minimum is passed over.
    /// - Parameters:
    ///   - notice: The notice's id.
    ///   - wanted: The family's languages, the contact's own choice first; may be empty.
    ///   - schoolLanguage: What the school writes when nothing else is known.
    /// - Returns: The language, with the reason for it.
    /// - Throws: ``LocalizationProblem/unknownNotice(_:known:)``; or
    ///   ``LocalizationProblem/brokenCatalog(_:_:)`` where a language that would do has an error.
    public func choose(
        _ notice: String, for wanted: [LanguageTag], schoolLanguage: LanguageTag = .english
    ) throws(LocalizationProblem) -> LanguageChoice {
        try choose(try template(notice), for: wanted, schoolLanguage: schoolLanguage)
    }

    func choose(
        _ notice: NoticeTemplate, for wanted: [LanguageTag], schoolLanguage: LanguageTag
    ) throws(LocalizationProblem) -> LanguageChoice {
        var reason: LanguageChoice.Reason?
        for tag in wanted where tag != .undetermined {
            switch try attempt(notice, tag) {
            case .success(let found):
                return LanguageChoice(
                    language: found.language, reader: tag, standing: found.standing, reason: .asked,
                    helpLanguage: nil)
            case .failure(let failure): reason = reason ?? failure.reason
            }
        }
        let school = (try? attempt(notice, schoolLanguage).get())?.language ?? .english
        guard let reason else {
            return LanguageChoice(
                language: school, reader: school,
                standing: library.standing(of: notice.id, in: school),
                reason: .schoolLanguage, helpLanguage: nil)
        }
        return LanguageChoice(
            language: school, reader: school, standing: .fallback, reason: reason,
            helpLanguage: try helpLanguage(wanted, instead: school))
    }

    private struct PassedOver: Error {
        let reason: LanguageChoice.Reason
    }

    private func attempt(
        _ notice: NoticeTemplate, _ tag: LanguageTag
    ) throws(LocalizationProblem) -> Result<(language: LanguageTag, standing: Standing), PassedOver>
    {
        let found = try library.nearest(to: tag) {
            library.standing(of: notice.id, in: $0) != .fallback
        }
        guard let language = found else { return .failure(PassedOver(reason: .noCatalog)) }
        let standing = library.standing(of: notice.id, in: language)
        if standing == .fallback { return .failure(PassedOver(reason: .incomplete)) }
        if standing < policy.minimum(for: language, notice: notice) {
            return .failure(PassedOver(reason: .belowMinimum))
        }
        return .success((language, standing))
    }

    /// The first of the family's languages in which we can offer help. That one sentence is sent
    /// even where the school's rule asks for more: without it the family has nothing it can read.
    private func helpLanguage(
        _ wanted: [LanguageTag], instead school: LanguageTag
    ) throws(LocalizationProblem) -> LanguageTag? {
        for tag in wanted {
            let isUsable = { (language: LanguageTag) in
                library.standing(ofEntry: helpKey(instead: school), in: language) != .fallback
            }
            guard let language = try library.nearest(to: tag, where: isUsable), language != school,
                isUsable(language)
            else { continue }
            return language
        }
        return nil
    }

    /// "This message is in English" is true of English only.
    func helpKey(instead language: LanguageTag) -> String {
        language == .english ? FrameKey.helpWhenEnglish : FrameKey.freeHelp
    }
}
