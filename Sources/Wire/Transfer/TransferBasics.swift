internal import CCurl

/// What every transfer sets on its handle, whatever it speaks.
struct TransferBasics {
    let url: String
    /// The schemes that it may speak, with commas.
    let protocols: String
    /// From the name's resolution to the end of the TLS handshake.
    let connect: Duration
    /// For all of the transfer.
    let whole: Duration
    /// A PEM file with the authorities to trust instead of the system's.
    let caFile: String?
    /// True to leave kept connections alone and open one.
    let fresh: Bool

    func set(
        on easy: UnsafeMutableRawPointer, _ errors: TransferErrorText, _ sockets: OpenSockets
    ) {
        cc_set_str(easy, CURLOPT_URL, url)
        cc_set_str(easy, CURLOPT_PROTOCOLS_STR, protocols)
        cc_set_long(easy, CURLOPT_NOSIGNAL, 1)
        cc_set_ptr(easy, CURLOPT_ERRORBUFFER, errors.buffer)
        // A resolver that hangs would otherwise be waited for after the time-out.
        cc_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        // Environment variables must not send a family's words elsewhere.
        cc_set_str(easy, CURLOPT_PROXY, "")
        if fresh { cc_set_long(easy, CURLOPT_FRESH_CONNECT, 1) }
        cc_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, connect.milliseconds)
        cc_set_long(easy, CURLOPT_TIMEOUT_MS, whole.milliseconds)
        cc_set_long(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let caFile {
            cc_set_str(easy, CURLOPT_CAINFO, caFile)
            cc_set_str(easy, CURLOPT_CAPATH, nil)
        }
        sockets.watch(easy)
    }
}

/// Where libcurl writes what went wrong with one transfer; whoever has the handle keeps it.
final class TransferErrorText {
    fileprivate let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init() { buffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE)) }

    deinit { buffer.deallocate() }

    /// libcurl's words for this very case, else its usual ones for the code.
    func words(for code: CURLcode) -> String {
        let own = String(cString: buffer)
        return own.isEmpty ? Self.usual(code) : own
    }

    /// libcurl's usual words for a code.
    static func usual(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}
