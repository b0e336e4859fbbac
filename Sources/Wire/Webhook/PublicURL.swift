/// The ways in which a provider may have written an address when it signed it: as it is, without
/// its port, with the default one.
///
/// Twilio's own machines differ in this, so its libraries try each.
/// - Throws: ``SignatureRefusal/malformedURL`` unless it begins with `http://` or `https://`.
func addresses(of url: String) throws(SignatureRefusal) -> [String] {
    let scheme = url.prefix(8).lowercased()
    let (start, port) =
        scheme == "https://" ? (8, "443") : scheme.hasPrefix("http://") ? (7, "80") : (0, "")
    guard start > 0 else { throw .malformedURL }
    let authority = url.utf8.dropFirst(start).prefix { ![47, 63, 35].contains($0) }
    guard !authority.isEmpty else { throw .malformedURL }
    let head = String(url.utf8.prefix(start)) ?? ""
    let tail = String(url.utf8[authority.endIndex...]) ?? ""
    let host = String(withoutPort(authority)) ?? ""
    let isBare = host.utf8.count == authority.count
    return [url, isBare ? "\(head)\(host):\(port)\(tail)" : "\(head)\(host)\(tail)"]
}

/// A colon inside the brackets of an IPv6 address begins no port.
private func withoutPort(_ authority: Substring.UTF8View) -> Substring.UTF8View {
    let digits = authority.reversed().prefix { (48...57).contains($0) }.count
    let host = authority.dropLast(digits)
    return host.last == 58 ? host.dropLast() : authority
}

/// The first value of a name in an address's query, as it is written.
func queryValue(_ name: String, in url: String) -> String? {
    guard let mark = url.utf8.firstIndex(of: 63) else { return nil }
    let query = url.utf8[url.utf8.index(after: mark)...].prefix { $0 != 35 }
    for pair in query.split(separator: 38) {
        let parts = pair.split(separator: 61, maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.elementsEqual(name.utf8) else { continue }
        return parts.count == 2 ? String(parts[1]) ?? "" : ""
    }
    return nil
}
