import Foundation
import Synchronization

/// What formatting asks about a locale again and again, found once.
final class LocaleProfile: Sendable {
    let locale: LanguageTag
    let direction: TextDirection
    private let cardinal: PluralRuleSet?
    private let ordinal: PluralRuleSet?
    private let numbers = Mutex<Numbers?>(nil)
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

    /// How numbers are written.
    var numberPattern: NumberPattern { madeNumbers.pattern }

    /// How whole numbers are written; `nil` leaves them to ``numberPattern``.
    var wholeNumberPattern: WholeNumberPattern? { madeNumbers.whole }

    /// Made when the first number is shown: it takes ICU a while to tell.
    private var madeNumbers: Numbers {
        if let made = numbers.withLock({ $0 }) { return made }
        let made = Numbers(NumberPattern.pattern(for: locale, NumberOptions()))
        numbers.withLock { $0 = made }
        return made
    }

    private final class Numbers: Sendable {
        let pattern: NumberPattern
        let whole: WholeNumberPattern?

        init(_ pattern: NumberPattern) {
            self.pattern = pattern
            whole = WholeNumberPattern(pattern)
        }
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
