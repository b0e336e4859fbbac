extension MailPart {
    /// A name for a part that has none: an attached message by its subject, Outlook's container and
    /// calendar entries by the name that they usually have. Safe to show.
    public var impliedName: String? {
        switch type {
        case "message/rfc822", "message/global":
            // GMime and senders may leave blank lines before the header.
            let message = bytes.drop { $0 == 10 || $0 == 13 }
            guard
                let subject = readHeaderBlock(message.prefix(MailLimits.headerBytes)).headers
                    .first("Subject")
            else { return nil }
            // A slash parts a date here, not folders.
            return safeFileName(String(subject.map { "/\\".contains($0) ? "-" : $0 })).name
        case "text/calendar", "application/ics": return "invite.ics"
        default: return isOutlookContainer ? "winmail.dat" : nil
        }
    }

    /// Whether it is Outlook's own container, TNEF (MS-OXTNEF §2.1.3.1: the signature).
    var isOutlookContainer: Bool {
        type == "application/ms-tnef" || type == "application/vnd.ms-tnef"
            || fileName?.lowercased() == "winmail.dat"
            || bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22])
    }

    /// Whether it is an S/MIME container (RFC 8551 §3.2), not a signature beside a text.
    var isSMIME: Bool {
        (type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime"
            || fileName?.lowercased() == "smime.p7m")
            && parameters["smime-type"]?.lowercased() != "certs-only"
            && fileName?.lowercased().hasSuffix(".p7s") != true
    }

    /// Whether it answers an invitation; then it is read, not kept.
    var isCalendarReply: Bool {
        guard type == "text/calendar" else { return false }
        if let method = parameters["method"] { return method.lowercased() == "reply" }
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self).uppercased()
        return head.contains("METHOD:REPLY")
    }
}
