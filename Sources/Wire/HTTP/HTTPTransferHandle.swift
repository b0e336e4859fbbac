internal import CCurl

/// One easy handle at work on one request. Confined to the loop's thread, which keeps it alive for
/// as long as libcurl may call back.
final class HTTPTransferHandle: ActiveTransfer {
    private let easy: UnsafeMutableRawPointer
    private let transfer: HTTPTransfer
    private let cancellation: Cancellation
    private var head = HTTPHead()
    private var body: [UInt8] = []
    private var isCut = false
    /// Bytes of the request that were written to a connection.
    private var left = 0
    private var brokenOff: HTTPTransferReport.Break?
    private var graceStarted = false
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errors = TransferErrorText()

    init(
        _ easy: UnsafeMutableRawPointer, _ transfer: HTTPTransfer, _ cancellation: Cancellation,
        _ sockets: OpenSockets
    ) {
        self.easy = easy
        self.transfer = transfer
        self.cancellation = cancellation
        configure(sockets)
    }

    deinit { curl_slist_free_all(headers) }

    func report(_ code: CURLcode) -> HTTPTransferReport {
        var fresh = 0
        cc_get_long(easy, CURLINFO_NUM_CONNECTS, &fresh)
        let response =
            head.isWhole
            ? HTTPResponse(
                status: head.status, headers: head.fields, body: body,
                isCut: isCut || code != CURLE_OK) : nil
        return HTTPTransferReport(
            code: code.rawValue, problem: problem(code), newConnections: fresh, left: left,
            response: response, address: transfer.address, brokenOff: brokenOff)
    }

    /// libcurl's words. Those for this very case can quote an address, so they are taken only where
    /// they speak of the connection.
    private func problem(_ code: CURLcode) -> String {
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_SSL_CONNECT_ERROR,
            CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            errors.words(for: code)
        default: TransferErrorText.usual(code)
        }
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> HTTPTransferHandle? {
        user.map { Unmanaged<HTTPTransferHandle>.fromOpaque($0).takeUnretainedValue() }
    }
}

// MARK: Options

extension HTTPTransferHandle {
    private func configure(_ sockets: OpenSockets) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        let options = transfer.options
        TransferBasics(
            url: transfer.url, protocols: "http,https", connect: options.connect,
            whole: options.whole, caFile: options.caFile, fresh: transfer.fresh
        ).set(on: easy, errors, sockets)
        cc_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        cc_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        cc_set_long(easy, CURLOPT_MAXAGE_CONN, max(1, options.kept.milliseconds / 1000))
        configureProgress(me)
        guard let request = transfer.request else {
            cc_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
            return
        }
        configureRequest(request)
        configureAnswer(me)
        configureWatch(me)
    }

    private func configureRequest(_ request: HTTPRequest) {
        if request.method == "POST" {
            cc_set_long(easy, CURLOPT_POST, 1)
            cc_set_off(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
            request.body.withUnsafeBytes { bytes in
                // The size is set before; of an empty array there is no address to copy from.
                let start = bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
                if let start { cc_set_ptr(easy, CURLOPT_COPYPOSTFIELDS, start) }
            }
            if request.body.isEmpty { cc_set_str(easy, CURLOPT_COPYPOSTFIELDS, "") }
        } else {
            cc_set_long(easy, CURLOPT_HTTPGET, 1)
        }
        for header in request.headers { addHeader(header.name, header.value) }
        let names = request.headers.map { $0.name.lowercased() }
        // What libcurl would add by itself: a wait for 100 Continue, and a form's type for any body.
        addHeader("Expect", nil)
        if !names.contains("content-type"), request.method == "POST" {
            addHeader("Content-Type", nil)
        }
        if !names.contains("user-agent") { cc_set_str(easy, CURLOPT_USERAGENT, "parley") }
        cc_set_ptr(easy, CURLOPT_HTTPHEADER, headers)
        guard let account = request.account else { return }
        cc_set_long(easy, CURLOPT_HTTPAUTH, 1)  // CURLAUTH_BASIC, a macro with a cast
        cc_set_str(easy, CURLOPT_USERNAME, account.user)
        cc_set_str(easy, CURLOPT_PASSWORD, account.password)
    }

    /// `value`: nil takes a header out; libcurl writes an empty one only after a semicolon.
    private func addHeader(_ name: String, _ value: String?) {
        let line = value.map { $0.isEmpty ? "\(name);" : "\(name): \($0)" } ?? "\(name):"
        guard let longer = curl_slist_append(headers, line) else { return }
        headers = longer
    }

    private func configureAnswer(_ me: UnsafeMutableRawPointer) {
        cc_set_ptr(easy, CURLOPT_HEADERDATA, me)
        cc_set_data_fn(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            HTTPTransferHandle.of(user)?.head.received(line)
            return size * count
        }
        cc_set_ptr(easy, CURLOPT_WRITEDATA, me)
        cc_set_data_fn(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
            let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return HTTPTransferHandle.of(user)?.received(part) == true ? size * count : 0
        }
    }

    private func configureWatch(_ me: UnsafeMutableRawPointer) {
        cc_set_long(easy, CURLOPT_VERBOSE, 1)
        cc_set_ptr(easy, CURLOPT_DEBUGDATA, me)
        cc_set_debug_fn(easy) { _, kind, _, size, user in
            if kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT {
                HTTPTransferHandle.of(user)?.left += size
            }
            return 0
        }
        cc_set_ptr(easy, CURLOPT_PREREQDATA, me)
        cc_set_prereq_fn(easy) { user, address, _, _, _ in
            HTTPTransferHandle.of(user)?.mayLeave(to: address.map { String(cString: $0) }) == true
                ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
        }
    }

    private func configureProgress(_ me: UnsafeMutableRawPointer) {
        cc_set_long(easy, CURLOPT_NOPROGRESS, 0)
        cc_set_ptr(easy, CURLOPT_XFERINFODATA, me)
        cc_set_progress_fn(easy) { user, _, _, _, _ in
            HTTPTransferHandle.of(user)?.progress() ?? 1
        }
    }
}

// MARK: Callbacks

extension HTTPTransferHandle {
    /// libcurl asks each time before it writes the request to a connection.
    ///
    /// When a kept connection ends before any byte of an answer, libcurl by itself sends the request
    /// once more on a new one, up to five times; it can't know whether the server took the first,
    /// and no option forbids it. (libcurl 7.88 `Curl_retry_request`.) A text would come twice. So a
    /// request of which some has left does not leave again, and whoever asked hears that it is
    /// unclear. The other ways were worse: a new connection for each request, which costs a
    /// handshake each, or to break the retry by a body that can't be rewound, which a GET has not.
    ///
    /// `address`: The server's IP address, as libcurl found it.
    private func mayLeave(to address: String?) -> Bool {
        if transfer.request?.isPublicOnly == true, !isPublicAddress(address ?? "") {
            brokenOff = .notPublic
            return false
        }
        if left > 0 { brokenOff = brokenOff ?? .wouldRepeat }
        return left == 0
    }

    /// - Returns: False to read no more.
    private func received(_ part: UnsafeRawBufferPointer) -> Bool {
        let room = transfer.options.largestAnswer - body.count
        body += part.prefix(max(0, room))
        isCut = part.count > room
        return !isCut
    }

    /// - Returns: 1 to break off, 0 to go on.
    private func progress() -> Int32 {
        guard cancellation.isCancelled else { return 0 }
        if left == 0 {
            brokenOff = .cancelled
            return 1
        }
        // The request is on its way: its answer is worth a moment, or nobody knows what became of it.
        if !graceStarted {
            graceStarted = true
            var elapsed = 0
            cc_get_long(easy, CURLINFO_TOTAL_TIME_T, &elapsed)
            let limit = elapsed / 1000 + transfer.options.cancelGrace.milliseconds
            let whole = transfer.options.whole.milliseconds
            cc_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, min(limit, whole)))
        }
        return 0
    }
}
