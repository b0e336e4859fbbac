import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

extension DeskFixture {
    /// A message by text that stands in a state.
    fileprivate func texted(
        _ state: MessageState.Word = .sent
    ) async throws -> (file: Case, message: OutboundMessage) {
        try await givePhones()
        let file = try await refer()
        let (_, message) = try await inviteByText(file)
        try await school.change("UPDATE messages SET state = \(state) WHERE id = \(message.id)")
        return (file, message)
    }
}

/// Every order of some receipts.
private func orders(_ states: [String]) -> [[String]] {
    guard !states.isEmpty else { return [[]] }
    return states.indices.flatMap { index in
        var rest = states
        let first = rest.remove(at: index)
        return orders(rest).map { [first] + $0 }
    }
}

/// Receipts of one message, in any order, and where it ends.
private let ends: [(receipts: [String], end: MessageState.Word)] = [
    (["sent", "a word of tomorrow", "sent"], .sent),
    (["sent", "delivered", "a word of tomorrow"], .delivered),
    (["delivered", "delivered", "sent"], .delivered), (["sent", "failed", "failed"], .bounced),
    (["sent", "delivered", "failed"], .bounced),
]

@Test(arguments: Engine.reachable)
func `receipts in any order and any number end in one state`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (file, message) = try await fixture.texted()
    for row in ends {
        for (order, start) in orders(row.receipts).flatMap({ order in
            [MessageState.Word.sending, .unclear, .sent].map { (order, $0) }
        }) {
            try await fixture.school.change(
                "UPDATE messages SET state = \(start) WHERE id = \(message.id)")
            let before = try await fixture.entries(of: file).filter { $0.kind == .delivery }.count
            for state in order {
                let received = try await fixture.receiveReceipt(state, of: message)
                #expect(received.outcome == .recorded)
            }
            #expect(try await fixture.message(message.id).state == row.end, "\(start) \(order)")
            let told = try await fixture.entries(of: file).filter { $0.kind == .delivery }
            #expect(told.count - before == (row.end == .bounced ? 1 : 0), "\(start) \(order)")
        }
    }
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
}

@Test(arguments: Engine.reachable)
func `a message that has ended is not brought back by a receipt`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.texted()
    for state in MessageState.Word.allCases {
        for receipt in ["sent", "delivered", "failed", "a word of tomorrow"] {
            try await fixture.school.change(
                "UPDATE messages SET state = \(state) WHERE id = \(message.id)")
            try await fixture.receiveReceipt(receipt, of: message)
            let after = try await fixture.message(message.id).state
            switch state {
            case .sending, .unclear, .sent:
                #expect(after.isSettled || receipt == "a word of tomorrow")
            case .delivered: #expect([.delivered, .bounced].contains(after))
            default: #expect(after == state, "\(receipt)")
            }
        }
    }
}

@Test(arguments: Engine.reachable)
func `the provider's words stand on the case when a text could not be delivered`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (file, message) = try await fixture.texted()
    let received = try await fixture.receiveReceipt(
        "failed", of: message, code: "transient", reason: "unreachable handset")
    let changed = try await fixture.message(message.id)
    #expect(changed.state == .bounced)
    #expect(changed.lastReply == "failed, code transient: unreachable handset")
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.kind == .delivery)
    #expect(entry.subject == "bounced")
    #expect(entry.words == "failed, code transient: unreachable handset")
    #expect(entry.channel == .sms)
    #expect(entry.inbound == received.id)
    #expect(received.evidence == "token")
    #expect(received.caseID == file.id)
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
}

@Test(arguments: Engine.reachable)
func `a dead number is written to no more`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (file, message) = try await fixture.texted()
    for _ in 0..<2 {
        try await fixture.receiveReceipt("failed", of: message, code: "invalid-number")
    }
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM suppressions") == 1)
    #expect(try await fixture.entries(of: file).filter { $0.kind == .delivery }.count == 1)
}

@Test(arguments: Engine.reachable)
func `STOP that was said to the provider counts as said to us, and START after it too`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (file, message) = try await fixture.texted()
    try await fixture.phone(Phone.asha, for: "rosa")
    try await fixture.receiveReceipt("failed", of: message, code: "opted-out")
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    let kinds = try await fixture.entries(of: file).suffix(2).map(\.kind)
    #expect(kinds == [.choice, .delivery])
    let other = try #require(try await fixture.standing("lopez").first)
    #expect(
        try await fixture.entries(of: other).map(\.subject) == ["texts stopped with the provider"])
    // Nothing of ours would arrive.
    #expect(try await fixture.automaticTexts().isEmpty)
    try await fixture.receiveText("START", from: Phone.asha)
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
    // A repetition of what was said before START takes nothing back.
    try await fixture.receiveReceipt("failed", of: message, code: "opted-out")
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
}

@Test(arguments: Engine.reachable)
func `a receipt that names no message of ours changes nothing`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.texted()
    let takes = TakeText(fixture.desk)
    let real = fixture.desk.tokens.pathToken(.receipt, for: message.id)
    let forged = String(real.dropLast()) + (real.last == "0" ? "1" : "0")
    let crossed = fixture.desk.tokens.pathToken(.bounce, for: message.id)
    for token in [forged, crossed, "", "x"] {
        let kept = try await takes.keep(receipt: [1], to: token, deliveryID: nil, from: "test")
        #expect(kept == nil)
    }
    // Its message is gone: erased meanwhile.
    let gone = fixture.desk.tokens.pathToken(
        .receipt,
        for: OutboundID(
            text: message.id.text
                .replacing(
                    message.id.text.suffix(1), with: message.id.text.hasSuffix("0") ? "1" : "0")))
    let kept = try #require(
        try await takes.keep(receipt: [1], to: gone, deliveryID: "d", from: "test"))
    let claimed = try #require(try await fixture.claimInbound().first)
    let outcome = try await RecordTextReceipt(fixture.desk).record(
        claimed,
        TextReceipt(
            providerID: "p", reference: nil, state: .failed, refusal: .deadNumber, reply: ""))
    #expect(outcome == .ignored)
    #expect(try await fixture.result(of: kept.id).outcome == .ignored)
    #expect(try await fixture.message(message.id).state == .sent)
}

@Test(arguments: Engine.reachable)
func `a receipt that can't be read is kept with the reason, and buries no text in the tray`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let (_, message) = try await fixture.texted()
    let line = try fixture.lineDesk()
    for (provider, bytes) in [("nobody", [0xFF, 0xFE]), (DeskFixture.provider, [0x7B])]
        as [(String, [UInt8])]
    {
        let kept = try await TakeText(line).keep(
            receipt: bytes, to: line.tokens.pathToken(.receipt, for: message.id),
            deliveryID: "d", from: provider)
        await ReadingWorker(line, log: silentLog, pause: realPause).run(drain: true)
        let id = try #require(kept?.id)
        #expect(try await fixture.result(of: id).outcome == .ignored)
        let stored = try await fixture.database.read { t in try InboundQueue().bytes(of: id, t) }
        #expect(stored == bytes)
    }
    #expect(
        try await fixture.school.count(
            "SELECT COUNT(*) AS n FROM readings WHERE kind = 'unreadable'") == 2)
    #expect(try await fixture.triage().isEmpty)
    #expect(try await fixture.message(message.id).state == .sent)
}
