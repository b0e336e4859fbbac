import Foundation

/// How a locale writes numbers: digits, separators, group sizes and what stands around them.
///
/// It is read off samples that ICU formats, once per locale and style. Numbers of any length are
/// then written without ICU: exactly, and at a fraction of the time.
final class NumberPattern: Sendable {
    /// What stands before and after the digits.
    struct Affixes: Sendable {
        var prefix: String
        var suffix: String
    }

    let digits: [String]
    let group: String
    private let decimal: String
    let firstGroup: Int
    let otherGroups: Int
    /// How many digits must stand before the first separator.
    let leastBeforeGroup: Int
    let plain: Affixes
    let minus: Affixes
    private let plus: Affixes

    private struct Key: Hashable, Sendable {
        let locale: LanguageTag
        let style: NumberOptions.Style
        let currency: CurrencyOptions
        let unit: Int
    }

    private static let patterns = Cache<Key, NumberPattern>()
    private static let currencyDigits = Cache<String, Int>()

    /// The pattern for a locale and style.
    ///
    /// The name of a currency agrees with `unit`, a number of the plural category that is shown.
    static func pattern(
        for locale: LanguageTag, _ options: NumberOptions, unit: Int = 1
    ) -> NumberPattern {
        let key = Key(
            locale: locale, style: options.style, currency: options.currency, unit: unit)
        return patterns.value(for: key) {
            NumberPattern(SampleStyle(LocaleData.locale(for: locale), options), Decimal(unit))
        }
    }

    /// How many decimals a currency has by custom.
    static func fractionDigits(of currency: String, _ locale: LanguageTag) -> Int {
        currencyDigits.value(for: currency) {
            let style = Decimal.FormatStyle.Currency(
                code: currency, locale: Locale(identifier: "en-US"))
            return Sample(Decimal(1).formatted(style)).runs.dropFirst().first?.count ?? 0
        }
    }

    private init(_ style: SampleStyle, _ unit: Decimal) {
        let found = Array(Sample(style.text(1_234_567_890)).runs.joined())
        digits = found.count == 10 ? [found[9]] + found[0..<9] : (0...9).map { String($0) }
        plain = Sample(style.text(unit)).affixes
        minus = Sample(style.text(-unit)).affixes
        plus = Sample(style.text(unit, showsPlus: true)).affixes

        let long = Sample(style.text(Decimal(string: "12345678901234.5") ?? 0, places: 1))
        let isWhole = long.runs.last?.count == 1
        decimal = isWhole ? long.separators.last ?? "." : "."
        let groups = long.runs.dropLast()
        let isGrouped = isWhole && groups.count >= 3
        group = isGrouped ? long.separators.first ?? "" : ""
        firstGroup = isGrouped ? groups.last?.count ?? 0 : 0
        otherGroups = isGrouped ? groups.dropFirst().first?.count ?? 0 : 0
        leastBeforeGroup = Sample(style.text(1_234)).separators.isEmpty ? 2 : 1
    }

    /// A number as pieces, in the words of ECMA-402.
    func fields(
        _ number: (isNegative: Bool, integer: String, fraction: String), _ options: NumberOptions
    ) -> [ValuePart.Field] {
        let (affixes, sign) = affixes(number, options)
        var fields: [ValuePart.Field] = []
        func add(_ type: String, _ text: String) {
            if !text.isEmpty { fields.append(.init(type: type, value: text)) }
        }
        let around = options.style.field
        add(sign ?? around, affixes.prefix)
        let groups = groups(of: number.integer, options.grouping)
        for (index, digits) in groups.enumerated() {
            if index > 0 { add("group", group) }
            add("integer", localized(digits))
        }
        if !number.fraction.isEmpty {
            add("decimal", decimal)
            add("fraction", localized(number.fraction[...]))
        }
        // With the sign in front, a mark behind the number is a unit; and the other way round.
        add(affixes.prefix.isEmpty ? sign ?? around : around, affixes.suffix)
        return fields
    }

    private func affixes(
        _ number: (isNegative: Bool, integer: String, fraction: String), _ options: NumberOptions
    ) -> (Affixes, String?) {
        let isZero = (number.integer + number.fraction).utf8.allSatisfy { $0 == 0x30 }
        switch options.sign {
        case .never: return (plain, nil)
        case .auto, .negative: break
        case .always: if !number.isNegative { return (plus, "plusSign") }
        case .exceptZero:
            if isZero { return (plain, nil) }
            if !number.isNegative { return (plus, "plusSign") }
        }
        return number.isNegative && !isZero ? (minus, "minusSign") : (plain, nil)
    }

    /// ASCII digits in those of the locale.
    func localized(_ ascii: Substring) -> String {
        ascii.utf8.reduce(into: "") { $0 += digits[Int($1 & 0x0F) % 10] }
    }

    /// The digits in groups, from the left.
    private func groups(of integer: String, _ grouping: NumberOptions.Grouping) -> [Substring] {
        let least =
            switch grouping {
            case .never: Int.max
            case .always: 1
            case .min2: 2
            case .auto: leastBeforeGroup
            }
        guard firstGroup > 0, least < .max, integer.utf8.count >= firstGroup + least else {
            return [integer[...]]
        }
        var rest = integer[...]
        var groups: [Substring] = []
        var size = firstGroup
        while rest.utf8.count > size {
            groups.append(rest.suffix(size))
            rest = rest.dropLast(size)
            size = max(1, otherGroups)
        }
        return [rest] + groups.reversed()
    }
}

extension NumberOptions.Style {
    fileprivate var field: String {
        switch self {
        case .decimal, .unit: "literal"
        case .percent: "percentSign"
        case .currency: "currency"
        }
    }
}
