internal import CCurl
import Foundation

/// One message to one recipient, checked and ready to leave; or a visit that sends nothing.
struct SMTPTransfer: Sendable {
    let url: String
    /// nil for `<>`.
    let from: EnvelopeAddress?
    /// nil for a visit: connect, log in as set, and say NOOP.
    let to: EnvelopeAddress?
    let bytes: [UInt8]

    /// True when the server must offer SMTPUTF8, or nothing may leave.
    var needsSMTPUTF8: Bool { from?.needsSMTPUTF8 == true || to?.needsSMTPUTF8 == true }
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

/// A connection's easy handle, which carries one request after another: what is the same for all
/// is set once. Confined to its lane's thread, which keeps it alive for as long as libcurl may call
/// back.
final class SMTPTransferHandle {
    let easy: UnsafeMutableRawPointer
    private let endpoint: SMTPEndpoint
    private let sockets: OpenSockets
    private let errors = TransferErrorText()
    /// What the handle is set for: mails, or visits; nil when nothing is set yet.
    private var isSetForMail: Bool?
    private var recipients: UnsafeMutablePointer<curl_slist>?

    // What is under way.
    private var transfer: SMTPTransfer?
    private var cancellation: Cancellation?
    private var transcript = SMTPTranscript()
    private var offset = 0
    private var brokenOff: SMTPTransferReport.Break?
    private var graceStarted = false

    init(_ easy: UnsafeMutableRawPointer, _ endpoint: SMTPEndpoint, _ sockets: OpenSockets) {
        self.easy = easy
        self.endpoint = endpoint
        self.sockets = sockets
    }

    deinit { curl_slist_free_all(recipients) }

    /// Sets the handle for a request. `fresh`: Leave the kept connection alone and open one.
    func begin(_ job: SMTPJob, fresh: Bool) {
        transfer = job.transfer
        cancellation = job.cancellation
        transcript = SMTPTranscript()
        (offset, brokenOff, graceStarted) = (0, nil, false)
        configure(job.transfer, fresh)
    }

    /// The report, once it has left the multi handle.
    func report(_ code: CURLcode) -> SMTPTransferReport {
        var fresh = 0
        cc_get_long(easy, CURLINFO_NUM_CONNECTS, &fresh)
        // The words are for what went wrong only.
        return SMTPTransferReport(
            code: code.rawValue, problem: code == CURLE_OK ? "" : errors.words(for: code),
            newConnections: fresh, transcript: transcript, brokenOff: brokenOff)
    }

    static func of(_ user: UnsafeMutableRawPointer?) -> SMTPTransferHandle? {
        user.map { Unmanaged<SMTPTransferHandle>.fromOpaque($0).takeUnretainedValue() }
    }
}

// MARK: Options

extension SMTPTransferHandle {
    private func configure(_ transfer: SMTPTransfer, _ fresh: Bool) {
        if isSetForMail != (transfer.to != nil) { configureAll(transfer) }
        cc_set_long(easy, CURLOPT_FRESH_CONNECT, fresh ? 1 : 0)
        // Both are changed while a transfer is under way.
        cc_set_long(easy, CURLOPT_TIMEOUT_MS, endpoint.timeouts.whole.milliseconds)
        setReplyTimeout(endpoint.timeouts.command)
        if let to = transfer.to { configureMail(transfer, to) }
    }

    private func configureAll(_ transfer: SMTPTransfer) {
        if isSetForMail != nil { curl_easy_reset(easy) }
        isSetForMail = transfer.to != nil
        TransferBasics(
            url: transfer.url, protocols: "smtp,smtps", connect: endpoint.timeouts.connect,
            whole: endpoint.timeouts.whole, caFile: endpoint.caFile, fresh: false
        ).set(on: easy, errors, sockets)
        cc_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        let level = endpoint.tls == .never ? CURLUSESSL_NONE : CURLUSESSL_ALL
        cc_set_long(easy, CURLOPT_USE_SSL, Int(level.rawValue))
        configureAccount()
        let me = Unmanaged.passUnretained(self).toOpaque()
        configureCallbacks(me)
        if transfer.to != nil { configureContent(me) } else { configureVisit() }
    }

    private func configureAccount() {
        guard let user = endpoint.user else { return }
        cc_set_str(easy, CURLOPT_USERNAME, user)
        cc_set_str(easy, CURLOPT_PASSWORD, endpoint.password ?? "")
        cc_set_str(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }

    /// Without recipient and upload libcurl sends one command, where it would send HELP by itself.
    private func configureVisit() {
        cc_set_str(easy, CURLOPT_CUSTOMREQUEST, "NOOP")
    }

    private func configureContent(_ me: UnsafeMutableRawPointer) {
        cc_set_long(easy, CURLOPT_UPLOAD, 1)
        cc_set_ptr(easy, CURLOPT_READDATA, me)
        cc_set_data_fn(easy, CURLOPT_READFUNCTION) { buffer, size, count, user in
            guard let buffer else { return Int(CURL_READFUNC_ABORT) }
            return SMTPTransferHandle.of(user)?.read(into: buffer, size * count)
                ?? Int(CURL_READFUNC_ABORT)
        }
    }

    private func configureMail(_ transfer: SMTPTransfer, _ to: EnvelopeAddress) {
        cc_set_str(easy, CURLOPT_MAIL_FROM, transfer.from?.text ?? "")
        let earlier = recipients
        recipients = curl_slist_append(nil, to.text)
        cc_set_ptr(easy, CURLOPT_MAIL_RCPT, recipients)
        curl_slist_free_all(earlier)
        cc_set_off(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(transfer.bytes.count))
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
        if offset == 0 { setReplyTimeout(endpoint.timeouts.finalDot) }
        guard let bytes = transfer?.bytes, offset < bytes.count else { return 0 }
        let count = min(room, bytes.count - offset)
        bytes.withUnsafeBytes { all in
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
        if transcript.stage == nil { setReplyTimeout(endpoint.timeouts.quit) }
    }

    /// - Returns: False to break off.
    private func received(_ line: UnsafeRawBufferPointer) -> Bool {
        let ended = transcript.received(line)
        guard ended, transcript.stage == .hello, let code = transcript.lastCode,
            (200..<300).contains(code)
        else { return true }
        // Before STARTTLS a server may keep to itself what it offers.
        guard endpoint.tls != .required || transcript.startedTLS else { return true }
        if endpoint.user != nil, !transcript.offersPassword {
            brokenOff = .noAuth
        } else if transfer?.needsSMTPUTF8 == true, transcript.offers?["SMTPUTF8"] == nil {
            brokenOff = .noSMTPUTF8
        }
        return brokenOff == nil
    }

    /// - Returns: 1 to break off, 0 to go on.
    private func progress() -> Int32 {
        guard cancellation?.isCancelled == true else { return 0 }
        if transcript.contentBytes == 0 {
            brokenOff = .cancelled
            return 1
        }
        // The message is on its way: its answer is worth a moment, or it would be sent twice.
        if !graceStarted {
            graceStarted = true
            var elapsed = 0
            cc_get_long(easy, CURLINFO_TOTAL_TIME_T, &elapsed)
            let limit = elapsed / 1000 + endpoint.timeouts.cancelGrace.milliseconds
            cc_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, limit))
        }
        return 0
    }
}
