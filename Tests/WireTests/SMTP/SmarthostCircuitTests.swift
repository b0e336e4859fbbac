import Testing

@testable import Wire

@Test func `a server that failed is set aside, then tried by one message alone`() {
    var circuit = SmarthostCircuit(2)
    #expect(circuit.candidates(0) == [0, 1])
    circuit.failed(0, 0)
    #expect(circuit.candidates(0) == [1])
    #expect(circuit.candidates(29_999) == [1])
    #expect(circuit.candidates(30_000) == [0, 1])
    // The others go on with the second meanwhile.
    #expect(circuit.candidates(30_001) == [1])
    circuit.worked(0)
    #expect(circuit.candidates(30_002) == [0, 1])
    #expect(circuit.isUp(0))
}

@Test func `each failure in turn doubles the wait, up to five minutes, and success forgets them`() {
    var circuit = SmarthostCircuit(1)
    var now: Int64 = 0
    for wait: Int64 in [30_000, 60_000, 120_000, 240_000, 300_000, 300_000] {
        _ = circuit.candidates(now)
        circuit.failed(0, now)
        #expect(circuit.candidates(now + wait - 1).isEmpty)
        now += wait
    }
    #expect(circuit.candidates(now) == [0])
    circuit.worked(0)
    circuit.failed(0, now)
    #expect(circuit.candidates(now + 30_000) == [0])
}

@Test func `many messages that find out at once count as one failure`() {
    var circuit = SmarthostCircuit(1)
    for _ in 0..<50 { circuit.failed(0, 1_000) }
    #expect(circuit.candidates(31_000) == [0])
}

@Test func `a server that was to be tried and was not needed may be tried by the next`() {
    var circuit = SmarthostCircuit(2)
    circuit.failed(1, 0)
    #expect(circuit.candidates(30_000) == [0, 1])
    circuit.skipped(1)
    #expect(circuit.candidates(30_001) == [0, 1])
}

@Test(arguments: SMTPStage.allCases)
func `only a server that cannot have the message lets it go to another`(_ stage: SMTPStage) {
    func finding(_ code: Int, _ enhanced: String?) -> Smarthosts.Finding {
        Smarthosts.Finding(.refused(SMTPReply(code, enhanced, ""), stage), isCancelled: false)
    }
    let closing = finding(421, "4.3.2")
    let full = finding(452, "4.3.1")
    let unknown = finding(550, "5.1.1")
    let greylisted = finding(450, "4.2.0")
    switch stage {
    case .greeting, .hello, .startTLS, .auth:
        #expect(Set([closing, full, unknown, greylisted]) == [.serverDown])
    case .mail, .recipient, .data:
        #expect([closing, full] == [.serverDown, .serverDown])
        #expect([unknown, greylisted] == [.taken, .taken])
    case .content:
        #expect(Set([closing, full, unknown, greylisted]) == [.taken])
    // The server was not even asked.
    case .ours:
        #expect(Set([closing, full, unknown, greylisted]) == [.undecided])
    }
    #expect(Smarthosts.Finding(.unclear(""), isCancelled: false) == .undecided)
    #expect(Smarthosts.Finding(.notSent(""), isCancelled: false) == .serverDown)
    #expect(Smarthosts.Finding(.notSent(""), isCancelled: true) == .undecided)
}
