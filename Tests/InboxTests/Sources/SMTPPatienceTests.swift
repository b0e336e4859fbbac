import NIOCore
import Testing

@testable import Inbox

@Suite struct SMTPPatienceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var options: SMTPListenerOptions {
        var options = SMTPListenerOptions(port: 0, session: .init(hostName: "in.test"))
        (options.idleSeconds, options.contentSeconds) = (300, 600)
        return options
    }

    @Test func `each word begins the silence anew, a message's time runs on`() {
        var patience = SMTPPatience()
        #expect(patience.end == nil)
        patience.goOn(at: start, wantsBytes: true, isInMail: false, options)
        #expect(patience.end == start + .seconds(300))
        for minute in stride(from: Int64(0), through: 8, by: 4) {
            let now = start + .minutes(minute)
            patience.goOn(at: now, wantsBytes: true, isInMail: true, options)
            #expect(patience.end == min(now + .seconds(300), start + .seconds(600)))
        }
    }

    @Test func `while we are the ones who are waited for it does not run`() {
        var patience = SMTPPatience()
        patience.goOn(at: start, wantsBytes: true, isInMail: true, options)
        patience.goOn(at: start + .seconds(9), wantsBytes: false, isInMail: true, options)
        #expect(patience.end == nil)
        patience.goOn(at: start + .seconds(99), wantsBytes: true, isInMail: false, options)
        #expect(patience.end == start + .seconds(399))
    }
}
