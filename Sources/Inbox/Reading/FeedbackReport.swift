import Wire

/// Reads abuse feedback: ARF (RFC 5965) and the one large provider's loop that is none.
enum FeedbackReport {
    /// What a feedback report is for us; nil when the message is none.
    static func find(_ mail: ParsedMail) -> KindEvidence? {
        for part in mail.parts where part.type == "message/feedback-report" {
            let fields = readFieldBlocks(part.bytes, limit: 5)
            let type = fields.lazy.compactMap { $0.first("Feedback-Type") }.first ?? "abuse"
            let word = type.lowercased().trimmingPrefix { $0.isWhitespace }
            let isPraise = noComplaints.contains { word.hasPrefix($0) }
            return KindEvidence(
                kind: isPraise ? .autoReply : .complaint,
                evidence: ["feedback report of type \(type.prefix(40))"])
        }
        return junkMailReport(mail)
    }

    /// Types that report something else than a recipient's "this is spam": RFC 6430 (not-spam),
    /// RFC 6591 (auth-failure), the DKIM report before it.
    private static let noComplaints = ["not-spam", "auth-failure", "dkim", "dmarc"]

    /// QUIRK: Microsoft's Junk Mail Reporting Program sends the message back, attached, under a
    /// fixed subject. (jmrp.eml)
    private static func junkMailReport(_ mail: ParsedMail) -> KindEvidence? {
        let opening = "complaint about message from"
        guard mail.from?.localPart.lowercased() == "staff",
            mail.subject.lowercased().hasPrefix(opening),
            mail.parts.contains(where: { $0.type == "message/rfc822" })
        else { return nil }
        return KindEvidence(kind: .complaint, evidence: ["subject says \"\(opening)\""])
    }
}
