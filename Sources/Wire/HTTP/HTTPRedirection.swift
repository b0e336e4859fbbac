internal import CCurl

/// Where a redirection leads: its Location, read from the address that was asked (RFC 9110 §10.2.2).
///
/// - Returns: Nil for an answer that is no redirection, and for a Location that is no address.
func redirection(_ response: HTTPResponse, from url: String) -> String? {
    guard [301, 302, 303, 307, 308].contains(response.status),
        let location = response.headers.first(where: { $0.name.lowercased() == "location" })?.value,
        location.utf8.count <= 4_096, let parts = curl_url()
    else { return nil }
    defer { curl_url_cleanup(parts) }
    guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
        curl_url_set(parts, CURLUPART_URL, location, 0) == CURLUE_OK
    else { return nil }
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, CURLUPART_URL, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
}
