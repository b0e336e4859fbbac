/// Hands messages to one SMTP server, over a few connections that it keeps open.
///
/// RFCs: 5321 (SMTP), 3207 (STARTTLS), 8314 (implicit TLS), 4954 (AUTH PLAIN and LOGIN), 2034
/// (enhanced codes), 6531 (SMTPUTF8, only where offered). libcurl speaks them; this type decides
/// what may be said, and what an answer, or none, means. It retries nothing that a server has
/// answered, except on a kept connection that turned out to be gone.
public final class SMTPClient: Sendable {
    private let endpoint: SMTPEndpoint
    private let lanes: SMTPLanes

    /// How many messages it can be sending at once.
    public var connections: Int { endpoint.maxConnections }

    /// A client without a connection; the first message opens one.
    public init(_ endpoint: SMTPEndpoint) {
        self.endpoint = endpoint
        lanes = SMTPLanes(limit: endpoint.maxConnections, idle: endpoint.timeouts.idle)
    }

    /// Sends one message to one recipient; waits for a free connection, then for the answer.
    ///
    /// Cancelling the task ends it as ``SMTPOutcome/notSent(_:)`` at once, unless bytes of the
    /// message have left: then the answer is waited for, at most `cancelGrace`.
    /// - Parameters:
    ///   - envelope: Return path and recipient.
    ///   - bytes: The message with CRLF line ends; ASCII, unless an address needs SMTPUTF8.
    /// - Returns: What is known about the message afterwards.
    public func send(_ envelope: MailEnvelope, _ bytes: [UInt8]) async -> SMTPOutcome {
        var request: SMTPTransfer
        switch SMTPCheck.request(envelope, bytes, endpoint) {
        case .success(let checked): request = checked
        case .failure(let fault): return .refused(fault.reply, .ours)
        }
        guard var lane = await lanes.borrow() else {
            return .notSent(
                Task.isCancelled ? "The attempt was cancelled." : "The client is closed.")
        }
        request.fresh = request.needsSMTPUTF8 && lane.offers?["SMTPUTF8"] == nil
        let first = await run(request, &lane)
        guard let first, first.mayBeStale, !request.fresh, !Task.isCancelled else {
            lanes.giveBack(lane)
            return outcome(first)
        }
        request.fresh = true
        let second = await run(request, &lane)
        lanes.giveBack(lane)
        return outcome(second)
    }

    /// Sees whether mail could leave, without sending any: greeting, EHLO, STARTTLS and AUTH as the
    /// endpoint has them, then NOOP. Cancelling the task ends it at once.
    public func probe() async -> SMTPProbe {
        guard let url = endpoint.url else {
            return .unreachable("The server's name, port or EHLO name cannot stand in a URL.")
        }
        guard var lane = await lanes.borrow() else { return .unreachable("The client is closed.") }
        var request = SMTPTransfer(endpoint: endpoint, url: url, from: nil, to: nil, bytes: [])
        request.fresh = true
        let report = await run(request, &lane)
        lanes.giveBack(lane)
        return report?.probe(endpoint) ?? .unreachable("There is no memory for a connection.")
    }

    /// Sends nothing more, lets what is under way finish, and closes the connections. A server that
    /// does not answer QUIT delays nothing.
    public func close() async {
        await lanes.close()
    }

    private func run(_ request: SMTPTransfer, _ lane: inout SMTPLane) async -> SMTPTransferReport? {
        var report = await lane.loop.run(request)
        if report == nil {
            // Idle for too long, the loop has ended and closed its connection.
            guard let other = lanes.replacement() else { return nil }
            lane = other
            report = await lane.loop.run(request)
        }
        if let offers = report?.transcript.offers { lane.offers = offers }
        return report
    }

    private func outcome(_ report: SMTPTransferReport?) -> SMTPOutcome {
        report?.outcome(endpoint) ?? .notSent("There is no memory for a connection.")
    }
}

/// What is checked before a server hears of a message.
enum SMTPCheck {
    struct Fault: Error {
        let reply: SMTPReply
    }

    static func request(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ endpoint: SMTPEndpoint
    ) -> Result<SMTPTransfer, Fault> {
        guard let url = endpoint.url else {
            return fault(
                554, "5.3.5", "The server's name, port or EHLO name cannot stand in a URL.")
        }
        var from: EnvelopeAddress?
        let to: EnvelopeAddress
        do throws(EnvelopeAddress.Fault) {
            to = try EnvelopeAddress(envelope.recipient)
        } catch {
            return fault(553, "5.1.3", "The recipient's address \(error.sentence).")
        }
        do throws(EnvelopeAddress.Fault) {
            if !envelope.reversePath.isEmpty { from = try EnvelopeAddress(envelope.reversePath) }
        } catch {
            return fault(553, "5.1.7", "The return path \(error.sentence).")
        }
        let request = SMTPTransfer(
            endpoint: endpoint, url: url, from: from, to: to, bytes: bytes)
        if let sentence = contentFault(bytes, eightBit: request.needsSMTPUTF8) {
            return fault(554, "5.6.0", sentence)
        }
        return .success(request)
    }

    private static func fault(_ code: Int, _ enhanced: String, _ text: String)
        -> Result<SMTPTransfer, Fault>
    {
        .failure(Fault(reply: SMTPReply(code, enhanced, text)))
    }

    /// What in a message no server should be given. A bare LF or CR is read as a line end by some
    /// servers and not by others, which lets one message carry another (SMTP smuggling); mending it
    /// here would break a signature. Source: RFC 5321 §2.3.8, §4.5.3.1.6.
    static func contentFault(_ bytes: [UInt8], eightBit: Bool) -> String? {
        guard !bytes.isEmpty else { return "The message is empty." }
        var line = 1
        var start = 0
        var previous: UInt8 = 0
        for (place, byte) in bytes.enumerated() {
            if byte == 0x0A {
                guard previous == 0x0D else {
                    return "Line \(line) of the message ends with a bare LF."
                }
                guard place - start <= 999 else { return tooLong(line) }
                line += 1
                start = place + 1
            } else if previous == 0x0D {
                return "Line \(line) of the message has a bare CR."
            } else if byte == 0 {
                return "Line \(line) of the message has a NUL."
            } else if byte >= 0x80, !eightBit {
                return "Line \(line) of the message is not ASCII; encode it."
            }
            previous = byte
        }
        guard previous != 0x0D else { return "Line \(line) of the message has a bare CR." }
        return bytes.count - start <= 998 ? nil : tooLong(line)
    }

    private static func tooLong(_ line: Int) -> String {
        "Line \(line) of the message is longer than 998 octets."
    }
}
