/// `:test:function`, `:test:select` and `:test:format`, which the official suite calls.
///
/// Source: README of the message-format-wg test suite, Test Functions.
struct OfficialTestFunction: MessageFunction {
    let canFormat: Bool
    let canSelect: Bool

    private enum Fails: String, CaseIterable { case never, select, format, always }

    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        guard let operand = call.operand else { throw call.badOperand("a number") }
        var result: OfficialTestResult
        if let earlier = operand.result as? OfficialTestResult {
            result = earlier
        } else if let value = operand.value, let number = DecimalNumber(value) {
            result = OfficialTestResult(number: number)
        } else {
            throw call.badOperand("a number")
        }
        result.canFormat = canFormat
        result.canSelect = canSelect
        if let value = call.option("decimalPlaces")?.value {
            guard value.text == "0" || value.text == "1" else {
                throw FunctionFailure(.badOption, "The option decimalPlaces must be 0 or 1.")
            }
            result.decimalPlaces = value.text == "1" ? 1 : 0
        }
        if let fails: Fails = call.word("fails") {
            result.failsFormat = fails == .format || fails == .always
            result.failsSelect = fails == .select || fails == .always
        }
        return result
    }
}

struct OfficialTestResult: FunctionResult {
    let number: DecimalNumber
    var decimalPlaces = 0
    var failsFormat = false
    var failsSelect = false
    var canFormat = true
    var canSelect = true

    var value: MessageValue { .decimal(number.text) }

    func formatted() throws(FunctionFailure) -> ValueText {
        guard canFormat else { throw FunctionFailure(.badOperand, "It is only for selecting.") }
        guard !failsFormat else { throw FunctionFailure(.badOption, "It is told to fail.") }
        let digits = number.truncated(places: decimalPlaces)
        var fields: [ValuePart.Field] = []
        if number.isNegative { fields.append(.init(type: "minusSign", value: "-")) }
        fields.append(.init(type: "integer", value: digits.integer))
        if decimalPlaces > 0 {
            fields.append(.init(type: "decimal", value: "."))
            fields.append(.init(type: "fraction", value: digits.fraction))
        }
        let text = fields.map(\.value).joined()
        return ValueText(type: "test", text: text, fields: fields)
    }

    func matches(among keys: [String]) throws(FunctionFailure) -> KeyMatches {
        guard canSelect, !failsSelect else {
            throw FunctionFailure(.badSelector, "It cannot be selected by.")
        }
        guard number.text == "1" else { return KeyMatches([]) }
        let wanted = decimalPlaces == 1 ? ["1.0", "1"] : ["1"]
        return KeyMatches(wanted.filter(keys.contains))
    }
}
