/// `:number`, `:integer`, `:percent` and `:currency`.
///
/// Source: LDML 48 part 9, Number functions.
struct NumberFunction: MessageFunction {
    enum Style: Sendable { case decimal, integer, percent, currency }

    let style: Style

    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        var (number, options) = try call.number()
        switch style {
        case .decimal: options.style = .decimal
        case .integer:
            number = number.rounded(places: 0)
            options.style = .decimal
            options.minimumFractionDigits = nil
            options.maximumFractionDigits = nil
            options.minimumSignificantDigits = nil
        case .percent: options.style = .percent
        case .currency: options.style = .currency
        }
        options.read(&call)
        if style == .integer {
            options.minimumFractionDigits = nil
            options.maximumFractionDigits = nil
            options.minimumSignificantDigits = nil
        }
        if style == .currency { try readCurrency(&call, &options) }
        return NumberResult(number: number, options: options, context: call.context)
    }

    private func readCurrency(
        _ call: inout FunctionCall, _ options: inout NumberOptions
    ) throws(FunctionFailure) {
        if let value = call.option("currency")?.value {
            let code = value.text.uppercased()
            guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
                throw FunctionFailure(
                    .badOption, "The option currency must be a code of three letters, as in USD.")
            }
            options.currency.code = code
        }
        guard let code = options.currency.code else {
            throw call.badOperand("the option currency, as in currency=USD")
        }
        options.currency.display = call.word("currencyDisplay") ?? options.currency.display
        options.currency.sign = call.word("currencySign") ?? options.currency.sign
        options.canSelect = false
        var digits = NumberPattern.fractionDigits(of: code, call.context.locale)
        if let value = call.option("fractionDigits")?.value, value.text != "auto" {
            digits = call.size("fractionDigits", 0...100) ?? digits
        }
        options.minimumFractionDigits = digits
        options.maximumFractionDigits = digits
    }
}

/// `:offset`: a number and a whole number added to it or taken from it.
///
/// Source: LDML 48 part 9, The `:offset` function.
struct OffsetFunction: MessageFunction {
    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        var (number, options) = try call.number()
        let add = call.option("add")
        let subtract = call.option("subtract")
        guard (add == nil) != (subtract == nil) else {
            throw FunctionFailure(
                .badOption, ":offset needs one of the options add and subtract, and not both.")
        }
        let name = add == nil ? "subtract" : "add"
        guard let amount = call.size(name, 0...999_999_999) else { throw .reported }
        number = number.adding(add == nil ? -amount : amount)
        if options.selectIsSet {
            call.reportOption("select", "cannot be taken over from another function.")
            options.canSelect = false
        }
        return NumberResult(number: number, options: options, context: call.context)
    }
}

extension FunctionCall {
    /// The number that is worked on, and the options that it brings.
    func number() throws(FunctionFailure) -> (DecimalNumber, NumberOptions) {
        if let earlier = operand?.result as? NumberResult {
            return (earlier.number, earlier.options)
        }
        guard let value = operand?.value, let number = DecimalNumber(value) else {
            throw badOperand("a number, as in 42 or 4.5")
        }
        return (number, NumberOptions())
    }
}

/// A number that can be shown and selected by.
struct NumberResult: FunctionResult {
    let number: DecimalNumber
    let options: NumberOptions
    let context: FormatContext
    /// The whole number that was passed in, if it is one that no function has changed: a function
    /// of one's own then need not read digits.
    var given: Int?

    var value: MessageValue { given.map { .integer($0) } ?? .decimal(number.text) }

    /// The number that stands in the text: per cent are hundredths.
    private var shown: DecimalNumber {
        options.style == .percent ? number.shifted(2) : number
    }

    func formatted() -> ValueText {
        var locale = context.locale
        if let system = options.numberingSystem {
            locale = LanguageTag("\(locale.withoutExtensions.text)-u-nu-\(system)") ?? locale
        }
        let digits = options.digits(of: shown)
        let needsUnit = options.style == .currency && options.currency.display == .name
        let unit = needsUnit ? sampleUnit(digits.integer, digits.fraction) : 1
        let isPlain =
            (options.style == .decimal || options.style == .unit) && options.numberingSystem == nil
        let pattern =
            isPlain
            ? context.profile.numberPattern
            : NumberPattern.pattern(for: locale, options, unit: unit)
        var fields = pattern.fields(digits, options)
        if options.style == .unit { fields = withUnit(fields, digits) }
        return ValueText(
            type: "number", text: fields.reduce(into: "") { $0 += $1.value },
            direction: context.locale.direction, locale: context.locale, fields: fields)
    }

    /// A small number of the same plural category, since a currency's name agrees with it.
    private func sampleUnit(_ integer: String, _ fraction: String) -> Int {
        func category(_ text: String) -> PluralCategory? {
            PluralRules.category(of: text, kind: .cardinal, locale: context.locale)
        }
        let wanted = category(fraction.isEmpty ? integer : "\(integer).\(fraction)")
        return [1, 2, 3, 5, 11, 100, 1_000_000].first { category(String($0)) == wanted } ?? 5
    }

    func matches(among keys: [String]) throws(FunctionFailure) -> KeyMatches {
        guard options.canSelect else {
            throw FunctionFailure(.badSelector, "This number cannot be selected by.")
        }
        let shown = shown
        let numbers = keys.map { DecimalNumber($0) }
        var matches = zip(keys, numbers).filter { $1 == shown }.map(\.0)
        if let kind: PluralKind = options.select.kind {
            let digits = options.digits(of: shown)
            let text = digits.integer + (digits.fraction.isEmpty ? "" : "." + digits.fraction)
            let category = PluralOperands(text).map { context.profile.category($0, kind) }
            if let name = category?.rawValue, keys.contains(name) { matches.append(name) }
        }
        let invalid = zip(keys, numbers).filter { key, number in
            number == nil && PluralCategory(rawValue: key) == nil
        }
        return KeyMatches(matches, invalid: invalid.map(\.0))
    }
}

extension NumberOptions.Select {
    /// The plural rules that it goes by, if it does.
    var kind: PluralKind? {
        switch self {
        case .plural: .cardinal
        case .ordinal: .ordinal
        case .exact: nil
        }
    }
}
