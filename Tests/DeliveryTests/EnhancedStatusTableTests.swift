import Testing
import Wire

@testable import Delivery

private struct Case: Sendable, CustomTestStringConvertible {
    let reply: SMTPReply
    let stage: SMTPStage
    let action: StatusRule.Action

    init(
        _ code: Int, _ enhanced: String?, _ stage: SMTPStage, _ action: StatusRule.Action,
        _ text: String = "words"
    ) {
        reply = SMTPReply(code, enhanced, text)
        (self.stage, self.action) = (stage, action)
    }

    var testDescription: String { "\(reply.line) at \(stage.rawValue)" }
}

/// Replies as servers give them, in the order of the table's rows.
private let cases: [Case] = [
    // Parley itself refused: the settings can be mended, an address that is none can't.
    Case(554, "5.3.5", .ours, .later(.ours)),
    Case(553, nil, .ours, .never), Case(550, "5.1.1", .ours, .never),
    Case(553, "5.1.3", .ours, .never), Case(553, "5.6.7", .ours, .never),
    // Rates.
    Case(421, "4.7.0", .greeting, .later(.throttled), "[TSS04] Messages temporarily deferred"),
    Case(421, "4.7.0", .content, .later(.throttled), "our system has detected an unusual rate"),
    Case(450, "4.7.28", .content, .later(.throttled)),
    Case(451, "4.7.500", .mail, .later(.throttled), "Server busy. Please try again later"),
    Case(451, "4.4.5", .recipient, .later(.throttled)),
    Case(452, "4.5.3", .recipient, .later(.throttled), "Too many recipients"),
    Case(552, "5.5.3", .recipient, .later(.throttled), "Too many recipients"),
    Case(421, nil, .greeting, .later(.throttled), "Too many connections from your host"),
    Case(450, "4.7.1", .recipient, .later(.throttled), "Rate limit exceeded"),
    Case(451, "4.7.650", .mail, .later(.throttled), "has been temporarily rate limited"),
    Case(450, "4.2.1", .recipient, .later(.throttled), "receiving mail at a rate; too quickly"),
    // Greylisting, whatever its code.
    Case(450, "4.2.0", .recipient, .later(.transient), "Greylisted, see http://postgrey"),
    Case(451, "4.7.1", .recipient, .later(.transient), "Greylisting in action, come back later"),
    Case(451, nil, .content, .later(.transient), "graylisted for 300 seconds"),
    // Log-in and TLS that do not work at the moment.
    Case(454, "4.7.0", .auth, .later(.transient), "Temporary authentication failure"),
    Case(454, "4.7.0", .startTLS, .later(.transient), "TLS not available"),
    Case(432, "4.7.12", .auth, .later(.ours), "A password transition is needed"),
    Case(450, "4.7.8", .mail, .later(.ours)),
    // Their policy, for now.
    Case(451, "4.7.1", .recipient, .later(.policy)), Case(450, "4.7.25", .mail, .later(.policy)),
    Case(421, "4.7.26", .content, .later(.policy)), Case(451, "4.7.24", .mail, .later(.policy)),
    // Any other 4yz passes, also with the words or the code of a dead mailbox.
    Case(452, "4.2.2", .recipient, .later(.transient)),
    Case(421, nil, .content, .later(.transient)),
    Case(450, "4.1.1", .recipient, .later(.transient)),
    Case(450, "5.1.1", .recipient, .later(.transient)),
    Case(421, "4.3.2", .greeting, .later(.transient)), Case(451, nil, .data, .later(.transient)),
    Case(452, "4.3.1", .mail, .later(.transient), "Insufficient system storage"),
    Case(451, "4.4.3", .recipient, .later(.transient), "Temporary lookup failure"),
    // Refused before the recipient was named: our settings, or the server.
    Case(554, nil, .greeting, .later(.ours)), Case(550, nil, .hello, .later(.ours)),
    Case(502, nil, .startTLS, .later(.ours)), Case(535, "5.7.8", .auth, .later(.ours)),
    Case(550, "5.7.1", .mail, .later(.ours)), Case(550, "5.1.1", .mail, .later(.ours)),
    Case(530, "5.7.0", .mail, .later(.ours), "Must issue a STARTTLS command first"),
    // Some servers want the log-in only at RCPT.
    Case(530, "5.7.0", .recipient, .later(.ours), "Authentication required"),
    Case(550, "5.7.11", .recipient, .later(.ours)), Case(554, "5.7.8", .data, .later(.ours)),
    Case(554, "5.7.1", .recipient, .later(.ours), "<x@y.example>: Relay access denied"),
    Case(550, nil, .recipient, .later(.ours), "Unable to relay"),
    // A full mailbox passes, whatever class the server gives it.
    Case(552, "5.2.2", .recipient, .later(.transient)),
    Case(552, "5.2.2", .content, .later(.transient)),
    // No mailbox, moved, a domain that takes no mail.
    Case(550, "5.1.1", .recipient, .dead), Case(550, "5.1.6", .recipient, .dead),
    Case(556, "5.1.10", .recipient, .dead),
    // A wrong domain may be mended, a disabled mailbox be enabled.
    Case(550, "5.1.2", .recipient, .never), Case(550, "5.4.4", .recipient, .never),
    Case(550, "5.2.1", .recipient, .never), Case(501, "5.1.3", .recipient, .never),
    // Policy, authentication of our domain (RFC 7372), reputation.
    Case(550, "5.7.1", .recipient, .never), Case(550, "5.7.26", .recipient, .never),
    Case(554, "5.7.1", .content, .never), Case(550, "5.7.509", .content, .never),
    Case(550, "5.7.20", .content, .never), Case(550, "5.7.23", .recipient, .never),
    Case(550, "5.7.25", .recipient, .never), Case(550, "5.7.27", .recipient, .never),
    // Too large, looping, too late, against the protocol, not to be converted.
    Case(552, "5.3.4", .data, .never), Case(552, "5.2.3", .content, .never),
    Case(554, "5.4.6", .content, .never), Case(554, "5.4.7", .content, .never),
    Case(503, "5.5.1", .recipient, .never), Case(554, "5.6.0", .content, .never),
    Case(554, "5.6.9", .content, .never),
    // Without an enhanced code nobody says that the mailbox is gone; nor at another stage.
    Case(550, nil, .recipient, .never), Case(553, nil, .recipient, .never),
    Case(550, "5.1.1", .content, .never), Case(550, "5.1.1", .data, .never),
    Case(554, "5.0.0", .content, .never), Case(552, nil, .content, .never),
]

@Test(arguments: cases)
private func `a refusal means what its row of the table says`(_ row: Case) throws {
    let rule = try #require(EnhancedStatusTable.rule(for: row.reply, at: row.stage))
    #expect(rule.action == row.action)
    let verdict = AttemptVerdict(.refused(row.reply, row.stage))
    #expect(verdict.isDeadAddress == (row.action == .dead))
    switch row.action {
    case .later(let kind): #expect(verdict.course == .later(kind))
    case .never, .dead: #expect(verdict.course == .never)
    }
    #expect(verdict.reply == row.reply.line)
}

@Test(arguments: EnhancedStatusTable.rules)
private func `every row of the table decides at least one of the cases`(_ rule: StatusRule) {
    #expect(
        cases.contains { EnhancedStatusTable.rule(for: $0.reply, at: $0.stage) == rule },
        "add a case for the row \(rule.basic) \(rule.codes) \(rule.words)")
}

@Test(arguments: SMTPStage.allCases)
func `a temporary refusal is never final, a code of class 5.7 never about the address`(
    _ stage: SMTPStage
) throws {
    for detail in 0...60 {
        for subject in 0...7 {
            let four = SMTPReply(451, "4.\(subject).\(detail)", "")
            let five = SMTPReply(550, "5.\(subject).\(detail)", "")
            let rules = try [four, five].map {
                try #require(EnhancedStatusTable.rule(for: $0, at: stage))
            }
            if stage != .ours { #expect(rules[0].action != .never) }
            #expect(rules[0].action != .dead)
            if subject == 7 { #expect(rules[1].action != .dead) }
        }
    }
}
