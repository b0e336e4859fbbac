import Foundation

/// Hands messages to one SMTP server, over a few connections that it keeps open.
///
/// RFCs: 5321 (SMTP), 3207 (STARTTLS), 8314 (implicit TLS), 4954 (AUTH PLAIN and LOGIN), 2034
/// (enhanced codes), 6531 (SMTPUTF8, only where offered). libcurl speaks them; this type decides
/// what may be said, and what an answer, or none, means. It retries nothing that a server has
/// answered, except on a kept connection that turned out to be gone.
public final class SMTPClient: MailSending {
    private let endpoint: SMTPEndpoint
    private let url: String?
    private let lanes: SMTPLanes

    /// How many messages it can be sending at once.
    public var connections: Int { endpoint.maxConnections }

    /// A client without a connection; the first message opens one.
    public init(_ endpoint: SMTPEndpoint) {
        self.endpoint = endpoint
        url = endpoint.url
        lanes = SMTPLanes(endpoint)
    }

    /// Begins to send one message, as ``MailSending`` says it.
    public func begin(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ cancellation: Cancellation,
        ended: @escaping @Sendable (SMTPOutcome) -> Void
    ) -> SMTPOutcome? {
        switch SMTPCheck.transfer(envelope, bytes, url) {
        case .success(let checked):
            hand(checked, cancellation) { [endpoint] in ended($0.outcome(endpoint)) }
            return nil
        case .failure(let fault): return .refused(fault.reply, .ours)
        }
    }

    /// Sees whether mail could leave, without sending any: greeting, EHLO, STARTTLS and AUTH as the
    /// endpoint has them, then NOOP. Cancelling the task ends it at once.
    public func probe() async -> SMTPProbe {
        guard let url else {
            return .unreachable("The server's name, port or EHLO name cannot stand in a URL.")
        }
        let visit = SMTPTransfer(url: url, from: nil, to: nil, bytes: [])
        let cancellation = Cancellation()
        let end = await withTaskCancellationHandler {
            await withCheckedContinuation { done in
                hand(visit, cancellation) { done.resume(returning: $0) }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return end.probe(endpoint)
    }

    /// Sends nothing more, lets what is under way finish, and closes the connections. A server that
    /// does not answer QUIT delays nothing.
    public func close() async {
        await lanes.close()
    }

    private func hand(
        _ transfer: SMTPTransfer, _ cancellation: Cancellation,
        ended: @escaping @Sendable (SMTPJob.End) -> Void
    ) {
        lanes.add(SMTPJob(transfer, cancellation, ended: ended))
    }
}

/// What is checked before a server hears of a message.
enum SMTPCheck {
    struct Fault: Error {
        let reply: SMTPReply
    }

    static func transfer(
        _ envelope: MailEnvelope, _ bytes: [UInt8], _ url: String?
    ) -> Result<SMTPTransfer, Fault> {
        guard let url else {
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
        let transfer = SMTPTransfer(url: url, from: from, to: to, bytes: bytes)
        if let sentence = contentFault(bytes, eightBit: transfer.needsSMTPUTF8) {
            return fault(554, "5.6.0", sentence)
        }
        return .success(transfer)
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
        return isPlain(bytes) ? nil : faultByLine(bytes, eightBit)
    }

    /// Whether nothing is wrong with ASCII lines, seen many bytes at a time: all but a few messages
    /// are so, and each is looked at.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { all in
            let whole = all.count / 8 * 8
            for place in stride(from: 0, to: whole, by: 8) {
                let word = all.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                // A byte of 0x80 or more, or one that is 0 and borrows.
                let isOdd = (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
                guard isOdd == 0 else { return false }
            }
            return all[whole...].allSatisfy { (0x01...0x7F) ~= $0 } && linesEnd(all)
        }
    }

    /// Whether every LF follows a CR, there are no other CRs, and no line is too long.
    private static func linesEnd(_ all: UnsafeRawBufferPointer) -> Bool {
        guard let base = all.baseAddress else { return false }
        var start = 0
        while let found = memchr(base + start, 0x0A, all.count - start) {
            let end = UnsafeRawPointer(found) - base
            guard end > start, end - start <= 999,
                let carriage = memchr(base + start, 0x0D, end - start),
                UnsafeRawPointer(carriage) - base == end - 1
            else { return false }
            start = end + 1
        }
        return all.count - start <= 998 && memchr(base + start, 0x0D, all.count - start) == nil
    }

    private static func faultByLine(_ bytes: [UInt8], _ eightBit: Bool) -> String? {
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
