import Wire

/// `parley inspect address`: whether a text is one address that can be sent to, and why not.
func inspectAddress(_ object: [String: JSON]) throws -> [String: JSON] {
    let text = try object.text("text")
    do {
        let address = try readAddress(text)
        let reason =
            addressNeedsSMTPUTF8(address)
            ? "It has letters beyond ASCII before the \"@\": only servers with SMTPUTF8 take it."
            : ""
        return ["email": .string(address), "valid": .bool(true), "reason": .string(reason)]
    } catch {
        return ["email": .null, "valid": .bool(false), "reason": .string(error.reason)]
    }
}
