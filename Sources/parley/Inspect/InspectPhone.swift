import Wire

/// `parley inspect phone`: a number as people write it to E.164.
///
/// `valid` is what the numbering plan of the installed library says; what is merely possible may be
/// sent to, since the plan lacks new area codes.
func inspectPhone(_ object: [String: JSON]) throws -> [String: JSON] {
    let isGiven = (object["region"] ?? .null) != .null
    let region = isGiven ? try object.text("region") : "US"
    guard let read = readPhone(try object.text("text"), region: region) else {
        return [
            "e164": .null, "valid": .bool(false), "possible": .bool(false),
            "type": .string("unknown"),
        ]
    }
    return [
        "e164": .string(read.e164), "valid": .bool(read.valid), "possible": .bool(read.possible),
        "type": .string(read.type),
    ]
}
