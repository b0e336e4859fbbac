/// How a number is shown and selected by: the options of the number functions.
///
/// Source: LDML 48 part 9, Number functions; the meaning of digits is that of ECMA-402.
struct NumberOptions: Sendable, Hashable {
    enum Style: Sendable, Hashable { case decimal, percent, currency, unit }
    enum Select: String, CaseIterable { case plural, ordinal, exact }
    enum Sign: String, CaseIterable { case auto, always, exceptZero, negative, never }
    enum Grouping: String, CaseIterable { case auto, always, never, min2 }
    enum TrailingZeros: String, CaseIterable { case auto, stripIfInteger }

    var style = Style.decimal
    var select = Select.plural
    /// Whether the select option was set; a function on top must not inherit it.
    var selectIsSet = false
    var canSelect = true
    var sign = Sign.auto
    var grouping = Grouping.auto
    var trailingZeros = TrailingZeros.auto
    var minimumIntegerDigits = 1
    var minimumFractionDigits: Int?
    var maximumFractionDigits: Int?
    var minimumSignificantDigits: Int?
    var maximumSignificantDigits: Int?
    var numberingSystem: String?
    var currency = CurrencyOptions()
    var unit = UnitOptions()

    /// Reads the options of a call over those that its operand brings.
    mutating func read(_ call: inout FunctionCall) {
        readSelect(&call)
        guard call.hasOptions else { return }
        sign = call.word("signDisplay") ?? sign
        grouping = call.word("useGrouping") ?? grouping
        trailingZeros = call.word("trailingZeroDisplay") ?? trailingZeros
        minimumIntegerDigits = call.size("minimumIntegerDigits", 1...100) ?? minimumIntegerDigits
        minimumFractionDigits = call.size("minimumFractionDigits", 0...100) ?? minimumFractionDigits
        maximumFractionDigits = call.size("maximumFractionDigits", 0...100) ?? maximumFractionDigits
        minimumSignificantDigits =
            call.size("minimumSignificantDigits", 1...100) ?? minimumSignificantDigits
        maximumSignificantDigits =
            call.size("maximumSignificantDigits", 1...100) ?? maximumSignificantDigits
        if let value = call.option("numberingSystem")?.value {
            if LanguageTag("en-u-nu-\(value.text)")?.numberingSystem == value.text {
                numberingSystem = value.text
            } else {
                call.reportOption("numberingSystem", "must be a name such as latn or arab.")
            }
        }
    }

    /// `select` must stand in the message itself, on the function that is selected by.
    private mutating func readSelect(_ call: inout FunctionCall) {
        if selectIsSet {
            call.reportOption("select", "cannot be taken over from another function.")
            canSelect = false
        }
        guard call.option("select") != nil else { return }
        selectIsSet = true
        if let value: Select = call.word("select", mustBeLiteral: true) {
            select = value
        } else {
            canSelect = false
        }
    }

    /// The digits of a number as they are shown.
    func digits(of number: DecimalNumber) -> (isNegative: Bool, integer: String, fraction: String) {
        let rounded: DecimalNumber
        var places: Int
        if minimumSignificantDigits != nil || maximumSignificantDigits != nil {
            let least = minimumSignificantDigits ?? 1
            rounded = number.rounded(keeping: max(least, maximumSignificantDigits ?? 21))
            let wanted = max(least, rounded.digits.count)
            places = max(0, wanted - (rounded.isZero ? 1 : rounded.point))
        } else {
            let usual = style == .percent ? 0 : 3
            let most = maximumFractionDigits ?? max(usual, minimumFractionDigits ?? 0)
            let least = min(minimumFractionDigits ?? 0, most)
            rounded = number.rounded(places: most)
            places = max(least, rounded.digits.count - rounded.point, 0)
        }
        if trailingZeros == .stripIfInteger, rounded.digits.count <= rounded.point { places = 0 }
        var (integer, fraction) = rounded.truncated(places: places)
        let missing = minimumIntegerDigits - integer.utf8.count
        if missing > 0 { integer = String(repeating: "0", count: missing) + integer }
        return (rounded.isNegative, integer, fraction)
    }
}

/// What `:currency` adds to the number options.
struct CurrencyOptions: Sendable, Hashable {
    enum Display: String, CaseIterable { case narrowSymbol, symbol, name, code, never }
    enum Sign: String, CaseIterable { case standard, accounting }

    /// Three capitals of ISO 4217.
    var code: String?
    var display = Display.symbol
    var sign = Sign.standard
}
