internal import CCurl
import Foundation

/// One message to one recipient, checked and ready to leave; or a visit that sends nothing.
struct SMTPTransfer: Transfer {
    let endpoint: SMTPEndpoint
    let url: String
    /// nil for `<>`.
    let from: EnvelopeAddress?
    /// nil for a visit: connect, log in as set, and say NOOP.
    let to: EnvelopeAddress?
    let bytes: [UInt8]
    /// True to leave kept connections alone and open one.
    var fresh = false

    /// True when the server must offer SMTPUTF8, or nothing may leave.
    var needsSMTPUTF8: Bool { from?.needsSMTPUTF8 == true || to?.needsSMTPUTF8 == true }

    func begin(
        on easy: UnsafeMutableRawPointer, _ cancellation: Cancellation, _ sockets: OpenSockets
    ) -> any ActiveTransfer<SMTPTransferReport> {
        SMTPTransferHandle(easy, self, cancellation, sockets)
    }
}

/// How a transfer ended.
struct SMTPTransferReport: Sendable {
    /// Why Parley itself broke off.
    enum Break: Sendable { case cancelled, noSMTPUTF8, noAuth }

    /// libcurl's result code; 0 for success.
    let code: UInt32
    /// libcurl's own words for it.
    let problem: String
    /// Connections that were opened for it; 0 when a kept one was used.
    let newConnections: Int
    let transcript: SMTPTranscript
    let brokenOff: Break?
}

/// One easy handle at work on one request. Confined to the loop's thread, which keeps it alive for
/// as long as libcurl may call back.
final class SMTPTransferHandle: ActiveTransfer {
    let easy: UnsafeMutableRawPointer
    private let request: SMTPTransfer
    private let cancellation: Cancellation
    private var transcript = SMTPTranscript()
    private var offset = 0
    private var brokenOff: SMTPTransferReport.Break?
    private var graceStarted = false
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private let errors = TransferErrorText()

    init(
        _ easy: UnsafeMutableRawPointer, _ request: SMTPTransfer, _ cancellation: Cancellation,
        _ sockets: OpenSockets
    ) {
        self.easy = easy
        self.request = request
        self.cancellation = cancellation
        configure(sockets)
    }

    deinit { curl_slist_free_all(recipients) }

    /// The report, taken before the handle is reset.
    func report(_ code: CURLcode) -> SMTPTransferReport {
        var fresh = 0
        cc_get_long(easy, CURLINFO_NUM_CONNECTS, &fresh)
        return SMTPTransferReport(
            code: code.rawValue, problem: errors.words(for: code),
            newConnections: fresh, transcript: transcript, brokenOff: brokenOff)
    }

    static func of(_ user: UnsafeMutableRawPointer?) -> SMTPTransferHandle? {
        user.map { Unmanaged<SMTPTransferHandle>.fromOpaque($0).takeUnretainedValue() }
    }
}

// MARK: Options

extension SMTPTransferHandle {
    private func configure(_ sockets: OpenSockets) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        let endpoint = request.endpoint
        TransferBasics(
            url: request.url, protocols: "smtp,smtps", connect: endpoint.timeouts.connect,
            whole: endpoint.timeouts.whole, caFile: endpoint.caFile, fresh: request.fresh
        ).set(on: easy, errors, sockets)
        cc_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        setReplyTimeout(endpoint.timeouts.command)
        let level = endpoint.tls == .never ? CURLUSESSL_NONE : CURLUSESSL_ALL
        cc_set_long(easy, CURLOPT_USE_SSL, Int(level.rawValue))
        configureAccount(endpoint)
        configureCallbacks(me)
        if let to = request.to { configureMail(to, me) } else { configureVisit() }
    }

    private func configureAccount(_ endpoint: SMTPEndpoint) {
        guard let user = endpoint.user else { return }
        cc_set_str(easy, CURLOPT_USERNAME, user)
        cc_set_str(easy, CURLOPT_PASSWORD, endpoint.password ?? "")
        cc_set_str(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }

    /// Without recipient and upload libcurl sends one command, where it would send HELP by itself.
    private func configureVisit() {
        cc_set_str(easy, CURLOPT_CUSTOMREQUEST, "NOOP")
    }

    private func configureMail(_ to: EnvelopeAddress, _ me: UnsafeMutableRawPointer) {
        cc_set_str(easy, CURLOPT_MAIL_FROM, request.from?.text ?? "")
        recipients = curl_slist_append(nil, to.text)
        cc_set_ptr(easy, CURLOPT_MAIL_RCPT, recipients)
        cc_set_long(easy, CURLOPT_UPLOAD, 1)
        cc_set_off(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.bytes.count))
        cc_set_ptr(easy, CURLOPT_READDATA, me)
        cc_set_data_fn(easy, CURLOPT_READFUNCTION) { buffer, size, count, user in
            guard let buffer else { return Int(CURL_READFUNC_ABORT) }
            return SMTPTransferHandle.of(user)?.read(into: buffer, size * count)
                ?? Int(CURL_READFUNC_ABORT)
        }
    }

    private func configureCallbacks(_ me: UnsafeMutableRawPointer) {
        cc_set_ptr(easy, CURLOPT_HEADERDATA, me)
        cc_set_data_fn(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return SMTPTransferHandle.of(user)?.received(line) == true ? size * count : 0
        }
        // A server's lines also come as a body; they are dropped there.
        cc_set_data_fn(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        cc_set_long(easy, CURLOPT_VERBOSE, 1)
        cc_set_ptr(easy, CURLOPT_DEBUGDATA, me)
        cc_set_debug_fn(easy) { _, kind, bytes, size, user in
            guard kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT else { return 0 }
            let out = UnsafeRawBufferPointer(start: bytes, count: size)
            SMTPTransferHandle.of(user)?.left(out, isContent: kind == CURLINFO_DATA_OUT)
            return 0
        }
        cc_set_long(easy, CURLOPT_NOPROGRESS, 0)
        cc_set_ptr(easy, CURLOPT_XFERINFODATA, me)
        cc_set_progress_fn(easy) { user, _, _, _, _ in SMTPTransferHandle.of(user)?.progress() ?? 1
        }
    }

    private func setReplyTimeout(_ limit: Duration) {
        let seconds = max(1, limit.milliseconds / 1000)
        cc_set_long(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds)
    }
}

// MARK: Callbacks

extension SMTPTransferHandle {
    /// libcurl asks for message bytes, which it does only after the server's 354.
    private func read(into buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
        if offset == 0 { setReplyTimeout(request.endpoint.timeouts.finalDot) }
        let count = min(room, request.bytes.count - offset)
        request.bytes.withUnsafeBytes { all in
            let target = UnsafeMutableRawBufferPointer(start: buffer, count: room)
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + count]))
        }
        offset += count
        return count
    }

    private func left(_ bytes: UnsafeRawBufferPointer, isContent: Bool) {
        if isContent { return transcript.contentLeft(bytes.count) }
        transcript.sent(bytes)
        // Closing sends QUIT and *blocks this thread* for the answer, up to the reply time-out.
        if transcript.stage == nil { setReplyTimeout(request.endpoint.timeouts.quit) }
    }

    /// - Returns: False to break off.
    private func received(_ line: UnsafeRawBufferPointer) -> Bool {
        let ended = transcript.received(line)
        guard ended, transcript.stage == .hello, transcript.last?.reply.isPositive == true else {
            return true
        }
        // Before STARTTLS a server may keep to itself what it offers.
        guard request.endpoint.tls != .required || transcript.startedTLS else { return true }
        if request.endpoint.user != nil, !transcript.offersPassword {
            brokenOff = .noAuth
        } else if request.needsSMTPUTF8, transcript.offers?["SMTPUTF8"] == nil {
            brokenOff = .noSMTPUTF8
        }
        return brokenOff == nil
    }

    /// - Returns: 1 to break off, 0 to go on.
    private func progress() -> Int32 {
        guard cancellation.isCancelled else { return 0 }
        if transcript.contentBytes == 0 {
            brokenOff = .cancelled
            return 1
        }
        // The message is on its way: its answer is worth a moment, or it would be sent twice.
        if !graceStarted {
            graceStarted = true
            var elapsed = 0
            cc_get_long(easy, CURLINFO_TOTAL_TIME_T, &elapsed)
            let limit = elapsed / 1000 + request.endpoint.timeouts.cancelGrace.milliseconds
            cc_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, limit))
        }
        return 0
    }
}
