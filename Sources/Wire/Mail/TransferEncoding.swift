internal import CGMime

/// A part's content without its transfer encoding (RFC 2045 §6).
///
/// GMime decodes; base64 without its final `=`, of which GMime loses up to two bytes, is completed
/// first. An encoding that nobody knows counts as none: the bytes are better than nothing.
func decodeTransfer(_ content: [UInt8], encoding label: String?) -> (bytes: [UInt8], Quirk?) {
    // QUIRK: real labels carry comments, semicolons and stray signs: `7bit;`, `quoted-printable `.
    let name = (label ?? "").lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }
    switch name {
    case "base64": return decoded(content, GMIME_CONTENT_ENCODING_BASE64)
    case "quoted-printable", "quotedprintable", "qp":
        return decoded(content, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    case "x-uuencode", "uuencode", "x-uue", "uue": return (uudecoded(content), nil)
    case "", "7bit", "8bit", "7-bit", "8-bit", "binary", "plain", "none": return (content, nil)
    default:
        let quirk = Quirk(.unknownTransferEncoding, "\"\(name.prefix(40))\" is read as it stands")
        return (content, quirk)
    }
}

private func decoded(
    _ content: [UInt8], _ encoding: GMimeContentEncoding
) -> (bytes: [UInt8], Quirk?) {
    var state = GMimeEncoding()
    g_mime_encoding_init_decode(&state, encoding)
    let room = g_mime_encoding_outlen(&state, content.count) + 16
    var quirk: Quirk?
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        let target = UnsafeMutableRawPointer(output.baseAddress)?.assumingMemoryBound(
            to: CChar.self)
        count = content.withUnsafeBytes { source in
            g_mime_encoding_step(
                &state, source.baseAddress?.assumingMemoryBound(to: CChar.self), source.count,
                target)
        }
        let waiting = Int(gmr_base64_waiting(&state))
        if encoding == GMIME_CONTENT_ENCODING_BASE64, waiting > 1, waiting < 4 {
            quirk = Quirk(.base64Padding, "base64 without its final padding")
            let padding = String(repeating: "=", count: 4 - waiting)
            count += g_mime_encoding_step(
                &state, padding, padding.utf8.count, target.map { $0 + count })
        }
    }
    return (bytes, quirk)
}

/// Decodes the first uuencoded file between `begin` and `end`; nothing when there is none.
private func uudecoded(_ content: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var inside = false
    for line in content.split(separator: 10, omittingEmptySubsequences: true) {
        let line = line.last == 13 ? line.dropLast() : line
        if !inside {
            inside = line.starts(with: Array("begin ".utf8))
            continue
        }
        if line.elementsEqual(Array("end".utf8)) { break }
        guard let first = line.first else { continue }
        let length = Int((first &- 32) & 63)
        var values = line.dropFirst().map { UInt32(($0 &- 32) & 63) }
        while values.count % 4 != 0 { values.append(0) }
        var made: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: 4) {
            let group = values[start..<start + 4].reduce(0) { $0 << 6 | $1 }
            made += [
                UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
                UInt8(truncatingIfNeeded: group),
            ]
        }
        out += made.prefix(length)
    }
    return out
}
