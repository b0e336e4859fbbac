internal import CCurl
import Foundation

/// One connection to an IMAP server, logged in. Its calls block.
///
/// libcurl resolves, connects, speaks TLS (STARTTLS included) and logs in; then it lends the
/// connection for plain sending and receiving (`CURLOPT_CONNECT_ONLY`). Its own way to fetch a mail,
/// by URL, marks it as seen before anybody has kept it, and its custom commands lose literals.
///
/// Confined to the client that made it, which calls from one queue.
final class IMAPConnection {
    private let easy: UnsafeMutableRawPointer
    private let endpoint: IMAPEndpoint
    private let errors = TransferErrorText()
    private let sockets = OpenSockets()
    private var reader = IMAPReader()
    /// Untagged responses to one command, at most; a look asks for thousands.
    private static let answerLimit = 200_000
    private var commands = 0
    /// Nothing more can be said on it; so too before it was made.
    private var hasEnded = true
    private(set) var capabilities: Set<String> = []

    init(_ endpoint: IMAPEndpoint) throws(IMAPProblem) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let url = endpoint.url else {
            throw IMAPProblem(
                .unreachable, "The mail folder's host or port can't stand in a URL. Check both.")
        }
        let token = try endpoint.token?.read()
        guard let easy = curl_easy_init() else {
            throw IMAPProblem(.unreachable, "There is no memory for a connection. Try again later.")
        }
        self.easy = easy
        self.endpoint = endpoint
        configure(url, token)
        let code = curl_easy_perform(easy)
        guard code == CURLE_OK else { throw .unconnected(endpoint, code) }
        hasEnded = false
        for case .capability(let offered) in try run(IMAPCommand.capability) {
            capabilities.formUnion(offered)
        }
    }

    deinit {
        // Without waiting for an answer: libcurl leaves a lent connection's farewell to us.
        if !hasEnded { try? send(Array("bye \(IMAPCommand.logout)\r\n".utf8)) }
        curl_easy_cleanup(easy)
        withExtendedLifetime(sockets) {}
    }

    /// Carries a command out.
    /// - Returns: What the server said meanwhile.
    func run(_ command: String, literalLimit: Int = 65_536) throws(IMAPProblem) -> [IMAPResponse] {
        commands += 1
        let tag = "p\(commands)"
        reader.literalLimit = literalLimit
        do throws(IMAPProblem) {
            try send(Array("\(tag) \(command)\r\n".utf8))
            return try answer(to: tag)
        } catch {
            hasEnded = hasEnded || error.endsConnection
            throw error
        }
    }

    private func configure(_ url: String, _ token: String?) {
        TransferBasics(
            url: url, protocols: "imap,imaps", connect: endpoint.timeouts.connect,
            whole: endpoint.timeouts.connect, caFile: endpoint.caFile, fresh: true
        ).set(on: easy, errors, sockets)
        cc_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
        cc_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        let level = endpoint.tls == .never ? CURLUSESSL_NONE : CURLUSESSL_ALL
        cc_set_long(easy, CURLOPT_USE_SSL, Int(level.rawValue))
        cc_set_str(easy, CURLOPT_USERNAME, endpoint.user)
        if let token {
            cc_set_str(easy, CURLOPT_XOAUTH2_BEARER, token)
            // Else libcurl would try ways that want a password first, where the server offers any.
            cc_set_str(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2")
        } else {
            cc_set_str(easy, CURLOPT_PASSWORD, endpoint.password)
        }
        let seconds = max(1, endpoint.timeouts.connect.milliseconds / 1_000)
        cc_set_long(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds)
        // libcurl looks about once a second whether anybody still waits.
        cc_set_long(easy, CURLOPT_NOPROGRESS, 0)
        cc_set_progress_fn(easy) { _, _, _, _, _ in Task.isCancelled ? 1 : 0 }
    }
}

// MARK: Bytes

extension IMAPConnection {
    private func answer(to tag: String) throws(IMAPProblem) -> [IMAPResponse] {
        let end = ContinuousClock.now + endpoint.timeouts.command
        var heard: [IMAPResponse] = []
        while true {
            while let response = try nextResponse() {
                switch response {
                case .done(tag, .ok, _): return heard + [response]
                case .done(tag, _, let code): throw .refused(endpoint, code?.name)
                case .goOn: throw .nonsense(endpoint)
                case .other: break
                default: heard.append(response)
                }
            }
            guard heard.count < Self.answerLimit else { throw .nonsense(endpoint) }
            try receive(until: end)
        }
    }

    private func nextResponse() throws(IMAPProblem) -> IMAPResponse? {
        do throws(IMAPReader.Fault) {
            return try reader.next().map { IMAPResponse($0) }
        } catch {
            throw .nonsense(endpoint)
        }
    }

    private func receive(until end: ContinuousClock.Instant) throws(IMAPProblem) {
        let quiet = min(end, .now + endpoint.timeouts.silence)
        while true {
            var count = 0
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            switch curl_easy_recv(easy, &piece, piece.count, &count) {
            case CURLE_OK where count > 0: return reader.take(piece[..<count])
            // TLS may hold bytes that the socket no longer shows: wait only after this.
            case CURLE_AGAIN: try wait(for: POLLIN, until: quiet)
            default: throw .lost(endpoint, "closed the connection")
            }
        }
    }

    private func send(_ bytes: [UInt8]) throws(IMAPProblem) {
        let quiet = ContinuousClock.now + endpoint.timeouts.silence
        var rest = bytes[...]
        while !rest.isEmpty {
            var count = 0
            let code = rest.withUnsafeBytes { all in
                curl_easy_send(easy, all.baseAddress, all.count, &count)
            }
            switch code {
            case CURLE_OK: rest = rest.dropFirst(count)
            case CURLE_AGAIN: try wait(for: POLLOUT, until: quiet)
            default: throw .lost(endpoint, "closed the connection")
            }
        }
    }

    private func wait(for events: Int32, until end: ContinuousClock.Instant) throws(IMAPProblem) {
        guard !Task.isCancelled else { throw IMAPProblem(.cancelled, "It was cancelled.") }
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { throw .lost(endpoint, "did not answer in time") }
        var socket: curl_socket_t = -1
        guard cc_get_socket(easy, &socket) == CURLE_OK, socket >= 0 else {
            throw .lost(endpoint, "closed the connection")
        }
        var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
        // In short waits, so that a program that is told to end does.
        _ = poll(&entry, 1, Int32(min(250, left.milliseconds)))
    }
}
