import Crypto
import Foundation

/// `sig`, a field beside the others: hexadecimal digits of a digest over all the others, keyed with
/// the account's signature secret.
///
/// What is digested is `&name=value` for each field, sorted by name, with `_` for every `&` and `=`
/// in a value. The account chooses the digest: HMAC with MD5, SHA-1, SHA-256 or SHA-512, or MD5 over
/// the fields and the secret after them; its length says which. The field `timestamp` holds seconds
/// since 1970 UTC. Source: Vonage, "Signing messages"; its libraries for Python, Node and PHP.
public struct VonageSignature: SignatureScheme {
    /// How far Vonage's clock may be from ours, before and after, in seconds.
    public let tolerance: Int64
    /// The digest that alone is believed; nil for every documented one.
    private let digest: Digest?

    /// The account's choices, as Vonage's dashboard calls them.
    private enum Digest: String {
        /// MD5 over the fields and the secret after them.
        case md5hash
        /// HMAC.
        case md5, sha1, sha256, sha512
    }

    /// A scheme with a tolerance of five minutes, which believes every documented digest.
    public init(tolerance: Int64 = 300) { (self.tolerance, digest) = (tolerance, nil) }

    private init(_ tolerance: Int64, _ digest: Digest) {
        (self.tolerance, self.digest) = (tolerance, digest)
    }

    /// `md5hash`, or HMAC with `md5`, `sha1`, `sha256` or `sha512`.
    public func only(digest: String) -> (any SignatureScheme)? {
        Digest(rawValue: digest).map { VonageSignature(tolerance, $0) }
    }

    /// Whether one of the secrets signed the fields, and in time.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            let fields = try fields(request)
            let signature = try only("sig", fields)
            let timestamp = try only("timestamp", fields)
            guard !secrets.isEmpty, !secrets.contains("") else { throw .malformedSecret }
            try checkSignedTime(timestamp, now: now, tolerance: tolerance)
            guard let found = bytes(ofHex: signature) else { throw .malformedSignature }
            let content = try signedContent(fields)
            guard [16, 20, 32, 64].contains(found.count) else { throw .malformedSignature }
            guard secrets.contains(where: { isSigned(found, content, $0) }) else {
                throw .badSignature
            }
        }
    }

    /// By the digest of this length; of MD5 there are two, with the key in HMAC and without.
    private func isSigned(_ found: [UInt8], _ content: [UInt8], _ secret: String) -> Bool {
        let key = SymmetricKey(data: Array(secret.utf8))
        let believed = { (each: Digest) in digest == nil || digest == each }
        switch found.count {
        case 16:
            let plain = Insecure.MD5.hash(data: content + Array(secret.utf8))
            return believed(.md5hash) && isEqual(Array(plain), found)
                || believed(.md5) && isValid(found, content, key, Insecure.MD5.self)
        case 20: return believed(.sha1) && isValid(found, content, key, Insecure.SHA1.self)
        case 32: return believed(.sha256) && isValid(found, content, key, SHA256.self)
        default: return believed(.sha512) && isValid(found, content, key, SHA512.self)
        }
    }

    /// What stands in the body, or in the query of a GET.
    private func fields(_ request: WebhookRequest) throws(SignatureRefusal) -> [FormField] {
        let body: [UInt8]
        switch request.content {
        case .fields(let fields) where !fields.isEmpty: return fields
        case .fields: body = []
        case .bytes(let bytes): body = bytes
        }
        if body.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "{") {
            return try members(of: body)
        }
        let query = request.url.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let form = body.isEmpty && query.count == 2 ? Array(query[1]) : body
        do { return try readForm(form).fields } catch { throw .malformedBody }
    }

    /// Vonage's JSON is flat; of anything deeper nobody knows how it would be signed.
    private func members(of body: [UInt8]) throws(SignatureRefusal) -> [FormField] {
        guard case .object(let members)? = try? readJSON(body) else { throw .malformedBody }
        var fields: [FormField] = []
        for member in members {
            switch member.value {
            case .text(let text): fields.append(FormField(member.name, text))
            case .number(let digits): fields.append(FormField(member.name, digits))
            case .bool, .null, .list, .object: throw .malformedBody
            }
        }
        return fields
    }

    private func only(
        _ name: String, _ fields: [FormField]
    ) throws(SignatureRefusal) -> String {
        let values = fields.filter { $0.name == name }.map(\.value)
        guard let value = values.first, !value.isEmpty else { throw .missingSignature }
        guard values.count == 1 else { throw .malformedSignature }
        return value
    }
}

/// A name that came twice is refused: what checks and what reads might not take the same one.
private func signedContent(_ fields: [FormField]) throws(SignatureRefusal) -> [UInt8] {
    let pairs = fields.filter { $0.name != "sig" }
        .map { (name: Array($0.name.utf8), value: Array($0.value.utf8)) }
        .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    var content: [UInt8] = []
    var last: [UInt8]?
    for pair in pairs {
        guard pair.name != last else { throw .malformedBody }
        last = pair.name
        content += [UInt8(ascii: "&")] + pair.name + [UInt8(ascii: "=")]
        content += pair.value.map { [38, 61].contains($0) ? UInt8(ascii: "_") : $0 }
    }
    return content
}

private func isValid<Hash: HashFunction>(
    _ found: [UInt8], _ content: [UInt8], _ key: SymmetricKey, _: Hash.Type
) -> Bool {
    HMAC<Hash>.isValidAuthenticationCode(found, authenticating: content, using: key)
}

/// Digits in either case: Vonage's own libraries write both.
private func bytes(ofHex text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = hexValue(digits[index]), let low = hexValue(digits[index + 1]) else {
            return nil
        }
        bytes.append(high << 4 | low)
    }
    return bytes
}
