/// What stands in a mail's body that only who has a mail of ours can know: signed addresses (Apple
/// Mail and Thunderbird show Reply-To above what they pass on), the signed link under a bulk notice,
/// Message-IDs of ours in a mail that was attached whole.
///
/// Nothing here is checked yet: whoever asks verifies the signatures.
public struct QuotedProofs: Sendable, Hashable {
    /// Local parts such as `reply+…`, in the order of the body, once each; in lower case.
    public private(set) var localParts: [String] = []
    /// Message-IDs at our domain, without angle brackets.
    public private(set) var messageIDs: [String] = []

    /// How much of a body is looked at, and how much is taken from it.
    private static let longest = 512 * 1024, most = 20
    private static let tokenDigits = 43, idDigits = 26
    private static let purposes = ["reply", "stop", "bounce"].map { Array($0.utf8) }

    /// Looks through the bytes of a mail, and through its text, which may have been encoded in them.
    ///
    /// Linear. White space, quote signs and soft line breaks (RFC 2045 §6.7) may stand anywhere, also
    /// within an address that was wrapped.
    public init(in bytes: some Collection<UInt8>, text: String, domain: String) {
        let domain = Array("@\(domain.lowercased())".utf8)
        look(in: bytes.prefix(Self.longest), for: domain)
        look(in: text.utf8.prefix(Self.longest), for: domain)
    }

    /// Most of a body, a photograph say, is near no at sign and no link, and is passed over.
    private mutating func look(in body: some Collection<UInt8>, for domain: [UInt8]) {
        let isDone: Void? = body.withContiguousStorageIfAvailable { bytes in
            for near in ProofPlaces(in: bytes).ranges {
                scan(Self.compact(bytes[near]), for: domain)
            }
        }
        if isDone == nil { look(in: Array(body), for: domain) }
    }

    private mutating func scan(_ body: [UInt8], for domain: [UInt8]) {
        for (index, byte) in body.enumerated() {
            if byte == 0x40, body[index...].starts(with: domain) {
                takeAddress(before: index, in: body, at: domain)
            } else if byte == 0x2F, body[index...].starts(with: Self.link) {
                let start = index + Self.link.count
                let token = body[start...].prefix(Self.tokenDigits)
                guard token.count == Self.tokenDigits, token.allSatisfy(Self.isDigit) else {
                    continue
                }
                add("stop+" + String(decoding: token, as: UTF8.self))
            }
        }
    }

    private static let link = Array("/u/".utf8)

    private mutating func takeAddress(before end: Int, in body: [UInt8], at domain: [UInt8]) {
        let digits = body[..<end].suffix(Self.tokenDigits)
        if digits.count == Self.tokenDigits, digits.allSatisfy(Self.isDigit) {
            let before = body[..<digits.startIndex]
            guard before.last == 0x2B else { return }
            for purpose in Self.purposes
            where before.dropLast().suffix(purpose.count) == purpose[...] {
                let text = purpose + [0x2B] + digits
                return add(String(decoding: text, as: UTF8.self))
            }
            return
        }
        let id = body[..<end].suffix(Self.idDigits)
        guard id.count == Self.idDigits, id.allSatisfy(Self.isDigit),
            body[..<id.startIndex].last == 0x3C, messageIDs.count < Self.most
        else { return }
        let name = String(decoding: id + domain, as: UTF8.self)
        if !messageIDs.contains(name) { messageIDs.append(name) }
    }

    private mutating func add(_ localPart: String) {
        guard localParts.count < Self.most, !localParts.contains(localPart) else { return }
        localParts.append(localPart)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        // Crockford's alphabet has no i, l, o and u.
        case 0x69, 0x6C, 0x6F, 0x75: false
        default: isLetter(byte)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// The bytes in lower case without white space, quote signs and soft breaks; an encoded plus or
    /// at sign as it is meant.
    ///
    /// Every mail's bytes come through here, so they are written in place: no more of them than there
    /// were, for each takes the place of one or of three.
    private static func compact(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        let kept = Self.kept
        return Array(unsafeUninitializedCapacity: bytes.count) { out, count in
            for byte in bytes {
                switch byte {
                case 0x0A:
                    if count > 0, out[count - 1] == 0x3D { count -= 1 }
                    continue
                case 0x30, 0x42, 0x62:
                    out[count] = byte == 0x30 ? byte : 0x62
                    count += 1
                    decode(out, &count)
                default:
                    let small = kept[Int(byte)]
                    out[count] = small
                    count += small == 0 ? 0 : 1
                }
            }
        }
    }

    /// What a byte is kept as; 0 for what is left out.
    private static let kept: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
        switch byte {
        case 0x00...0x20, 0x3E: 0
        case 0x41...0x5A: byte | 0x20
        default: byte
        }
    }

    /// Replaces `%2B` or `=40` at the end, in lower case, by what it stands for.
    private static func decode(_ out: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        guard count >= 3, out[count - 3] == 0x25 || out[count - 3] == 0x3D else { return }
        switch (out[count - 2], out[count - 1]) {
        case (0x32, 0x62): out[count - 3] = 0x2B
        case (0x34, 0x30): out[count - 3] = 0x40
        default: return
        }
        count -= 2
    }
}
