import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

@Test(arguments: Engine.reachable)
func `a text is filed in the case that asked by text, as it was written`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer("warsame")
    let message = try await fixture.concernByText(file, number: Phone.yusuf, of: "yusuf")
    let words = "شكرا جزيلا، متى يمكنني أن أتحدث مع معلمة علي؟"
    let received = try await fixture.receiveText(words, from: Phone.yusuf, media: 2)
    #expect(received.outcome == .filed)
    #expect(received.evidence == "number-pair")
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.kind == .reply)
    #expect(entry.words == words)
    #expect(entry.language == "ar")
    #expect(entry.channel == .sms)
    #expect(entry.author == .contact(ContactID(text: "yusuf")))
    #expect(entry.message == message.id)
    #expect(entry.inbound == received.id)
    #expect(entry.evidence == "number-pair")
    #expect(!entry.isUnverified)
    #expect(entry.details == ["attachments": "2"])
    let row = try await fixture.database.read { t in
        try t.row("SELECT * FROM readings")
    }
    #expect(try row?["kind"] == "reply")
    #expect(try row?["from_address"] == Phone.yusuf)
    #expect(try row?["subject"] == "")
    #expect(try row?["language"] == "ar")
    #expect(try await fixture.recordedAnswers().isEmpty)
    // A picture may come without a word.
    try await fixture.receiveText("", from: Phone.yusuf, media: 1)
    let picture = try #require(try await fixture.entries(of: file).last)
    #expect(picture.words == "")
    #expect(picture.details == ["attachments": "1"])
}

@Test(arguments: Engine.reachable)
func `a text after a bulk notice opens the family's standing conversation with it`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let (event, message) = try await fixture.announceByText(to: Phone.rosa, of: "rosa")
    try await fixture.receiveText("¿Puedo llevar a mi hermana a la escuela?", from: Phone.rosa)
    let file = try #require(try await fixture.standing("lopez").first)
    let entries = try await fixture.entries(of: file)
    #expect(entries.map(\.kind) == [.notice, .reply])
    #expect(entries.map(\.channel) == [.sms, .sms])
    #expect(entries.map(\.message) == [message.id, message.id])
    #expect(entries.last?.language == "es")
    // Three days after the event it is past: with no case, the number alone says too little.
    fixture.clock.advance(event.startsAt - fixture.clock.now + .seconds(3 * 86_400 + 1))
    #expect(try await fixture.receiveText("gracias", from: Phone.rosa).outcome == .triage)
    #expect(try await fixture.triage().map(\.reason) == [.noOpenCase])
}

@Test(arguments: Engine.reachable)
func `one phone of two families: the one that was asked has it, both asked go to a person`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.phone(Phone.asha, for: "asha")
    try await fixture.phone(Phone.asha, for: "yusuf")
    let first = try await fixture.refer("hassan")
    _ = try await fixture.inviteByText(first)
    let received = try await fixture.receiveText("1", from: Phone.asha)
    #expect(received.caseID == first.id)
    let entry = try #require(try await fixture.entries(of: first).last)
    #expect(entry.author == .family)
    #expect(entry.details["sender"] == "from a phone that other families use too")
    #expect(try await fixture.recordedAnswers().map(\.family) == ["hassan"])
    let second = try await fixture.refer("warsame")
    _ = try await fixture.inviteByText(second, of: "yusuf")
    #expect(try await fixture.receiveText("1", from: Phone.asha).outcome == .triage)
    let item = try #require(try await fixture.triage().first)
    #expect(item.reason == .severalFamilies)
    #expect(item.channel == .sms)
    #expect(item.fromAddress == Phone.asha)
    #expect(item.candidates.map(\.caseID) == [second.id, first.id])
    #expect(try await fixture.recordedAnswers().count == 1)
}

@Test(arguments: Engine.reachable)
func `a bulk notice to a phone of two families goes to a person`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.phone(Phone.asha, for: "asha")
    try await fixture.phone(Phone.asha, for: "rosa")
    _ = try await fixture.announceByText()
    #expect(try await fixture.receiveText("1", from: Phone.asha).outcome == .triage)
    let item = try #require(try await fixture.triage().first)
    #expect(item.reason == .sharedAddress)
    #expect(Set(item.candidates.map(\.family.text)) == ["hassan", "lopez"])
    #expect(try await fixture.recordedAnswers().isEmpty)
}

@Test(arguments: Engine.reachable)
func `two open cases asked on one number go to a person, who puts the text on one`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let (one, two) = (try await fixture.refer(), try await fixture.refer())
    let first = try await fixture.inviteByText(one)
    _ = try await fixture.inviteByText(two)
    let received = try await fixture.receiveText("Haa", from: Phone.asha, media: 1)
    #expect(received.outcome == .triage)
    let item = try #require(try await fixture.triage().first)
    #expect(item.reason == .severalCases)
    #expect(item.candidates.map(\.caseID) == [two.id, one.id])
    #expect(item.attachments == 1)
    #expect(try await fixture.recordedAnswers().isEmpty)
    _ = try await SettleTriage(fixture.desk).assign(item.reference, to: one.reference, by: "amina")
    let entry = try #require(try await fixture.entries(of: one).last)
    #expect(entry.words == "Haa")
    #expect(entry.channel == .sms)
    #expect(entry.subject == nil)
    #expect(entry.details["attachments"] == "1")
    // Now that a person has said where it belongs, the answer counts.
    #expect(entry.kind == .answer)
    let answers = try await fixture.recordedAnswers()
    #expect(answers.map(\.answer) == ["yes"])
    #expect(answers.map(\.about) == [first.meeting.id.text])
}

@Test(arguments: Engine.reachable)
func `a text to a closed case does not open it again`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    try await fixture.close(file)
    let before = try await fixture.entries(of: file).count
    #expect(try await fixture.receiveText("1", from: Phone.asha).outcome == .triage)
    let item = try #require(try await fixture.triage().first)
    #expect(item.reason == .noOpenCase)
    #expect(item.candidates.map(\.caseID) == [file.id])
    #expect(try await fixture.entries(of: file).count == before)
    #expect(try await fixture.recordedAnswers().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a known number that was asked nothing is filed as unverified, and does nothing`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    // Asked by mail: a text is no answer to it.
    _ = try await fixture.invite(file)
    let received = try await fixture.receiveText("1", from: Phone.asha)
    #expect(received.evidence == "sender")
    let entry = try #require(try await fixture.entries(of: file).last)
    #expect(entry.kind == .reply)
    #expect(entry.isUnverified)
    #expect(try await fixture.recordedAnswers().isEmpty)
    #expect(try await fixture.automaticTexts().isEmpty)
}

@Test(arguments: Engine.reachable)
func `what a number was not sent, or sent too long ago, asks nothing`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    let (_, message) = try await fixture.inviteByText(file, at: "2027-03-03 17:30")
    for state in ["queued", "held", "deferred", "failed", "bounced", "suppressed", "cancelled"] {
        try await fixture.school.change(
            "UPDATE messages SET state = \(state) WHERE id = \(message.id)")
        #expect(try await fixture.receiveText("1", from: Phone.asha).evidence == "sender")
    }
    for state in ["sending", "unclear", "sent", "delivered"] {
        try await fixture.school.change(
            "UPDATE messages SET state = \(state) WHERE id = \(message.id)")
        #expect(try await fixture.receiveText("1", from: Phone.asha).evidence == "number-pair")
    }
    #expect(try await fixture.recordedAnswers().count == 4)
    fixture.clock.advance(.seconds(30 * 86_400))
    #expect(try await fixture.receiveText("1", from: Phone.asha).evidence == "sender")
    #expect(try await fixture.recordedAnswers().count == 4)
}

/// How a provider may write a number, and what it is read as; nil goes to a person as it came.
private let numbers: [(written: String, read: String?)] = [
    ("+12125550101", Phone.asha), ("12125550101", Phone.asha), ("2125550101", Phone.asha),
    ("(212) 555-0101", Phone.asha), ("0012125550101", nil), ("72975", nil), ("SCHOOL", nil),
    ("anonymous", nil), (String(repeating: "9", count: 300), nil),
]

@Test(arguments: Engine.reachable)
func `a number is read as the roster has it, and what is none goes to a person`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    for row in numbers {
        let received = try await fixture.receiveText("Salaan", from: row.written)
        #expect(received.caseID == (row.read == nil ? nil : file.id), "\(row.written.prefix(20))")
        guard row.read == nil else { continue }
        let item = try #require(try await fixture.triage().last)
        #expect(item.reason == .unknownSender)
        #expect(item.fromAddress == String(row.written.prefix(250)))
    }
    // Without the plus this is one in the United States, or one in Singapore: the roster decides.
    try await fixture.phone("+6591234567", for: "rosa")
    _ = try await fixture.receiveText("Hola", from: "6591234567")
    #expect(try await fixture.triage().last?.candidates.map(\.family.text) == ["lopez"])
}

@Test(arguments: Engine.reachable)
func `the same delivery twice is one entry, and two texts that say the same are two`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    let first = try await fixture.receiveText("1", from: Phone.asha, id: "d1")
    let again = try await fixture.receiveText("1", from: Phone.asha, id: "d1")
    #expect(first.id == again.id)
    #expect(try await fixture.recordedAnswers().count == 1)
    let second = try await fixture.receiveText("1", from: Phone.asha, id: "d2")
    #expect(second.id != first.id)
    #expect(try await fixture.recordedAnswers().count == 2)
    #expect(try await fixture.entries(of: file).filter { $0.kind == .answer }.count == 2)
}

@Test(arguments: Engine.reachable)
func `a text whose filing fails is left as it was, to be read again`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    let before = try await fixture.entries(of: file).count
    _ = try await TakeText(fixture.desk).keep(
        text: Array("1".utf8), deliveryID: "d1", from: "test")
    let text = InboundText(id: "d1", from: Phone.asha, to: "+12125550100", text: "1")
    // The acknowledgement's audit row is the last that is written; it can't be.
    try await fixture.school.change("ALTER TABLE audit RENAME TO elsewhere")
    let claimed = try #require(try await fixture.claimInbound().first)
    await #expect(throws: StoreError.self) {
        _ = try await ReceiveText(fixture.desk).file(claimed, text)
    }
    try await fixture.school.change("ALTER TABLE elsewhere RENAME TO audit")
    #expect(try await fixture.entries(of: file).count == before)
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM readings") == 0)
    #expect(try await fixture.automaticTexts().isEmpty)
    // The reader is gone; its lease ends, and the next one files it, once.
    fixture.clock.advance(.seconds(61))
    let now = fixture.clock.now
    _ = try await fixture.database.write { t in try InboundQueue().sweep(now: now, t) }
    let second = try #require(try await fixture.claimInbound().first)
    _ = try await ReceiveText(fixture.desk).file(second, text)
    #expect(try await fixture.recordedAnswers().count == 1)
    // The first one comes back: what it writes is undone.
    await #expect(throws: StoreError.self) {
        _ = try await ReceiveText(fixture.desk).file(claimed, text)
    }
    #expect(try await fixture.recordedAnswers().count == 1)
    #expect(try await fixture.automaticTexts().map(\.notice) == ["reply-received"])
}

/// What a provider may bring that is no text.
private let unreadable: [String] = [
    "", "{", "null", "[]", "1", #"{"type":"sms.received"}"#,
    #"{"type":"sms.received","data":{"id":"a","from":"","to":"+12125550100","text":"1"}}"#,
    #"{"type":"sms.received","data":{"from":"+12125550101","text":"1"}}"#,
    #"{"type":"sms.received","data":{"from":["+1"],"to":"+12125550100","text":"1"}}"#,
    #"{"type":"sms.status","data":{"id":"a","status":"sent"}}"#,
    #"{"type":"sms.received","data":{"from":"+12125550101","from":"+12125550102","to":"+12125550100","text":"1"}}"#,
]

@Test(arguments: Engine.reachable)
func `what can't be read as a text waits for a person, with the reason and its bytes`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    _ = try await fixture.inviteByText(try await fixture.refer())
    let line = try fixture.lineDesk()
    let bodies = unreadable.map { Array($0.utf8) } + [[0xFF, 0xFE]]
    for (number, body) in bodies.enumerated() {
        let kept = try await TakeText(line).keep(
            text: body, deliveryID: "\(number)", from: DeskFixture.provider)
        await ReadingWorker(line, log: silentLog, pause: realPause).run(drain: true)
        #expect(try await fixture.result(of: kept.id).outcome == .triage, "\(number)")
        let (bytes, reasons) = try await fixture.database.read { t in
            let row = try t.row("SELECT reasons FROM readings WHERE raw_id = \(kept.id)")
            return (try InboundQueue().bytes(of: kept.id, t), try row?["reasons"] as String?)
        }
        #expect(bytes == body)
        #expect((reasons ?? "").count > 10, "\(number)")
        fixture.clock.advance(.seconds(1))
    }
    #expect(Set(try await fixture.triage().map(\.reason)) == [.unreadable])
    #expect(try await fixture.recordedAnswers().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a text that came before a switch of providers is read by the earlier one's file`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    let line = try fixture.lineDesk()
    let form = "MessageSid=SM1&From=%2B12125550101&To=%2B12125550100&Body=1&NumMedia=0"
    let kept = try await TakeText(line).keep(
        text: Array(form.utf8), deliveryID: "SM1", from: "twilio")
    await ReadingWorker(line, log: silentLog, pause: realPause).run(drain: true)
    #expect(try await fixture.result(of: kept.id).caseID == file.id)
    #expect(try await fixture.recordedAnswers().map(\.answer) == ["yes"])
}

@Test(arguments: Engine.reachable)
func `an answer to the word of who writes opens the family's conversation, and asks nothing`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let order = try await fixture.database.read { t in
        guard let school = try Schools().school(SchoolID(text: "school"), t),
            let amina = try Staff().member(handle: "amina", t)
        else { throw Missing() }
        return try Welcome(fixture.desk).order(school, amina, audience: "first text", t)
    }
    _ = try await fixture.text(order, to: Phone.rosa, of: "rosa")
    let received = try await fixture.receiveText("Gracias", from: Phone.rosa)
    let standing = try #require(try await fixture.standing("lopez").first)
    #expect(received.caseID == standing.id)
    // On a phone of two families it says nothing about who writes, nor keeps a case's answer back.
    try await fixture.phone(Phone.asha, for: "rosa")
    _ = try await fixture.text(order, to: Phone.asha, of: "asha")
    #expect(try await fixture.receiveText("Hello", from: Phone.asha).outcome == .triage)
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    #expect(try await fixture.receiveText("1", from: Phone.asha).caseID == file.id)
}

@Test(arguments: Engine.reachable)
func `bytes of a provider that nobody knows wait for a person, as they came`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let bytes = Array("{\"from\":\"\u{1F600}".utf8) + [0xFF, 0x00]
    let kept = try await TakeText(fixture.desk).keep(
        text: bytes, deliveryID: "d1", from: "nobody")
    await ReadingWorker(fixture.desk, log: silentLog, pause: realPause).run(drain: true)
    let item = try #require(try await fixture.triage().first)
    #expect(item.inbound == kept.id)
    #expect(item.reason == .unreadable)
    #expect(item.kind == "unreadable")
    #expect(item.channel == .sms)
    let stored = try await fixture.database.read { t in try InboundQueue().bytes(of: kept.id, t) }
    #expect(stored == bytes)
}
