/// Whether a number counts things or orders them.
public enum PluralKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// One meeting, two meetings.
    case cardinal
    /// The first meeting, the second meeting.
    case ordinal
}

/// The forms that languages tell apart by number, in CLDR's order.
public enum PluralCategory: String, Sendable, Hashable, CaseIterable, Codable {
    case zero, one, two, few, many, other
}

/// Which form of the noun a number takes in a language: the plural rules of CLDR 48.
///
/// Rules go by language, with few exceptions (`pt-PT`, `kok-Latn`), and are never taken from
/// another language: what has no rules of its own (ht, mww, quc) has one form, `other`.
/// Source: UTS #35 part 3 §5, Language Plural Rules.
public enum PluralRules {
    /// The category of a number as it is shown.
    ///
    /// - Parameters:
    ///   - number: ASCII digits as displayed, since `1.50` may differ from `1.5`; a sign is
    ///     ignored; `1c3` or `1e3` is one thousand in compact form.
    ///   - kind: Counting or ordering.
    ///   - locale: Whose rules.
    /// - Returns: `nil` when the text is not such a number.
    public static func category(
        of number: String, kind: PluralKind, locale: LanguageTag
    ) -> PluralCategory? {
        guard let operands = PluralOperands(number) else { return nil }
        return PluralRuleSet.named(kind, locale)?.category(of: operands) ?? .other
    }

    /// The categories that a language tells apart, in CLDR's order; `other` is always the last.
    public static func categories(kind: PluralKind, locale: LanguageTag) -> [PluralCategory] {
        let rules = PluralRuleSet.named(kind, locale)?.rules ?? []
        return rules.map(\.category) + [.other]
    }

    /// Whether CLDR has rules for the language; without, ``categories(kind:locale:)`` is a guess.
    public static func hasRules(kind: PluralKind, locale: LanguageTag) -> Bool {
        PluralRuleSet.named(kind, locale) != nil
    }
}
