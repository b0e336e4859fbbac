import Testing
import Wire

@testable import Delivery

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
    #expect(AttemptVerdict(.notSent("no route")).course == .later(.transient))
    #expect(AttemptVerdict(.unclear("cut off")).course == .unclear)
    #expect(AttemptVerdict(unsendable: "no From").course == .later(.ours))
    for verdict in [AttemptVerdict(.notSent("")), AttemptVerdict(.unclear(""))] {
        #expect(!verdict.isDeadAddress)
    }
}

@Test(
    arguments: [
        (.transient, .later(.transient)), (.throttled, .later(.throttled)),
        (.configuration, .later(.ours)), (.permanent, .never), (.deadNumber, .never),
        (.optedOut, .never),
    ] as [(SMSRefusal, AttemptVerdict.Course)])
func `a text provider's refusal has the class of its error`(
    _ row: (refusal: SMSRefusal, course: AttemptVerdict.Course)
) {
    let verdict = AttemptVerdict(.answered(HTTPResponse(status: 200, body: []))) { _ in
        .refused(row.refusal, reply: "no")
    }
    #expect(verdict.course == row.course)
    #expect(verdict.isDeadAddress == (row.refusal == .deadNumber))
    #expect(verdict.isOptOut == (row.refusal == .optedOut))
}
