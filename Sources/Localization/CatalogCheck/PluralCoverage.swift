import MessageFormat

/// The plural categories that a message lacks in a language, given the keys of its variants.
///
/// A category may be left to `*` when no number from 0 to 200 falls into it, like the Spanish
/// `many` of whole millions; and `other` always, for `*` says nothing else. Exact numbers
/// serve a category when they are all of it, like 0, 1 and 2 in Arabic.
func missingCategories(
    _ kind: PluralKind, keys: Set<String>, in language: LanguageTag
) -> [PluralCategory] {
    let unnamed = PluralRules.categories(kind: kind, locale: language)
        .filter { $0 != .other && !keys.contains($0.rawValue) }
    guard !unnamed.isEmpty else { return [] }
    var members: [PluralCategory: Set<String>] = [:]
    for number in 0...200 {
        let category = PluralRules.category(
            of: String(number), kind: kind, locale: language)
        if let category { members[category, default: []].insert(String(number)) }
    }
    return unnamed.filter { members[$0].map { !$0.isSubset(of: keys) } ?? false }
}
