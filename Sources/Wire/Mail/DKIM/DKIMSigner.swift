import Crypto

/// Signs mail for its domain, with each of its keys.
///
/// The signatures stand in front of the message, whose bytes stay as they are; so it signs last,
/// after every encoding. RFCs: 6376, 8301 (rsa-sha256), 8463 (ed25519-sha256); always
/// relaxed/relaxed, never `l=` (§8.2).
public struct DKIMSigner: Sendable {
    private let keys: [DKIMKey]

    /// `keys`: In the order of their signatures; none signs nothing.
    public init(_ keys: [DKIMKey]) {
        self.keys = keys
    }

    /// Puts a signature of every key before a message.
    /// - Parameters:
    ///   - mail: The whole message as it leaves, with CRLF.
    ///   - seconds: The time, since 1970 UTC.
    /// - Returns: The signatures and the message as it was.
    /// - Throws: ``DKIMProblem`` for what is no message, or a key that does not sign.
    public func signed(_ mail: [UInt8], at seconds: Int64) throws(DKIMProblem) -> [UInt8] {
        guard !keys.isEmpty else { return mail }
        let header = try DKIMHeader(mail)
        let (names, signedBytes) = header.signed()
        let digest = DKIMCanonical.bodyDigest(mail[header.bodyStart...])
        var out: [UInt8] = []
        out.reserveCapacity(mail.count + keys.count * 1_024)
        for key in keys {
            let value = Self.value(key, seconds, names, bodyHash: base64Text(digest))
            out += Array(Self.name.utf8) + [UInt8(ascii: ":")] + Array(value.utf8)
            out += Self.folded(try Self.signature(key, value, over: signedBytes))
        }
        out += mail
        return out
    }

    private static let name = "DKIM-Signature"

    /// The field's value up to `b=`, folded.
    static func value(
        _ key: DKIMKey, _ seconds: Int64, _ names: [String], bodyHash: String
    ) -> String {
        var line = FoldedLine(column: name.utf8.count + 1)
        for tag in [
            "v=1;", "a=\(key.algorithm.signatureName);", "c=relaxed/relaxed;", "d=\(key.domain);",
            "s=\(key.selector);", "t=\(seconds);",
        ] { line.add(tag, glue: " ") }
        for (index, name) in names.enumerated() {
            let isLast = index == names.count - 1
            line.add(
                (index == 0 ? "h=" : "") + name + (isLast ? ";" : ":"), glue: index == 0 ? " " : "")
        }
        line.add("bh=\(bodyHash);", glue: " ")
        line.add("b=", glue: " ")
        return line.text
    }

    /// The signature over the signed fields and the field itself with an empty `b=` (§3.7).
    private static func signature(
        _ key: DKIMKey, _ value: String, over signedBytes: [UInt8]
    ) throws(DKIMProblem) -> String {
        var hash = SHA256()
        hash.update(data: signedBytes)
        hash.update(data: DKIMCanonical.field(name.utf8, value.utf8))
        return base64Text(try key.signature(of: hash.finalize()))
    }

    /// In lines of 72 digits, each on a line of its own.
    private static func folded(_ signature: String) -> [UInt8] {
        var out: [UInt8] = []
        var rest = Substring(signature).utf8
        while !rest.isEmpty {
            out += [0x0D, 0x0A, 0x20] + rest.prefix(72)
            rest = rest.dropFirst(72)
        }
        return out + [0x0D, 0x0A]
    }
}

/// Words set in lines of at most 76 octets, for a field whose white space means nothing.
private struct FoldedLine {
    private(set) var text = ""
    private var column: Int

    init(column: Int) {
        self.column = column
    }

    /// `glue`: What stands before the word where the line goes on.
    mutating func add(_ word: String, glue: String) {
        if column + glue.utf8.count + word.utf8.count > 76 {
            text += "\r\n \(word)"
            column = 1 + word.utf8.count
        } else {
            text += glue + word
            column += glue.utf8.count + word.utf8.count
        }
    }
}
