/// `:string`: text, and selection by equal text.
///
/// Source: LDML 48 part 9, The `:string` function.
struct StringFunction: MessageFunction {
    func resolve(_ call: inout FunctionCall) throws(FunctionFailure) -> any FunctionResult {
        guard let operand = call.operand else { throw call.badOperand("a value") }
        // The suite wants a missing value to match nothing, without a second error.
        guard let value = operand.value else { return UnresolvedString() }
        return StringResult(text: value.text, locale: call.context.locale)
    }
}

/// Text that can be shown and selected by.
struct StringResult: FunctionResult {
    let text: String
    var locale: LanguageTag?

    var value: MessageValue { .string(text) }

    func formatted() -> ValueText {
        ValueText(type: "string", text: text, locale: locale)
    }

    func matches(among keys: [String]) -> KeyMatches {
        // Swift compares texts by canonical equivalence, as the specification asks for.
        return KeyMatches(keys.contains(text) ? [text] : [])
    }
}

/// What `:string` makes of a value that was missing.
struct UnresolvedString: FunctionResult {
    var value: MessageValue { .string("") }

    func formatted() throws(FunctionFailure) -> ValueText {
        throw .reported
    }

    func matches(among keys: [String]) -> KeyMatches { KeyMatches([]) }
}
