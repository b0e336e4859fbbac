import Wire

/// `parley inspect language`: the language of a text, `und` when it does not say.
func inspectLanguage(_ object: [String: JSON]) throws -> [String: JSON] {
    let guess = guessLanguage(try object.text("text"), hints: try object.texts("hints"))
    return ["language": .string(guess.language), "confidence": .number(guess.confidence)]
}
