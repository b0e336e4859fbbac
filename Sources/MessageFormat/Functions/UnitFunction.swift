/// `:unit`: a number with the name of what it counts or measures.
///
/// It converts nothing: three miles stay three miles. The option `usage`, which would choose
/// another unit for the reader's country, is therefore refused.
///
/// Source: LDML 48 part 9, The `:unit` function (draft).
struct UnitFunction: MessageFunction {
    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        let given = try call.number()
        var options = given.1
        options.style = .unit
        options.read(&call)
        options.canSelect = false
        if let value = call.option("unit")?.value { options.unit.name = value.text }
        guard let name = options.unit.name else {
            throw call.badOperand("the option unit, as in unit=hour")
        }
        options.unit.width = call.word("unitDisplay") ?? options.unit.width
        if call.option("usage") != nil {
            call.reportOption("usage", "is not supported: give the number in the unit to be shown.")
        }
        let names = UnitNames.names(for: call.context.locale)
        guard names.pattern(of: name, options.unit.width, .other) != nil else {
            throw FunctionFailure(
                .badOption,
                "The option unit must be a unit as CLDR names them, such as hour, kilometer or mile-per-hour."
            )
        }
        return NumberResult(number: given.0, options: options, context: call.context)
    }
}

/// What `:unit` adds to the number options.
struct UnitOptions: Sendable, Hashable {
    /// A core unit identifier (UTS #35 part 6): `hour`, `kilometer-per-hour`.
    var name: String?
    var width = UnitNames.Width.short
}

extension NumberResult {
    /// The pieces of a number with its unit around them, in the form that the number asks for.
    ///
    /// `number`: The pieces of the number alone. `digits`: What it shows.
    func withUnit(
        _ number: [ValuePart.Field],
        _ digits: (isNegative: Bool, integer: String, fraction: String)
    ) -> [ValuePart.Field] {
        let shown = digits.integer + (digits.fraction.isEmpty ? "" : "." + digits.fraction)
        let category = PluralRules.category(of: shown, kind: .cardinal, locale: context.locale)
        let names = UnitNames.names(for: context.locale)
        let pattern = options.unit.name.flatMap {
            names.pattern(of: $0, options.unit.width, category ?? .other)
        }
        guard let pattern, let place = pattern.firstRange(of: "{0}") else {
            // Somali and others say "a day" without the number.
            return pattern.map { [.init(type: "unit", value: $0)] } ?? number
        }
        let around = [pattern[..<place.lowerBound], pattern[place.upperBound...]].map { text in
            text.isEmpty ? [] : [ValuePart.Field(type: "unit", value: String(text))]
        }
        return around[0] + number + around[1]
    }
}
