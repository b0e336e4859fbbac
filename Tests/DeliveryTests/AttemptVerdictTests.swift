import Testing
import Wire

@testable import Delivery

private struct Case: Sendable, CustomTestStringConvertible {
    let code: Int
    let enhanced: String?
    let stage: SMTPStage
    let course: AttemptVerdict.Course
    let isDead: Bool

    init(
        _ code: Int, _ enhanced: String?, _ stage: SMTPStage, _ course: AttemptVerdict.Course,
        dead: Bool = false
    ) {
        (self.code, self.enhanced, self.stage) = (code, enhanced, stage)
        (self.course, isDead) = (course, dead)
    }

    var testDescription: String { "\(code) \(enhanced ?? "-") at \(stage.rawValue)" }
}

private let table: [Case] = [
    // About the address: no mailbox, moved, a domain that takes no mail.
    Case(550, "5.1.1", .recipient, .never, dead: true),
    Case(550, "5.1.6", .recipient, .never, dead: true),
    Case(556, "5.1.10", .recipient, .never, dead: true),
    // Without an enhanced code nobody says that the mailbox is gone.
    Case(550, nil, .recipient, .never), Case(553, nil, .recipient, .never),
    // The same code at another stage is not about the address.
    Case(550, "5.1.1", .content, .never), Case(550, "5.1.1", .data, .never),
    // A policy is never the address's fault.
    Case(550, "5.7.1", .recipient, .never), Case(550, "5.7.26", .recipient, .never),
    Case(554, "5.7.1", .content, .never), Case(550, "5.7.509", .content, .never),
    // A wrong domain may be mended; the address is not dead for good.
    Case(550, "5.1.2", .recipient, .never), Case(550, "5.4.4", .recipient, .never),
    // A full mailbox passes, whatever class the server gives it.
    Case(552, "5.2.2", .recipient, .later), Case(552, "5.2.2", .content, .later),
    Case(452, "4.2.2", .recipient, .later),
    // Temporary is temporary, also with the words of a dead mailbox.
    Case(450, "4.1.1", .recipient, .later), Case(450, "5.1.1", .recipient, .later, dead: false),
    Case(421, nil, .content, .later), Case(451, "4.7.1", .recipient, .later),
    Case(421, "4.3.2", .greeting, .later),
    // Refused before the recipient was named: our settings, or the server.
    Case(554, nil, .greeting, .later), Case(550, nil, .hello, .later),
    Case(502, nil, .startTLS, .later), Case(535, "5.7.8", .auth, .later),
    Case(550, "5.7.1", .mail, .later), Case(550, "5.1.1", .mail, .later),
    // Too large, or not to be had at all.
    Case(552, "5.3.4", .data, .never), Case(554, "5.6.0", .content, .never),
    // Parley itself refused: the settings can be mended, an address that is none can't.
    Case(554, "5.3.5", .ours, .later),
    Case(553, nil, .ours, .never), Case(550, "5.1.1", .ours, .never),
]

@Test(arguments: table)
private func `what an answer means for the message and the address`(_ row: Case) {
    let reply = SMTPReply(row.code, row.enhanced, "words")
    let verdict = AttemptVerdict(.refused(reply, row.stage))
    #expect(verdict.course == row.course)
    #expect(verdict.isDeadAddress == row.isDead)
    #expect(verdict.reply.hasPrefix("\(row.code)"))
    #expect(verdict.reply.hasSuffix("words"))
}

@Test(arguments: SMTPStage.allCases, ["5.7.0", "5.7.1", "5.7.26", "5.7.509", "5.7.606"])
func `a policy rejection never makes an address dead`(_ stage: SMTPStage, _ code: String) {
    #expect(!AttemptVerdict(.refused(SMTPReply(550, code, ""), stage)).isDeadAddress)
}

@Test(arguments: SMTPStage.allCases)
func `only the answer to the recipient can make an address dead`(_ stage: SMTPStage) {
    let verdict = AttemptVerdict(.refused(SMTPReply(550, "5.1.1", ""), stage))
    #expect(verdict.isDeadAddress == (stage == .recipient))
}

@Test func `what was taken is done, what never left comes later, what may have left is unclear`() {
    #expect(AttemptVerdict(.accepted(SMTPReply(250, "2.0.0", "ok"))).course == .accepted)
    #expect(AttemptVerdict(.accepted(SMTPReply(250, "2.0.0", "ok"))).reply == "250 2.0.0 ok")
    #expect(AttemptVerdict(.notSent("no route")).course == .later)
    #expect(AttemptVerdict(.unclear("cut off")).course == .unclear)
    #expect(AttemptVerdict(unsendable: "no From").course == .later)
    for verdict in [AttemptVerdict(.notSent("")), AttemptVerdict(.unclear(""))] {
        #expect(!verdict.isDeadAddress)
    }
}
