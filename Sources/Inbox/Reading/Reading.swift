import Wire

/// Reads a mail to its kind, its new words, its language and its attachments.
///
/// Pure: the same bytes give the same value. Never throws and never loses a message: what cannot
/// be read is of kind ``MailKind/unreadable``, with the reason and as much text as there is.
/// Everything is linear and bounded by `MailLimits`. Blocks; call it on a thread of your own.
/// - Parameters:
///   - bytes: The message as it came.
///   - hints: BCP 47 tags that are likely beforehand, such as the family's language.
///   - words: The words that end messages and take that back.
/// - Returns: The message, whatever it is; look at its kind first.
public func readMessage(
    _ bytes: [UInt8], hints: [String] = [], words: OptWords = .standard
) -> ReadMessage {
    do {
        let parsed = try readMail(bytes)
        return message(parsed, hints: hints, words: words)
    } catch {
        return ReadMessage(unreadable: bytes, because: error.description)
    }
}

private func message(
    _ parsed: Parsed<ParsedMail>, hints: [String], words: OptWords
) -> ReadMessage {
    let mail = parsed.value
    let body = ReplyBody(mail)
    let visible = body.visible()
    let found = KindEvidence.find(mail, visible: visible, forgiven: parsed.forgiven, words: words)
    var message = ReadMessage(kind: found.kind)
    message.from = mail.from
    message.to = mail.to
    message.cc = mail.cc
    message.recipients = mail.recipients
    message.subject = mail.subject
    message.date = mail.date
    message.messageID = mail.messageID
    message.inReplyTo = mail.inReplyTo
    message.references = mail.references
    message.returnPath = mail.returnPath
    message.loopMarks = MailLoop.marks(mail)
    message.text = mail.text
    message.body = body
    message.show(visible)
    message.bounces = found.bounces
    message.rsvp = found.rsvp
    message.mayBePerson = found.mayBePerson
    message.attachments = mail.attachments.map { Attachment($0) }
    message.evidence = found.evidence + message.evidence
    if message.text.allSatisfy(\.isWhitespace), message.attachments.isEmpty {
        message.evidence.append("it has neither text nor attachments")
    }
    message.forgiven = parsed.forgiven.map(\.description)
    // What stands for words that nobody here can read is in no language of the family's.
    guard !parsed.forgiven.contains(where: { $0.kind == .sealed }) else { return message }
    let guess = guessLanguage(visible.reply, hints: hints)
    message.language = guess.language
    message.languageConfidence = guess.confidence
    message.languageIsSure = guess.isSure
    return message
}
