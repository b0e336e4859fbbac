import Foundation
import Synchronization

/// What formatting asks about a locale again and again, found once.
final class LocaleProfile: Sendable {
    let locale: LanguageTag
    let direction: TextDirection
    private let cardinal: PluralRuleSet?
    private let ordinal: PluralRuleSet?
    private let wholeNumbers = AtomicLazyReference<Found<WholeNumberPattern>>()
    private let dates = Mutex<[Int: Found<LearnedDates>]>([:])

    private static let profiles = Cache<LanguageTag, LocaleProfile>()

    /// The profile of a locale.
    static func of(_ locale: LanguageTag) -> LocaleProfile {
        profiles.value(for: locale) { LocaleProfile(locale) }
    }

    private init(_ locale: LanguageTag) {
        self.locale = locale
        direction = locale.direction
        cardinal = PluralRuleSet.named(.cardinal, locale)
        ordinal = PluralRuleSet.named(.ordinal, locale)
    }

    /// The plural category of a number.
    func category(_ operands: PluralOperands, _ kind: PluralKind) -> PluralCategory {
        (kind == .cardinal ? cardinal : ordinal)?.category(of: operands) ?? .other
    }

    /// How whole numbers are written; `nil` leaves them to ``NumberPattern``.
    var wholeNumberPattern: WholeNumberPattern? {
        if let found = wholeNumbers.load() { return found.value }
        let pattern = NumberPattern.pattern(for: locale, NumberOptions())
        return wholeNumbers.storeIfNil(Found(WholeNumberPattern(pattern))).value
    }

    /// How dates of a form are written; `nil` leaves them to ICU.
    func dates(_ form: DateForm) -> LearnedDates? {
        if let found = dates.withLock({ $0[form.code] }) { return found.value }
        let found = Found(LearnedDates(form, locale))
        dates.withLock { $0[form.code] = found }
        return found.value
    }

    /// A value that was looked for, with or without success.
    private final class Found<Value: Sendable>: Sendable {
        let value: Value?
        init(_ value: Value?) { self.value = value }
    }
}
