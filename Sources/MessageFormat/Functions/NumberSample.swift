import Foundation

/// Foundation's number styles under one roof: numbers formatted by ICU to learn from.
struct SampleStyle {
    private let locale: Locale
    private let style: NumberOptions.Style
    private let currency: CurrencyOptions

    init(_ locale: Locale, _ options: NumberOptions) {
        self.locale = locale
        style = options.style
        currency = options.currency
    }

    /// A number as ICU writes it.
    func text(_ number: Decimal, places: Int = 0, showsPlus: Bool = false) -> String {
        switch style {
        case .currency where currency.display != .never:
            return number.formatted(
                Decimal.FormatStyle.Currency(code: currency.code ?? "XXX", locale: locale)
                    .presentation(currency.display.presentation)
                    .precision(.fractionLength(places))
                    .sign(strategy: currency.sign.strategy(showsPlus)))
        case .percent:
            return (number / 100).formatted(
                Decimal.FormatStyle.Percent(locale: locale)
                    .precision(.fractionLength(places))
                    .sign(strategy: showsPlus ? .always() : .automatic))
        case .decimal, .unit, .currency:
            return number.formatted(
                Decimal.FormatStyle(locale: locale)
                    .precision(.fractionLength(places))
                    .sign(strategy: showsPlus ? .always() : .automatic))
        }
    }
}

extension CurrencyOptions.Display {
    fileprivate var presentation: CurrencyFormatStyleConfiguration.Presentation {
        switch self {
        case .narrowSymbol: .narrow
        case .symbol, .never: .standard
        case .name: .fullName
        case .code: .isoCode
        }
    }
}

extension CurrencyOptions.Sign {
    fileprivate func strategy(
        _ showsPlus: Bool
    ) -> CurrencyFormatStyleConfiguration.SignDisplayStrategy {
        switch self {
        case .standard: showsPlus ? .always() : .automatic
        case .accounting: showsPlus ? .accountingAlways() : .accounting
        }
    }
}

/// A formatted number taken apart: runs of digits and what stands between and around them.
struct Sample {
    private(set) var affixes = NumberPattern.Affixes(prefix: "", suffix: "")
    /// Each digit as text.
    private(set) var runs: [[String]] = []
    private(set) var separators: [String] = []

    init(_ text: String) {
        var between = ""
        var isInRun = false
        for scalar in text.unicodeScalars {
            guard scalar.properties.numericType == .decimal else {
                between.unicodeScalars.append(scalar)
                isInRun = false
                continue
            }
            if isInRun {
                runs[runs.count - 1].append(String(scalar))
                continue
            }
            if runs.isEmpty { affixes.prefix = between } else { separators.append(between) }
            runs.append([String(scalar)])
            between = ""
            isInRun = true
        }
        affixes.suffix = between
    }
}
