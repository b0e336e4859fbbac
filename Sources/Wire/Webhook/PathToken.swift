import Crypto

/// A token of our own at the end of an address's path, for providers that sign nothing: Kannel,
/// Infobip, Africa's Talking.
///
/// It proves that we wrote the path, a message's reference in it included, and nothing of what the
/// provider brings: so such an address goes over HTTPS or a private link, and belongs in no log.
/// There is no time in it.
public struct PathToken: SignatureScheme {
    /// 128 bits as lower-case hexadecimal digits.
    static let length = 32

    /// The scheme; it has no settings.
    public init() {}

    /// A path with its token as the last segment.
    /// - Parameters:
    ///   - path: From the first slash, without query: `/hooks/kannel/receipt/01J…`.
    ///   - secret: At least one byte; 32 random ones are good.
    /// - Returns: The path, a slash and 32 digits.
    public func signed(_ path: String, secret: String) -> String {
        "\(path)/\(token(path, secret))"
    }

    /// The same for a whole address without a query.
    func signedURL(_ url: String, secret: String) -> String {
        guard let path = try? path(of: url) else { return url }
        return "\(url)/\(token(path, secret))"
    }

    /// Whether the path ends in the token that one of the secrets gives.
    public func verdict(
        on request: WebhookRequest, secrets: [String], now: Int64
    ) -> SignatureVerdict {
        SignatureVerdict { () throws(SignatureRefusal) in
            guard !secrets.isEmpty, !secrets.contains("") else { throw .malformedSecret }
            let path = try path(of: request.url)
            guard let slash = path.lastIndex(of: "/") else { throw .missingToken }
            let found = path[path.index(after: slash)...].utf8
            guard found.count == Self.length else { throw .missingToken }
            let isOurs = secrets.contains { secret in
                isEqual(token(path[..<slash], secret).utf8, found)
            }
            guard isOurs else { throw .badSignature }
        }
    }

    private func token(_ path: some StringProtocol, _ secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(path.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return hexText(code.prefix(Self.length / 2))
    }

    /// From the first slash after the authority to the query. The gateway may reach us by another
    /// host name, so that is not part of it.
    private func path(of url: String) throws(SignatureRefusal) -> Substring {
        guard let scheme = url.utf8.firstIndex(of: 58) else { throw .malformedURL }
        let rest = url.utf8[scheme...].dropFirst()
        guard rest.starts(with: [47, 47]) else { throw .malformedURL }
        let path = rest.dropFirst(2).drop { ![47, 63, 35].contains($0) }
        return Substring(path.prefix { ![63, 35].contains($0) })
    }
}

/// Compares without stopping at the first difference, so that time says nothing of a secret.
func isEqual(_ one: some Collection<UInt8>, _ other: some Collection<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
