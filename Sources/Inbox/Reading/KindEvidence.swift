import Wire

/// The kind of a message and why.
struct KindEvidence {
    var kind: MailKind
    var evidence: [String]
    var bounces: [Bounce] = []
    var rsvp: CalendarReply?
    /// See ``ReadMessage/mayBePerson``.
    var mayBePerson = false

    /// Everything that a rule may look at.
    struct Facts {
        let mail: ParsedMail
        let visible: VisibleReply
        let forgiven: [Quirk]
        let words: OptWords
    }

    /// Asks each rule in order; the first that knows the message wins.
    ///
    /// The order: nothing to read; a calendar answer, which some programs mark as automatic; the
    /// reports of RFC 6522, then bounces that are none; what a program wrote; one-word answers, only
    /// from people; answers before new messages.
    static func find(
        _ mail: ParsedMail, visible: VisibleReply, forgiven: [Quirk], words: OptWords
    ) -> KindEvidence {
        let facts = Facts(mail: mail, visible: visible, forgiven: forgiven, words: words)
        for rule in rules {
            if let found = rule(facts) { return found }
        }
        return KindEvidence(kind: .new, evidence: ["it answers nothing"])
    }

    private static let rules: [@Sendable (Facts) -> KindEvidence?] = [
        unreadable, calendarAnswer, complaint, displayReceipt, deliveryReport, freeFormBounce,
        receiptInWords, challenge, automatic, optWord, answer,
    ]

    @Sendable private static func unreadable(_ facts: Facts) -> KindEvidence? {
        let lost = facts.forgiven.filter { [.nestingTooDeep, .tooManyParts].contains($0.kind) }
        let hasText = facts.mail.text.contains { !$0.isWhitespace }
        guard !lost.isEmpty, !hasText else { return nil }
        return KindEvidence(kind: .unreadable, evidence: lost.map(\.description))
    }

    @Sendable private static func calendarAnswer(_ facts: Facts) -> KindEvidence? {
        for part in facts.mail.parts.prefix(50) where isCalendar(part) {
            guard let reply = try? readCalendarReply(part.bytes) else { continue }
            var found = KindEvidence(kind: .rsvp, evidence: ["text/calendar with METHOD:REPLY"])
            found.rsvp = reply
            if let sign = AutomaticMail.evidence(facts.mail).first {
                found.evidence.append("although " + sign)
            }
            return found
        }
        return nil
    }

    private static func isCalendar(_ part: MailPart) -> Bool {
        part.type == "text/calendar" || part.type == "application/ics"
            || part.fileName?.lowercased().hasSuffix(".ics") == true
    }

    @Sendable private static func complaint(_ facts: Facts) -> KindEvidence? {
        FeedbackReport.find(facts.mail)
    }

    @Sendable private static func displayReceipt(_ facts: Facts) -> KindEvidence? {
        for part in facts.mail.parts
        where part.type == "message/disposition-notification"
            || part.type == "message/global-disposition-notification"
        {
            let fields = readFieldBlocks(part.bytes, limit: 5)
            let disposition = fields.lazy.compactMap { $0.first("Disposition") }.first ?? "unknown"
            return KindEvidence(
                kind: .receipt, evidence: ["disposition notification: \(disposition.prefix(80))"])
        }
        return nil
    }

    @Sendable private static func receiptInWords(_ facts: Facts) -> KindEvidence? {
        guard ReceiptInWords.isOne(facts.mail) else { return nil }
        return KindEvidence(
            kind: .receipt, evidence: ["a receipt in words: it was read, or deleted"])
    }

    @Sendable private static func challenge(_ facts: Facts) -> KindEvidence? {
        guard SenderChallenge.isOne(facts.mail, words: facts.visible.reply) else { return nil }
        let sign = "asks the sender to prove to be a person; open the message and follow its link"
        return KindEvidence(kind: .autoReply, evidence: [sign] + AutomaticMail.evidence(facts.mail))
    }

    @Sendable private static func automatic(_ facts: Facts) -> KindEvidence? {
        let signs = AutomaticMail.signs(facts.mail)
        guard !signs.isEmpty else { return nil }
        var found = KindEvidence(kind: .autoReply, evidence: signs.map(\.text))
        found.mayBePerson =
            signs.allSatisfy(\.isWeak)
            && facts.visible.reply.contains { !$0.isWhitespace }
        return found
    }

    @Sendable private static func optWord(_ facts: Facts) -> KindEvidence? {
        var body = facts.visible.reply
        var place = "the whole answer is a word"
        // A List-Unsubscribe address is written to with the word as subject and no text, or with a
        // line that the mail program adds by itself.
        if isEmptyOrGenerated(body), facts.mail.attachments.isEmpty {
            body = facts.mail.subject
            place = "without text, the subject is a word"
        }
        switch facts.words.match(body) {
        case .out: return KindEvidence(kind: .optOut, evidence: [place + " that ends messages"])
        case .back:
            return KindEvidence(kind: .optIn, evidence: [place + " that takes the end back"])
        case nil: return nil
        }
    }

    private static func isEmptyOrGenerated(_ text: String) -> Bool {
        guard text.contains(where: { !$0.isWhitespace }) else { return true }
        return text.leading(80).inSmallLetters
            .hasPrefix("this message was automatically generated by")
    }

    @Sendable private static func answer(_ facts: Facts) -> KindEvidence? {
        var signs: [String] = []
        if !facts.mail.inReplyTo.isEmpty { signs.append("In-Reply-To") }
        if !facts.mail.references.isEmpty { signs.append("References") }
        let subject = baseSubject(facts.mail.subject)
        if subject.isReply { signs.append("subject marked as an answer") }
        if facts.visible.rules.contains("marker") { signs.append("our marker is quoted") }
        if subject.isForward, signs.allSatisfy({ $0 == "References" }) { return nil }
        return signs.isEmpty ? nil : KindEvidence(kind: .reply, evidence: signs)
    }
}
