/// Whether a text is an address as nearly all are: ASCII letters, digits and `.-_+=` around one at
/// sign, the domain in lower case; there is nothing to take off or to refuse. A mail is asked for its
/// sender's address several times, and Unicode's tables take long.
func isPlainAddress(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
        guard bytes.count <= 254, let at = bytes.firstIndex(of: 0x40), (1...64).contains(at) else {
            return false
        }
        return isPlainLocalPart(bytes[..<at]) && isPlainDomain(bytes[(at + 1)...])
    }
}

private func isPlainLocalPart(_ local: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    // A dot may neither begin nor end it, nor follow another.
    var previous: UInt8 = 0x2E
    for byte in local {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x3D, 0x5F: break
        case 0x2E where previous != 0x2E: break
        default: return false
        }
        previous = byte
    }
    return previous != 0x2E
}

/// Two labels or more, of 63 bytes at most; a hyphen stands at no end of one, and the last is no
/// number.
private func isPlainDomain(_ domain: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var previous: UInt8 = 0x2E
    var (dots, length, isNumber) = (0, 0, true)
    for byte in domain {
        switch byte {
        case 0x2E:
            guard previous != 0x2E, previous != 0x2D else { return false }
            (dots, length, isNumber) = (dots + 1, -1, true)
        case 0x2D where previous != 0x2E: isNumber = false
        case 0x5F, 0x61...0x7A: isNumber = false
        case 0x30...0x39: break
        default: return false
        }
        previous = byte
        length += 1
        guard length <= 63 else { return false }
    }
    return dots > 0 && previous != 0x2E && previous != 0x2D && !isNumber
}
