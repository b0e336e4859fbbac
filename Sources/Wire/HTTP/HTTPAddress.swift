internal import CCurl

/// Where a URL leads, as libcurl reads it: the one reader, so that words and deeds agree.
///
/// Path and query are left out: an account's number, a parent's or a token may stand there, and
/// what is here goes into sentences for people and logs.
struct HTTPAddress: Sendable, Hashable, CustomStringConvertible {
    /// `https` or `http`.
    let scheme: String
    let host: String
    let port: String

    var description: String { "\(host):\(port)" }

    /// What is wrong with a URL, as the end of "The address …".
    struct Fault: Error {
        let sentence: String
    }

    init(_ url: String) throws(Fault) {
        guard url.utf8.count <= 64 << 10, url.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw Fault(sentence: "is too long, or has a space or a character that is not ASCII")
        }
        guard let parts = curl_url() else { throw Fault(sentence: "can't be read: no memory") }
        defer { curl_url_cleanup(parts) }
        guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: parts),
            let host = Self.part(CURLUPART_HOST, of: parts),
            let port = Self.part(CURLUPART_PORT, of: parts), ["http", "https"].contains(scheme)
        else { throw Fault(sentence: "must begin with https:// or http:// and a host") }
        guard Self.part(CURLUPART_USER, of: parts) == nil,
            Self.part(CURLUPART_PASSWORD, of: parts) == nil
        else { throw Fault(sentence: "must not hold a user or a password") }
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    private static func part(_ what: CURLUPart, of parts: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = UInt32(CURLU_DEFAULT_PORT)
        guard curl_url_get(parts, what, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
