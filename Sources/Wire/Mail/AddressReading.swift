/// Why a text is not one address that a message could be sent to.
public struct AddressError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence that says what is wrong and what to do; holds none of the text.
    public let reason: String

    init(_ reason: String) { self.reason = reason }

    /// The reason.
    public var description: String { reason }
}

/// Reads one address that is fit for an SMTP envelope: `local@domain`, domain in lower case.
///
/// White space at the ends, a name with angle brackets and `mailto:` are taken off. Everything
/// that could end a line or a path in SMTP is refused (libcurl would send it as it is). A local
/// part beyond ASCII is accepted: see ``addressNeedsSMTPUTF8(_:)``. Sources: RFC 5321 §4.1.2 and
/// §4.5.3.1 (local part 64 octets, path 256 with brackets), RFC 6531 §3.3, RFC 1035 §2.3.4.
/// - Throws: ``AddressError`` with a sentence.
public func readAddress(_ text: String) throws(AddressError) -> String {
    if isPlainAddress(text) { return text }
    var address = text.trimmingSpaces()
    guard !address.isEmpty else {
        throw AddressError("There is no address. Write one, such as name@example.org.")
    }
    guard address.utf8.count <= 1_000 else {
        throw AddressError("This is too long for an address.")
    }
    guard !address.unicodeScalars.contains(where: isControl) else {
        throw AddressError(
            "It holds a line break, tab or control character. Type the address again.")
    }
    if address.lowercased().hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
    if address.last == ">", let open = address.firstIndex(of: "<") {
        address = String(address[address.index(after: open)...].dropLast())
    }
    for sign in "<>,;" where address.contains(sign) && !address.hasPrefix("\"") {
        let several = sign == "," || sign == ";"
        throw AddressError(
            several
                ? "It holds \"\(sign)\": give one address at a time."
                : "It holds \"\(sign)\", which no address may.")
    }
    return try checkedAddress(address)
}

/// One address in the form that addresses are stored, compared and written to: wholly in lower case.
///
/// RFC 5321 §2.4 lets a host tell `Ana` from `ana`; none that families use does, and phones begin
/// an address with a capital as they please. So a stop must hold for every spelling.
/// - Throws: ``AddressError`` as ``readAddress(_:)`` does.
public func readAddressFolded(_ text: String) throws(AddressError) -> String {
    try readAddress(text).lowercased()
}

/// Whether an address can be sent to only by a server that offers SMTPUTF8 (RFC 6531): its local
/// part goes beyond ASCII. A domain beyond ASCII alone does not need it, as it has an A-label.
public func addressNeedsSMTPUTF8(_ address: String) -> Bool {
    let local = address.lastIndex(of: "@").map { address[..<$0] } ?? address[...]
    return local.utf8.contains { $0 >= 0x80 }
}

private func checkedAddress(_ address: String) throws(AddressError) -> String {
    guard let at = address.lastIndex(of: "@") else {
        throw AddressError("It has no \"@\". An address looks like name@example.org.")
    }
    let local = String(address[..<at])
    var domain = address[address.index(after: at)...].lowercased()
    if domain.hasSuffix("."), domain.count > 1 { domain.removeLast() }
    guard !local.isEmpty else { throw AddressError("Nothing stands before the \"@\".") }
    guard !domain.isEmpty else { throw AddressError("Nothing stands after the \"@\".") }
    guard local.utf8.count <= 64 else {
        throw AddressError(
            "What stands before the \"@\" is longer than 64 bytes, the limit of mail.")
    }
    guard local.utf8.count + 1 + domain.utf8.count <= 254 else {
        throw AddressError("It is longer than 254 bytes, the limit of mail.")
    }
    try checkLocalPart(local)
    try checkDomain(domain)
    return local + "@" + domain
}

private func checkLocalPart(_ local: String) throws(AddressError) {
    if local.hasPrefix("\"") {
        guard local.count >= 3, local.hasSuffix("\""),
            !local.dropFirst().dropLast().contains(where: { "<>\"\\ ".contains($0) })
        else {
            throw AddressError("The part in quotes holds a space or sign that we do not send to.")
        }
        return
    }
    guard !local.contains("@") else { throw AddressError("It has more than one \"@\".") }
    guard !local.contains(where: \.isWhitespace) else {
        throw AddressError("It holds a space. Take it out.")
    }
    guard !local.hasPrefix("."), !local.hasSuffix("."), !local.contains("..") else {
        throw AddressError("A dot stands at an end of the part before the \"@\", or two in a row.")
    }
    for scalar in local.unicodeScalars where !isAtomText(scalar) {
        throw AddressError("It holds \"\(scalar)\", which may not stand before the \"@\".")
    }
}

/// RFC 5322 §3.2.3 atext and the dot; RFC 6531 §3.3 adds what is beyond ASCII. Invisible signs are
/// refused: two addresses must not look alike.
private func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    case "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}",
        "~", ".":
        return true
    default:
        guard scalar.value >= 0xA0 else { return false }
        let category = scalar.properties.generalCategory
        return ![
            .format, .control, .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .unassigned, .privateUse, .surrogate,
        ].contains(category) && scalar != "\u{FFFD}"
    }
}

private func checkDomain(_ domain: String) throws(AddressError) {
    if domain.hasPrefix("[") {
        throw AddressError("It names a machine by number. Ask for an address with a domain name.")
    }
    guard !domain.contains(where: \.isWhitespace) else {
        throw AddressError("It holds a space. Take it out.")
    }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2 else {
        throw AddressError("The domain after the \"@\" has no dot, such as in example.org.")
    }
    for label in labels {
        guard !label.isEmpty else { throw AddressError("The domain has two dots in a row.") }
        guard label.utf8.count <= 63 else {
            throw AddressError(
                "A part of the domain is longer than 63 bytes, the limit of the DNS.")
        }
        guard !label.hasPrefix("-"), !label.hasSuffix("-") else {
            throw AddressError("A part of the domain begins or ends with a hyphen.")
        }
        for scalar in label.unicodeScalars where !isDomainText(scalar) {
            throw AddressError("The domain holds \"\(scalar)\", which no domain may.")
        }
    }
    if let last = labels.last, last.allSatisfy(\.isNumber) {
        throw AddressError("The domain ends in a number. Ask for an address with a domain name.")
    }
}

private func isDomainText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-", "_": true
    default: scalar.value >= 0xA0 && isAtomText(scalar)
    }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}"
        || scalar == "\u{2029}"
}
