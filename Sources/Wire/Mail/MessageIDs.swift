/// The Message-IDs of a References, In-Reply-To or Message-ID field, without `<` and `>`.
///
/// Forgives missing brackets, white space inside, and Outlook's prose around an id; what has
/// neither brackets nor `@` is left out. At most 200, the last ones, since the nearest ancestors
/// stand last. Linear.
func messageIDs(_ raw: [UInt8]) -> [String] {
    var found: [String] = []
    var inside: [UInt8]?
    var outside: [UInt8] = []
    for byte in unfold(raw) {
        switch byte {
        case 0x3C: inside = []
        case 0x3E:
            if let id = inside, !id.isEmpty { found.append(String(decoding: id, as: UTF8.self)) }
            inside = nil
        case 32: if inside == nil { outside.append(32) }
        default:
            if inside == nil { outside.append(byte) } else { inside?.append(byte) }
        }
    }
    if found.isEmpty {
        let words = (outside + [32] + (inside ?? [])).split(separator: 32)
        found = words.filter { $0.contains(0x40) }.map { String(decoding: $0, as: UTF8.self) }
    }
    return Array(found.suffix(200))
}

/// The Message-IDs in the value of a field, without `<` and `>`.
public func readMessageIDs(_ raw: [UInt8]) -> [String] { messageIDs(raw) }
