import Cases
import Delivery
import Engines
import Foundation
import Inbox
import Localization
import MessageFormat
import People
import Store
import Testing
import Wire

@testable import Outreach

@Test(
    arguments: Engine.reachable,
    ["JOOJI", "stop", "Stop.", "ALTO", "توقف", "退订", "CANCEL", "END", "Unsubscribe"])
func `STOP in any language ends all texts to the number, and is confirmed once in hers`(
    _ engine: Engine, _ word: String
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    for _ in 0..<2 {
        let received = try await fixture.receiveText(word, from: Phone.asha)
        #expect(received.outcome == .filed)
        #expect(received.caseID == file.id)
    }
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    let confirmed = try await fixture.automaticTexts()
    #expect(confirmed.map(\.notice) == ["stopped"])
    #expect(confirmed.map(\.address) == [Phone.asha])
    #expect(confirmed.map(\.language) == ["so"])
    #expect(confirmed.map(\.isBulk) == [false])
    let entries = try await fixture.entries(of: file).suffix(3)
    #expect(entries.map(\.kind) == [.choice, .notice, .choice])
    #expect(entries.first?.words == word)
    #expect(entries.first?.channel == .sms)
    // The way back is named in the confirmation, in her language.
    #expect(entries.dropFirst().first?.words.contains("BILOW") == true)
    // Mail goes on: texts are what she stopped.
    #expect(try await fixture.isStopped("asha@example.org") == (false, false))
    #expect(try await fixture.triage().isEmpty)
    #expect(try await fixture.recordedAnswers().isEmpty)
}

@Test(arguments: Engine.reachable)
func `STOP from a phone of two families stands with both, and is confirmed once`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.phone(Phone.asha, for: "asha")
    try await fixture.phone(Phone.asha, for: "rosa")
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    try await fixture.receiveText("STOP", from: Phone.asha)
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    let own = try await fixture.entries(of: file).filter { $0.kind == .choice }
    #expect(own.map(\.words) == ["STOP"])
    #expect(own.map(\.isUnverified) == [false])
    let other = try #require(try await fixture.standing("lopez").first)
    let entries = try await fixture.entries(of: other)
    #expect(entries.map(\.kind) == [.choice])
    #expect(entries.map(\.details["sender"]) == ["from a phone that other families use too"])
    #expect(try await fixture.automaticTexts().map(\.language) == ["so"])
    #expect(try await fixture.standing("hassan").isEmpty)
    #expect(try await fixture.triage().isEmpty)
}

@Test(arguments: Engine.reachable)
func `STOP from a known number that was asked nothing needs nobody to decide`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    _ = try await (fixture.refer(), fixture.refer())
    try await fixture.receiveText("JOOJI", from: Phone.asha)
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    let file = try #require(try await fixture.standing("hassan").first)
    #expect(try await fixture.entries(of: file).map(\.kind) == [.choice, .notice])
    #expect(try await fixture.triage().isEmpty)
}

@Test(arguments: Engine.reachable)
func `STOP from a number that no family has is obeyed, and shown to a person`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let received = try await fixture.receiveText("PARAR", from: Phone.stranger)
    #expect(received.outcome == .triage)
    #expect(try await fixture.isStoppedNumber(Phone.stranger))
    #expect(try await fixture.triage().map(\.reason) == [.unknownSender])
    #expect(try await fixture.triage().map(\.kind) == ["opt-out"])
    #expect(try await fixture.automaticTexts().isEmpty)
    try await fixture.receiveText("START", from: Phone.stranger)
    #expect(try await fixture.isStoppedNumber(Phone.stranger) == false)
}

@Test(arguments: Engine.reachable, ["BILOW", "START", "Haa", "yes", "Subscribe"])
func `START, or YES after STOP, takes it back once`(
    _ engine: Engine, _ word: String
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    try await fixture.receiveText("STOP", from: Phone.asha)
    try await fixture.receiveText(word, from: Phone.asha)
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
    #expect(try await fixture.automaticTexts().map(\.notice) == ["stopped", "resumed"])
    #expect(try await fixture.automaticTexts().map(\.language) == ["so", "so"])
    #expect(try await fixture.recordedAnswers().isEmpty)
    #expect(
        try await fixture.entries(of: file).suffix(4).map(\.kind)
            == [.choice, .notice, .choice, .notice])
    // Said again it changes nothing, but that YES is an answer now.
    try await fixture.receiveText(word, from: Phone.asha)
    #expect(try await fixture.automaticTexts().count == 2)
    let isYes = ["Haa", "yes"].contains(word)
    #expect(try await fixture.recordedAnswers().map(\.answer) == (isYes ? ["yes"] : []))
    // And a second STOP is a wish of its own.
    fixture.clock.advance(.seconds(5))
    try await fixture.receiveText("stop", from: Phone.asha)
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    #expect(try await fixture.automaticTexts().map(\.notice) == ["stopped", "resumed", "stopped"])
}

@Test(arguments: Engine.reachable)
func `a number that the provider calls dead is not brought back by YES`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    let (_, message) = try await fixture.inviteByText(file)
    try await fixture.receiveText("haa", from: Phone.asha)
    #expect(try await fixture.automaticTexts().map(\.notice) == ["reply-received"])
    fixture.clock.advance(.seconds(8 * 86_400))
    try await fixture.receiveReceipt("failed", of: message, code: "invalid-number")
    _ = try await fixture.concernByText(file)
    try await fixture.receiveText("haa", from: Phone.asha)
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    // Nothing is written to a stopped number.
    #expect(try await fixture.automaticTexts().count == 1)
}

@Test(arguments: Engine.reachable)
func `digits and words from a stopped number still count, unanswered`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    for words in ["STOP", "2", "ma iman karo", "HELP"] {
        try await fixture.receiveText(words, from: Phone.asha)
    }
    #expect(try await fixture.recordedAnswers().map(\.answer) == ["no", "no"])
    #expect(try await fixture.isStoppedNumber(Phone.asha))
    #expect(try await fixture.automaticTexts().map(\.notice) == ["stopped"])
    #expect(try await fixture.entries(of: file).last?.words == "HELP")
}

@Test(arguments: Engine.reachable, ["HELP", "caawimo", "Ayuda"])
func `HELP is answered once an hour, and stands where any text would`(
    _ engine: Engine, _ word: String
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    for _ in 0..<2 {
        let received = try await fixture.receiveText(word, from: Phone.asha)
        #expect(received.caseID == file.id)
    }
    let helped = try await fixture.automaticTexts()
    #expect(helped.map(\.notice) == ["help"])
    #expect(helped.map(\.language) == ["so"])
    #expect(
        try await fixture.entries(of: file).suffix(3).map(\.kind) == [.reply, .notice, .reply])
    fixture.clock.advance(.seconds(3_600))
    try await fixture.receiveText(word, from: Phone.asha)
    #expect(try await fixture.automaticTexts().map(\.notice) == ["help", "help"])
    // From a number that was asked nothing it opens the family's conversation.
    try await fixture.receiveText(word, from: Phone.rosa)
    let standing = try #require(try await fixture.standing("lopez").first)
    #expect(try await fixture.entries(of: standing).map(\.kind) == [.reply, .notice])
    #expect(try await fixture.automaticTexts().last?.language == "es")
}

@Test(arguments: Engine.reachable)
func `HELP from a phone of two families that were asked nothing stands with both`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.phone(Phone.asha, for: "asha")
    try await fixture.phone(Phone.asha, for: "rosa")
    try await fixture.receiveText("HELP", from: Phone.asha)
    for family in ["hassan", "lopez"] {
        let file = try #require(try await fixture.standing(family).first)
        #expect(try await fixture.entries(of: file).first?.words == "HELP")
    }
    #expect(try await fixture.automaticTexts().map(\.notice) == ["help"])
    #expect(try await fixture.triage().isEmpty)
    // A stranger gets none: we know neither a language nor a family to say it for.
    try await fixture.receiveText("HELP", from: Phone.stranger)
    #expect(try await fixture.automaticTexts().count == 1)
    #expect(try await fixture.triage().map(\.reason) == [.unknownSender])
}

@Test(arguments: Engine.reachable)
func `HELP by mail is answered with the emergency number, once an hour`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    let file = try await fixture.refer()
    let (_, message) = try await fixture.invite(file)
    for words in ["Caawimo", "HELP"] {
        try await fixture.receive(try await fixture.answer(words, to: message))
    }
    #expect(try await fixture.acknowledgements().isEmpty)
    let entries = try await fixture.entries(of: file).suffix(3)
    #expect(entries.map(\.kind) == [.reply, .notice, .reply])
    let help = try #require(entries.first { $0.kind == .notice })
    #expect(help.details["notice"] == "help")
    #expect(help.channel == .email)
    #expect(help.words.contains("911"))
    // A machine is not helped.
    var mail = try await fixture.answer("HELP", to: message)
    mail.headers = [OutgoingField("Auto-Submitted", "auto-replied")]
    fixture.clock.advance(.seconds(3_600))
    try await fixture.receive(mail)
    let notices = try await fixture.entries(of: file).filter { $0.details["notice"] == "help" }
    #expect(notices.count == 1)
}

@Test(arguments: ["US", "ca", "MX"])
func `the emergency number is the region's`(_ region: String) {
    #expect(emergencyNumber(in: region) == "911")
}

@Test(arguments: ["", "SO", "GB", "XX"])
func `no emergency number is guessed`(_ region: String) {
    #expect(emergencyNumber(in: region) == nil)
}

@Test(arguments: Engine.reachable)
func `a sentence that perhaps means STOP stops nothing`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    for words in ["please stop", "STOP 🙏", "stop stop", "Fadlan iga jooji fariimaha"] {
        #expect(try await fixture.receiveText(words, from: Phone.asha).caseID == file.id)
    }
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
    #expect(try await fixture.automaticTexts().isEmpty)
}

/// A desk whose catalogs have a word that ends messages in Spanish and says yes in Somali.
private func deskWithTwoMeanings(_ fixture: DeskFixture) throws -> Desk {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let locales = testFolder.appending(path: "locales-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: root.appending(path: "locales"), to: locales)
    for (tag, from, to) in [
        ("es", "opt-out: [", "opt-out: [ZUBO, "), ("so", "yes: [", "yes: [zubo, "),
    ] {
        let file = locales.appending(path: "\(tag)/words.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing(from, with: to).write(to: file, atomically: true, encoding: .utf8)
    }
    let library = try NoticeLibrary.load(
        templates: root.appending(path: "templates"), locales: locales)
    return Desk(
        database: fixture.database, source: fixture.clock.source,
        localizer: Localizer(library: library, policy: TranslationPolicy(minimum: .draft)),
        tokens: fixture.desk.tokens, identity: fixture.desk.identity, phone: nil,
        acknowledgeWithin: nil)
}

@Test(arguments: Engine.reachable)
func `a word that ends messages in Spanish and says yes in Somali is what its writer reads`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.givePhones()
    let desk = try deskWithTwoMeanings(fixture)
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file)
    let (event, _) = try await fixture.announceByText(to: Phone.rosa, of: "rosa")
    for number in [Phone.asha, Phone.rosa, Phone.stranger] {
        _ = try await TakeText(desk).keep(
            text: Array(number.utf8), deliveryID: number, from: "test")
        let claimed = try #require(try await fixture.claimInbound().first)
        _ = try await ReceiveText(desk).file(
            claimed, InboundText(id: nil, from: number, to: "", text: "Zubo"))
    }
    #expect(try await fixture.recordedAnswers().map(\.family) == ["hassan"])
    #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
    #expect(try await fixture.isStoppedNumber(Phone.rosa))
    #expect(try await fixture.isStoppedNumber(Phone.stranger))
    #expect(try await fixture.answers(to: .event(event.id)).isEmpty)
}

@Test(arguments: Engine.reachable)
func `by mail too such a word is what its writer reads, but at the stop address`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    let desk = try deskWithTwoMeanings(fixture)
    let messages = try await fixture.announce()
    for (who, address, isStopped) in [
        ("asha", AddressToken.Purpose.reply, false), ("rosa", .reply, true), ("asha", .stop, true),
    ] {
        let message = try #require(messages.first { $0.address == "\(who)@example.org" })
        var mail = try await fixture.answer("Zubo", to: message)
        mail.to = fixture.address(address, of: message)
        _ = try await TakeMail(desk, mailboxes: []).keep(
            Arrival(
                source: "lmtp", deliveryID: nil, reversePath: "", recipients: [mail.to],
                bytes: mail.bytes(fixture.clock.source)))
        await ReadingWorker(desk, log: silentLog, pause: realPause).run(drain: true)
        #expect(try await fixture.isStopped("\(who)@example.org") == (isStopped, false), "\(who)")
        fixture.clock.advance(.seconds(1))
    }
    #expect(try await fixture.recordedAnswers().map(\.family) == ["hassan"])
}

@Test(arguments: Engine.reachable)
func `our own number, come back, starts no talk with ourselves`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
    try await fixture.phone(Phone.school, for: "asha")
    let file = try await fixture.refer()
    _ = try await fixture.inviteByText(file, number: Phone.school)
    let before = try await fixture.entries(of: file).count
    for words in ["Hello", "HELP", "STOP", "1"] {
        let received = try await fixture.receiveText(words, from: Phone.school)
        #expect(received.outcome == .ignored)
    }
    #expect(try await fixture.entries(of: file).count == before)
    #expect(try await fixture.triage().isEmpty)
    #expect(try await fixture.isStoppedNumber(Phone.school) == false)
}
