/// What a webhook brought, as far as its signature speaks of it.
public struct WebhookRequest: Sendable, CustomStringConvertible {
    /// What stands in the request's body.
    public enum Content: Sendable {
        /// The raw body, as it came.
        case bytes([UInt8])
        /// A form whose fields another part has read already; then no raw body is checked.
        case fields([FormField])
    }

    /// The public address with path and query, rebuilt from the configured one: never from the
    /// Host header or a forwarded one, which the sender chooses.
    public let url: String
    /// Header fields in order, names in any case; a repeated name stands as often as it came.
    public let headers: [(name: String, value: String)]
    /// The body.
    public let content: Content

    /// Collects what is signed.
    public init(url: String, headers: [(name: String, value: String)], content: Content) {
        self.url = url
        self.headers = headers
        self.content = content
    }

    /// Says nothing of what came: numbers and words of families are in all of it.
    public var description: String { "webhook request with \(headers.count) header fields" }

    /// The values of a header field, whatever case its name is written in.
    func values(of name: String) -> [String] {
        headers.filter { isSameName($0.name, name) }.map { trimmed($0.value) }
    }

    /// The one value of a header field that a signature needs.
    ///
    /// Two are refused, even alike: the part that checks and the part that reads might not pick the
    /// same one.
    func only(_ name: String) throws(SignatureRefusal) -> String {
        let values = values(of: name)
        guard let value = values.first, !value.isEmpty else { throw .missingHeader }
        guard values.count == 1 else { throw .malformedHeader }
        return value
    }
}

/// RFC 9110 §5.1: field names are ASCII and know no case.
private func isSameName(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8) { lowercase($0) == lowercase($1) }
}

private func lowercase(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

/// RFC 9110 §5.5: white space around a value is not part of it.
private func trimmed(_ value: String) -> String {
    let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 }
    let bytes = value.utf8.drop(while: isBlank)
    guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(bytes[...last]) ?? value
}
