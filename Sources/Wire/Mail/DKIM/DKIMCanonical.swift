import Crypto

/// The `relaxed` forms of header and body, which white space that changed on the way does not
/// change. Source: RFC 6376 §3.4.2, §3.4.4.
enum DKIMCanonical {
    /// One field, without the line end behind it: name in lower case, colon, value unfolded.
    static func field(_ name: some Sequence<UInt8>, _ value: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        for byte in name where !isSpace(byte) {
            out.append((0x41...0x5A) ~= byte ? byte | 0x20 : byte)
        }
        out.append(UInt8(ascii: ":"))
        let start = out.count
        var owesSpace = false
        for byte in value {
            if isSpace(byte) || byte == 0x0D || byte == 0x0A {
                owesSpace = true
            } else {
                if owesSpace, out.count > start { out.append(0x20) }
                owesSpace = false
                out.append(byte)
            }
        }
        return out
    }

    /// The digest of the body's relaxed form.
    static func bodyDigest(_ body: ArraySlice<UInt8>) -> SHA256.Digest {
        body.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 2) { out in
                let count = write(bytes, to: out)
                return SHA256.hash(
                    data: UnsafeRawBufferPointer(start: out.baseAddress, count: count))
            }
        }
    }

    /// `out`: Room for all bytes and two more: each byte written stands for one read, but for the
    /// line end that a last line may lack.
    /// - Returns: How many bytes were written; 0 for a body of empty lines alone.
    private static func write(
        _ body: UnsafeRawBufferPointer, to out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        func put(_ byte: UInt8) {
            out[count] = byte
            count += 1
        }
        var at = 0
        var lineEnds = 0
        var owesSpace = false
        while at < body.count {
            let byte = body[at]
            if byte == 0x0D, at + 1 < body.count, body[at + 1] == 0x0A {
                // Held back: spaces before it and empty lines at the end do not count.
                lineEnds += 1
                owesSpace = false
                at += 2
                continue
            }
            at += 1
            if isSpace(byte) {
                owesSpace = true
                continue
            }
            while lineEnds > 0 {
                put(0x0D)
                put(0x0A)
                lineEnds -= 1
            }
            if owesSpace { put(0x20) }
            owesSpace = false
            put(byte)
        }
        if count > 0 {
            put(0x0D)
            put(0x0A)
        }
        return count
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
