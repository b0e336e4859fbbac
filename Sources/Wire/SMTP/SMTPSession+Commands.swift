extension SMTPSession {
    /// Carries out one command line, which still has its line end.
    mutating func command(_ line: ArraySlice<UInt8>) -> [Action] {
        let words = line.dropLast(2)
        guard line.dropLast().last == 0x0D, !words.contains(0x0D), !words.contains(0) else {
            return mistake(
                SMTPReply(500, "5.5.2", "Lines end with CR LF, and have no other CR or NUL"))
        }
        guard let text = String(validating: words, as: UTF8.self) else {
            return mistake(SMTPReply(500, "5.5.2", "Not UTF-8"))
        }
        let verb = text.prefix { $0 != " " && $0 != "\t" }
        let rest = text[verb.endIndex...].drop { $0 == " " || $0 == "\t" }
        switch verb.uppercased() {
        case "HELO" where options.mode == .smtp: return hello(rest, extended: false)
        case "EHLO" where options.mode == .smtp, "LHLO" where options.mode == .lmtp:
            return hello(rest, extended: true)
        case "MAIL": return mail(rest)
        case "RCPT": return recipient(rest)
        case "DATA": return data(rest)
        case "RSET":
            transaction = nil
            return [say(250, "2.0.0", "Forgotten")]
        case "NOOP": return [say(250, "2.0.0", "Still here")]
        // Says the same of every address, so that nobody learns who has one (RFC 5321 §7.3).
        case "VRFY": return [say(252, "2.5.0", "Send it and see")]
        case "HELP": return [say(214, "2.0.0", "See RFC 5321 and RFC 2033")]
        case "QUIT": return finish(SMTPReply(221, "2.0.0", "Goodbye"))
        case "STARTTLS" where options.offersTLS: return startTLS(rest)
        case "EXPN", "AUTH", "STARTTLS", "BDAT", "ETRN", "TURN":
            return mistake(SMTPReply(502, "5.5.1", "Not offered here"))
        // A browser tricked into talking to a mail port: nothing that follows is meant for us.
        case "GET", "POST", "PUT", "OPTIONS", "CONNECT":
            return finish(SMTPReply(421, "4.7.0", "This is not a web server"))
        default: return mistake(SMTPReply(500, "5.5.1", "Unknown command"))
        }
    }

    private mutating func hello(_ name: Substring, extended: Bool) -> [Action] {
        guard !name.isEmpty else { return mistake(SMTPReply(501, "5.5.4", "Say your name")) }
        hasGreeted = true
        transaction = nil
        guard extended else { return [say(250, nil, options.hostName)] }
        let offers =
            [
                options.hostName, "PIPELINING", "SIZE \(options.maxMessageBytes)", "8BITMIME",
                "SMTPUTF8",
            ] + (options.offersTLS && !isSecure ? ["STARTTLS"] : [])
        let lines = offers.map { "250-\($0)\r\n" }.joined() + "250 ENHANCEDSTATUSCODES\r\n"
        return [.write(Array(lines.utf8))]
    }

    /// RFC 3207 §4: no parameters, and once. Inside a transaction it is out of order; the mail that
    /// was begun in the open would be forgotten.
    private mutating func startTLS(_ rest: Substring) -> [Action] {
        guard rest.isEmpty else {
            return mistake(SMTPReply(501, "5.5.4", "STARTTLS stands alone"))
        }
        guard !isSecure, hasGreeted, transaction == nil else {
            return mistake(SMTPReply(503, "5.5.1", "Not now"))
        }
        phase = .waitingForTLS
        return [say(220, "2.0.0", "Begin TLS"), .beginTLS]
    }

    private mutating func mail(_ rest: Substring) -> [Action] {
        guard hasGreeted else { return mistake(SMTPReply(503, "5.5.1", "Say hello first")) }
        guard transaction == nil else {
            return mistake(SMTPReply(503, "5.5.1", "One sender at a time; RSET forgets it"))
        }
        guard !hasSentEnough else {
            return finish(SMTPReply(421, "4.7.0", "Enough for one session; come again"))
        }
        guard let command = SMTPPathCommand(rest, keyword: "FROM:") else {
            return mistake(SMTPReply(501, "5.5.4", "Write MAIL FROM:<address>"))
        }
        let parameters: MailParameters
        switch MailParameters.read(command.parameters, options) {
        case .success(let found): parameters = found
        case .failure(let fault): return mistake(fault.reply)
        }
        switch SMTPPath.read(command.path, utf8: parameters.smtpUTF8, mayBeEmpty: true) {
        case .success(let path):
            transaction = Transaction(reversePath: path, smtpUTF8: parameters.smtpUTF8)
            phase = .waitingForSender
            return [.askSender(path)]
        case .failure(let fault): return mistake(fault.reply)
        }
    }

    private mutating func recipient(_ rest: Substring) -> [Action] {
        guard let transaction else { return mistake(SMTPReply(503, "5.5.1", "MAIL first")) }
        guard let command = SMTPPathCommand(rest, keyword: "TO:") else {
            return mistake(SMTPReply(501, "5.5.4", "Write RCPT TO:<address>"))
        }
        guard command.parameters.isEmpty else {
            return mistake(SMTPReply(555, "5.5.4", "Unknown parameter"))
        }
        guard transaction.recipients.count < options.maxRecipients else {
            return mistake(
                SMTPReply(452, "4.5.3", "Too many recipients; send the others separately"))
        }
        switch SMTPPath.read(command.path, utf8: transaction.smtpUTF8, mayBeEmpty: false) {
        case .success(let path):
            asked = path
            phase = .waitingForRecipient
            return [.askRecipient(path)]
        case .failure(let fault): return mistake(fault.reply)
        }
    }

    private mutating func data(_ rest: Substring) -> [Action] {
        guard rest.isEmpty else { return mistake(SMTPReply(501, "5.5.4", "DATA stands alone")) }
        guard let transaction else { return mistake(SMTPReply(503, "5.5.1", "MAIL first")) }
        guard !transaction.recipients.isEmpty else {
            // RFC 2033 §4.2 wants 503; RFC 5321 §3.3 prefers 554 when all were refused.
            let code = options.mode == .lmtp || transaction.refusedRecipients == 0 ? 503 : 554
            return mistake(SMTPReply(code, "5.5.1", "No valid recipients"))
        }
        content = SMTPContent(limit: options.maxMessageBytes)
        phase = .content
        return [say(354, nil, "Go on; end with CR LF . CR LF")]
    }
}

/// `FROM:<path> parameters`.
private struct SMTPPathCommand {
    let path: Substring
    let parameters: [Substring]

    init?(_ rest: Substring, keyword: String) {
        guard rest.prefix(keyword.count).uppercased() == keyword else { return nil }
        // QUIRK: many senders put a space after the colon, which RFC 5321 §3.3 forbids.
        let text = rest.dropFirst(keyword.count).drop { $0 == " " }
        guard text.first == "<", let close = Self.close(text) else { return nil }
        let after = text[text.index(after: close)...]
        guard after.isEmpty || after.first == " " else { return nil }
        path = text[text.index(after: text.startIndex)..<close]
        parameters = after.split(separator: " ")
    }

    /// The `>` that ends the path, not one within quotes.
    private static func close(_ text: Substring) -> Substring.Index? {
        var inQuotes = false
        var escaped = false
        for index in text.indices {
            let character = text[index]
            if escaped {
                escaped = false
            } else if character == "\\" {
                escaped = inQuotes
            } else if character == "\"" {
                inQuotes.toggle()
            } else if character == ">", !inQuotes {
                return index
            }
        }
        return nil
    }
}

/// A refusal while a command is read.
private struct SMTPFault: Error {
    let reply: SMTPReply
    init(_ code: Int, _ enhanced: String, _ text: String) {
        reply = SMTPReply(code, enhanced, text)
    }
}

/// What may follow the path of MAIL: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531).
private struct MailParameters {
    var smtpUTF8 = false

    static func read(
        _ words: [Substring], _ options: SMTPSession.Options
    ) -> Result<MailParameters, SMTPFault> {
        var found = MailParameters()
        for word in words {
            let pair = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count == 2 ? pair[1] : nil
            switch (pair.first?.uppercased() ?? "", value?.uppercased()) {
            case ("SIZE", let size?):
                guard size.utf8.count <= 20, size.utf8.allSatisfy({ (0x30...0x39) ~= $0 }),
                    size != ""
                else { return .failure(SMTPFault(501, "5.5.4", "SIZE is a number")) }
                // Digits that do not fit an Int are too many bytes as well.
                guard let count = Int(size), count <= options.maxMessageBytes else {
                    return .failure(
                        SMTPFault(552, "5.3.4", "Message exceeds \(options.maxMessageBytes) bytes"))
                }
            case ("BODY", "7BIT"?), ("BODY", "8BITMIME"?): break
            case ("SMTPUTF8", nil): found.smtpUTF8 = true
            default: return .failure(SMTPFault(555, "5.5.4", "Unknown parameter"))
            }
        }
        return .success(found)
    }
}

/// The address between the angle brackets.
private enum SMTPPath {
    static func read(_ path: Substring, utf8: Bool, mayBeEmpty: Bool) -> Result<String, SMTPFault> {
        if path.isEmpty {
            return mayBeEmpty
                ? .success("") : .failure(SMTPFault(501, "5.1.3", "A recipient has an address"))
        }
        var mailbox = path
        // A source route is read and ignored (RFC 5321 §4.1.1.3, appendix C).
        if path.first == "@", let colon = path.firstIndex(of: ":") {
            mailbox = path[path.index(after: colon)...]
        }
        if !mayBeEmpty, mailbox.lowercased() == "postmaster" { return .success(String(mailbox)) }
        guard utf8 || mailbox.utf8.allSatisfy({ $0 < 0x80 }) else {
            return .failure(SMTPFault(553, "5.6.7", "Declare SMTPUTF8 for such an address"))
        }
        do throws(EnvelopeAddress.Fault) {
            _ = try EnvelopeAddress(String(mailbox))
        } catch {
            return .failure(SMTPFault(501, "5.1.3", "The address \(error.sentence)"))
        }
        return .success(String(mailbox))
    }
}
