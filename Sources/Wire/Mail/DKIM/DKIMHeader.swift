/// The header of a message that is ready to leave: where its fields are and where the body begins.
struct DKIMHeader {
    private struct Field {
        let name: String
        let canonical: [UInt8]
    }

    /// Where the body begins; the end of the message where there is none.
    let bodyStart: Int
    private let fields: [Field]

    /// What is signed where it is there. RFC 6376 §5.4.1; RFC 8058 §4 wants both List-Unsubscribe
    /// fields in it, Gmail its Feedback-ID.
    static let signedNames = [
        "from", "to", "cc", "subject", "date", "message-id", "reply-to", "in-reply-to",
        "references", "mime-version", "content-type", "content-transfer-encoding",
        "content-language", "list-id", "list-unsubscribe", "list-unsubscribe-post", "feedback-id",
        "auto-submitted", "precedence",
    ]
    /// Named once more than they are there, so that a second one added on the way breaks the
    /// signature (RFC 6376 §8.15).
    private static let oversigned: Set<String> = ["from", "subject"]

    /// - Throws: ``DKIMProblem`` for what has no header with a From.
    init(_ mail: [UInt8]) throws(DKIMProblem) {
        var fields: [Field] = []
        var at = 0
        while at < mail.count {
            if mail[at...].starts(with: [0x0D, 0x0A]) {
                at += 2
                break
            }
            let end = Self.endOfField(mail, from: at)
            guard let colon = mail[at..<end].firstIndex(of: UInt8(ascii: ":")) else {
                throw DKIMProblem("The message has a line that is no header field.")
            }
            let name = String(decoding: mail[at..<colon], as: UTF8.self).lowercased()
                .prefix { $0 != " " && $0 != "\t" }
            if Self.signedNames.contains(String(name)) {
                let value = mail[(colon + 1)..<end]
                fields.append(
                    Field(
                        name: String(name), canonical: DKIMCanonical.field(name.utf8, value)))
            }
            at = end
        }
        guard fields.contains(where: { $0.name == "from" }) else {
            throw DKIMProblem("The message has no From.")
        }
        self.fields = fields
        bodyStart = at
    }

    /// What `h=` names, in order, and the bytes that it stands for.
    func signed() -> (names: [String], bytes: [UInt8]) {
        var names: [String] = []
        var bytes: [UInt8] = []
        for name in Self.signedNames {
            // Of several the last comes first (§5.4.2).
            for field in fields.reversed() where field.name == name {
                names.append(name)
                bytes += field.canonical
                bytes += [0x0D, 0x0A]
            }
            // A field that is not there is signed as nothing at all.
            if Self.oversigned.contains(name) { names.append(name) }
        }
        return (names, bytes)
    }

    /// Behind the CRLF that no white space follows.
    private static func endOfField(_ mail: [UInt8], from start: Int) -> Int {
        var at = start
        while let feed = mail[at...].firstIndex(of: 0x0A) {
            at = feed + 1
            guard at < mail.count, mail[at] == 0x20 || mail[at] == 0x09 else { return at }
        }
        return mail.count
    }
}
