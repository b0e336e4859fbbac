/// The RTF of Outlook's message body, unpacked; nil for what is no such thing.
///
/// Source: MS-OXRTFCP §2.1, §2.2: references of 2 to 17 bytes into a ring of 4096, which begins with
/// words that every RTF has. At most four times ``MailLimits/textBytes`` come out, whatever the head
/// says; the sum over the bytes is not looked at.
func unpackedRTF(_ bytes: [UInt8]) -> [UInt8]? {
    var reader = LittleEndianReader(bytes[...])
    guard reader.uint32() != nil, let size = reader.uint32(), let kind = reader.uint32(),
        reader.uint32() != nil
    else { return nil }
    let limit = min(Int(size), MailLimits.textBytes * 4)
    switch kind {
    case 0x414C_454D: return Array(reader.rest.prefix(limit))
    case 0x7546_5A4C: return unpacked(reader.rest, limit)
    default: return nil
    }
}

private func unpacked(_ packed: ArraySlice<UInt8>, _ limit: Int) -> [UInt8] {
    var ring = [UInt8](repeating: 0x20, count: 4_096)
    ring.replaceSubrange(0..<commonWords.count, with: commonWords)
    var place = commonWords.count
    var out: [UInt8] = []
    out.reserveCapacity(min(limit, packed.count * 4))
    var reader = LittleEndianReader(packed)
    func put(_ byte: UInt8) {
        out.append(byte)
        ring[place] = byte
        place = (place + 1) & 0xFFF
    }
    while out.count < limit, let flags = reader.byte() {
        for bit in 0..<8 {
            guard flags >> bit & 1 == 1 else {
                guard let byte = reader.byte() else { return out }
                put(byte)
                continue
            }
            guard let high = reader.byte(), let low = reader.byte() else { return out }
            var from = Int(high) << 4 | Int(low) >> 4
            // A reference to where the next byte goes ends it.
            if from == place { return Array(out.prefix(limit)) }
            for _ in 0..<Int(low & 0x0F) + 2 {
                put(ring[from])
                from = (from + 1) & 0xFFF
            }
        }
    }
    return Array(out.prefix(limit))
}

/// MS-OXRTFCP §2.1.2.1.
private let commonWords = Array(
    (#"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "#
        + #"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"#
        + "\r\n" + #"\par \pard\plain\f0\fs20\b\i\u\tab\tx"#).utf8)
