import Crypto
import Foundation

/// `X-Plivo-Signature-V3`: base64 of HMAC-SHA256, keyed with the account's token, over the public
/// address, what came, and the nonce in `X-Plivo-Signature-V3-Nonce`.
///
/// For a POST: the address up to its query, `?`, the query's fields sorted and joined as
/// `name=value&…`, a full stop, the form's fields sorted and joined without any sign between them;
/// then a full stop and the nonce. Without a form there is no first full stop, and without either no
/// `?`. The header may hold several signatures, with commas between them. There is no time in it: a
/// repetition is found by its id. Source: Plivo, "Signature validation", and its library for Python
/// (`utils/signature_v3.py`).
public struct PlivoSignature: SignatureScheme {
    /// The scheme; it has no settings.
    public init() {}

    /// Whether one of the tokens signed this address with this form.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            let header = try request.only("X-Plivo-Signature-V3")
            let nonce = try request.only("X-Plivo-Signature-V3-Nonce")
            guard !secrets.isEmpty, !secrets.contains("") else { throw .malformedSecret }
            let entries = header.utf8.split(separator: UInt8(ascii: ","))
            let found = entries.compactMap { bytesOfBase64(trimmed($0)) }
            guard found.count == entries.count, !found.isEmpty else { throw .malformedSignature }
            let form = try fields(request)
            let contents = try addresses(of: request.url).map { (url) throws(SignatureRefusal) in
                try signedContent(url, form) + Array(".\(nonce)".utf8)
            }
            let isSigned = secrets.contains { secret in
                let key = SymmetricKey(data: Array(secret.utf8))
                return contents.contains { content in
                    found.contains {
                        HMAC<SHA256>.isValidAuthenticationCode(
                            $0, authenticating: content, using: key)
                    }
                }
            }
            guard isSigned else { throw .badSignature }
        }
    }

    private func fields(_ request: WebhookRequest) throws(SignatureRefusal) -> [FormField] {
        switch request.content {
        case .fields(let fields): return fields
        case .bytes(let body):
            do { return try readForm(body).fields } catch { throw .malformedBody }
        }
    }

    private func signedContent(
        _ url: String, _ form: [FormField]
    ) throws(SignatureRefusal) -> [UInt8] {
        let parts = url.utf8.prefix { $0 != UInt8(ascii: "#") }.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var content = Array(parts.first ?? Substring().utf8)
        var query: [FormField] = []
        if parts.count == 2 {
            do { query = try readForm(Array(parts[1])).fields } catch { throw .malformedURL }
        }
        if !query.isEmpty || !form.isEmpty { content.append(UInt8(ascii: "?")) }
        content += Array(
            sorted(query).map { pair in pair.name + [UInt8(ascii: "=")] + pair.value }
                .joined(separator: [UInt8(ascii: "&")]))
        if !query.isEmpty, !form.isEmpty { content.append(UInt8(ascii: ".")) }
        for pair in sorted(form) { content += pair.name + pair.value }
        return content
    }
}

/// By the bytes of the name, then of the value.
private func sorted(_ fields: [FormField]) -> [(name: [UInt8], value: [UInt8])] {
    fields.map { (name: Array($0.name.utf8), value: Array($0.value.utf8)) }.sorted {
        $0.name == $1.name
            ? $0.value.lexicographicallyPrecedes($1.value)
            : $0.name.lexicographicallyPrecedes($1.name)
    }
}

private func trimmed(_ entry: Substring.UTF8View) -> String {
    let bytes = entry.drop { $0 == 32 }
    return (String(bytes) ?? "").trimmingCharacters(in: .whitespaces)
}
