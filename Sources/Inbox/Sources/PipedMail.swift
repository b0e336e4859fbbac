/// A mail as a mail server's pipe hands it over: Postfix's pipe(8) and local(8), or a `.forward`.
///
/// local(8) puts the line of a mailbox file before the mail (`From asha@home.test Wed Feb 25 …`),
/// which is no part of it (RFC 4155), and then the fields that tell the envelope.
public struct PipedMail: Sendable, Hashable {
    /// The envelope's sender; empty for `<>`, and when nobody tells it.
    public let reversePath: String
    /// The envelope's recipients, as far as they are known.
    public let recipients: [String]
    /// Without the line of a mailbox file.
    public let bytes: [UInt8]

    /// Takes what came through the pipe.
    /// - Parameters:
    ///   - input: All of it.
    ///   - sender: The envelope's sender as the command line tells it; nil where it does not.
    ///   - named: The recipients that the command line names; none leaves them to the mail's fields.
    public init(_ input: [UInt8], from sender: String?, to named: [String]) {
        var rest = input[...]
        var marked: String?
        if rest.starts(with: "From ".utf8) {
            let line = rest.prefix { $0 != 0x0A }
            marked = line.dropFirst(5).split(whereSeparator: { $0 <= 0x20 }).first.map {
                String(decoding: $0, as: UTF8.self)
            }
            rest = rest[min(line.endIndex + 1, rest.endIndex)...]
        }
        bytes = Array(rest)
        let fields = DeliveryFields(bytes)
        let noted = fields.reversePath.isEmpty ? marked : fields.reversePath
        // `<>` in the line of a mailbox file.
        reversePath = sender ?? (noted == "MAILER-DAEMON" ? "" : noted ?? "")
        recipients = named.isEmpty ? fields.recipients : named
    }

    /// As the intake takes it.
    public var arrival: Arrival {
        Arrival(
            source: "pipe", deliveryID: nil, reversePath: reversePath, recipients: recipients,
            bytes: bytes)
    }
}
