import Crypto
import Foundation

/// `X-Twilio-Signature`: base64 of HMAC-SHA1, keyed with the account's token, over the public
/// address and the form's fields.
///
/// Source: Twilio's documentation of webhook security and its twilio-node library. The account's
/// choice of HMAC-SHA256 is not covered. There is no time in it: a repetition is found by its id.
public struct TwilioSignature: SignatureScheme {
    /// The scheme; it has no settings.
    public init() {}

    /// The signature of a form: for tests, and for a local server that plays the provider.
    ///
    /// - Parameters:
    ///   - url: The address with its query, signed as it stands.
    ///   - fields: In any order; of equal pairs one is signed.
    ///   - secret: The account's token.
    /// - Returns: The value of the header.
    public func signature(url: String, fields: [FormField], secret: String) -> String {
        base64Text(code(url, signedFields(fields), secret))
    }

    /// Whether one of the tokens signed this address with this form, or with the digest of this
    /// body.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            let header = try request.only("X-Twilio-Signature")
            guard !secrets.isEmpty, !secrets.contains("") else { throw .malformedSecret }
            guard let found = bytesOfBase64(header) else { throw .malformedSignature }
            let addresses = try addresses(of: request.url)
            let signed = signedFields(try fields(request))
            let isSigned = secrets.contains { secret in
                addresses.contains { code($0, signed, secret) == found }
            }
            guard isSigned else { throw .badSignature }
        }
    }

    /// The fields that are signed: a form's, or none where the address holds the body's digest.
    private func fields(_ request: WebhookRequest) throws(SignatureRefusal) -> [FormField] {
        switch request.content {
        case .fields(let fields):
            return fields
        case .bytes(let body):
            if let digest = queryValue("bodySHA256", in: request.url) {
                guard hexText(SHA256.hash(data: body)) == digest else { throw .badBodyDigest }
                return []
            }
            guard body.isEmpty || isForm(request) else { throw .unsignedBody }
            do { return try readForm(body).fields } catch { throw .malformedBody }
        }
    }

    private func isForm(_ request: WebhookRequest) -> Bool {
        guard let type = request.values(of: "Content-Type").first else { return true }
        return type.lowercased().hasPrefix("application/x-www-form-urlencoded")
    }
}

private func code(_ url: String, _ fields: [UInt8], _ secret: String) -> HMAC<Insecure.SHA1>.MAC {
    HMAC<Insecure.SHA1>.authenticationCode(
        for: Array(url.utf8) + fields, using: SymmetricKey(data: Array(secret.utf8)))
}

/// Names and values without separators, by the bytes of the name, then of the value.
///
/// Bytes, because Swift's own order and equality of texts take é and e with U+0301 for the same.
private func signedFields(_ fields: [FormField]) -> [UInt8] {
    let pairs = fields.map { (name: Array($0.name.utf8), value: Array($0.value.utf8)) }
    let sorted = pairs.sorted {
        $0.name == $1.name
            ? $0.value.lexicographicallyPrecedes($1.value)
            : $0.name.lexicographicallyPrecedes($1.name)
    }
    var bytes: [UInt8] = []
    var last: (name: [UInt8], value: [UInt8])?
    for pair in sorted {
        if let last, last == pair { continue }
        bytes += pair.name + pair.value
        last = pair
    }
    return bytes
}
