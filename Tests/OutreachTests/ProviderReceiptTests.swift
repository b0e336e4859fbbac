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
    /// A text that a provider has taken under an id of its own.
    fileprivate func taken(
        as providerID: String, number: String = Phone.asha, of contact: String = "asha",
        about file: Case
    ) async throws -> OutboundMessage {
        let (_, message) = try await inviteByText(file, number: number, of: contact)
        try await school.change(
            "UPDATE messages SET provider_id = \(providerID) WHERE id = \(message.id)")
        return message
    }

    fileprivate func state(_ message: OutboundMessage) async throws -> MessageState.Word {
        try await self.message(message.id).state
    }
}

@Suite struct ProviderReceiptTests {
    @Test(arguments: Engine.reachable, ProviderStyle.all)
    func `receipts come late, twice and out of order, and a word that nobody knows moves nothing`(
        _ engine: Engine, _ style: ProviderStyle
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let message = try await fixture.taken(as: "p-1", about: file)
        let words = style.words
        func post(_ word: String, _ code: String? = nil) async throws -> InboundID {
            try await fixture.post(
                style.receipt("p-1", message.id.text, word, code), by: style, to: message)
        }
        let unknown = try await post(words.unknown)
        #expect(try await fixture.state(message) == .sent)
        #expect(try await fixture.result(of: unknown).outcome == .recorded)
        _ = try await post(words.delivered)
        let late = try await post(words.underway)
        #expect(try await fixture.state(message) == .delivered)
        // The same receipt again is the same arrival.
        #expect(try await post(words.underway) == late)
        let failed = try await post(words.failed)
        #expect(try await fixture.state(message) == .bounced)
        _ = try await post(words.delivered)
        #expect(try await fixture.state(message) == .bounced)
        let entry = try #require(try await fixture.entries(of: file).last)
        #expect(entry.kind == .delivery && entry.inbound == failed)
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM inbound WHERE state = 'read'") == 4)
        #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
    }

    @Test(
        arguments: Engine.reachable,
        ProviderStyle.all.filter { $0.optedOut != nil })
    func `a reader who has opted out with the provider has opted out with us`(
        _ engine: Engine, _ style: ProviderStyle
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let message = try await fixture.taken(as: "p-1", about: file)
        try await fixture.post(
            style.receipt("p-1", message.id.text, style.words.failed, style.optedOut), by: style,
            to: message)
        #expect(try await fixture.isStoppedNumber(Phone.asha))
        let entries = try await fixture.entries(of: file).suffix(2)
        #expect(entries.map(\.kind) == [.choice, .delivery])
        #expect(entries.first?.subject == "texts stopped with the provider")
    }
}

/// Where all receipts come to one address.
@Suite struct ReceiptsToOneAddressTests {
    @Test(arguments: Engine.reachable)
    func `our reference says which message it is, else the provider's id`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let first = try await fixture.taken(as: "p-1", about: file)
        let second = try await fixture.taken(
            as: "p-2", number: Phone.yusuf, of: "yusuf", about: file)
        let vonage = ProviderStyle.vonage
        // The second part of a long text has an id that the answer did not give.
        let byReference = try await fixture.post(
            vonage.receipt("p-1b", first.id.text, "delivered", nil), by: vonage)
        #expect(try await fixture.state(first) == .delivered)
        #expect(try await fixture.result(of: byReference).evidence == "receipt")
        let byID = try await fixture.post(
            ProviderStyle.africasTalking.receipt("p-2", "", "Success", nil),
            by: .africasTalking)
        #expect(try await fixture.state(second) == .delivered)
        #expect(try await fixture.result(of: byID).evidence == "receipt")
        #expect(try await fixture.result(of: byID).caseID == file.id)
    }

    @Test(arguments: Engine.reachable)
    func `an id of other letters is another message`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let message = try await fixture.taken(as: "ATXid_a", about: try await fixture.refer())
        try await fixture.post("id=ATXid_A&status=Success", by: .africasTalking)
        #expect(try await fixture.state(message) == .sent)
    }

    @Test(arguments: Engine.reachable)
    func `a receipt that is there before the answer is written down waits for it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let (_, message) = try await fixture.inviteByText(try await fixture.refer())
        let id = try await fixture.post("id=ATXid_1&status=Success", by: .africasTalking)
        #expect(try await fixture.state(message) == .sent)
        await #expect(throws: (any Error).self) { try await fixture.result(of: id) }
        try await fixture.school.change(
            "UPDATE messages SET provider_id = 'ATXid_1' WHERE id = \(message.id)")
        fixture.clock.advance(.seconds(61))
        try await fixture.read(with: .africasTalking)
        #expect(try await fixture.state(message) == .delivered)
        #expect(try await fixture.result(of: id).outcome == .recorded)
    }

    @Test(arguments: Engine.reachable)
    func `a receipt about nothing of ours is kept and ends in no tray`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let body = "id=ATXid_9&status=Failed&failureReason=UserInBlackList"
        let id = try await fixture.post(body, by: .africasTalking)
        for _ in 0..<4 {
            fixture.clock.advance(.seconds(61))
            try await fixture.read(with: .africasTalking)
        }
        #expect(try await fixture.result(of: id).outcome == .ignored)
        #expect(try await fixture.triage().isEmpty)
        let stored = try await fixture.database.read { t in try InboundQueue().bytes(of: id, t) }
        #expect(stored == Array(body.utf8))
    }
}

/// Where several come in one request.
@Suite struct SeveralAtOnceTests {
    @Test(arguments: Engine.reachable)
    func `each receipt of a bag moves its own message`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let first = try await fixture.taken(as: "p-1", about: file)
        let second = try await fixture.taken(
            as: "p-2", number: Phone.yusuf, of: "yusuf", about: file)
        let entries = [
            ProviderStyle.infobipEntry("p-1", first.id.text, "DELIVERED", nil),
            ProviderStyle.infobipEntry("p-2", "", "REJECTED", "EC_UNKNOWN_SUBSCRIBER"),
        ]
        // It comes to the address of the first, and says more than that.
        let whole = try await fixture.post(
            "{\"results\":[\(entries.joined(separator: ","))]}", by: .infobip, to: first)
        #expect(try await fixture.state(first) == .delivered)
        #expect(try await fixture.state(second) == .bounced)
        #expect(try await fixture.isStoppedNumber(Phone.yusuf))
        #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
        #expect(try await fixture.result(of: whole).outcome == .split)
        #expect(
            try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound") == 3)
    }

    @Test(arguments: Engine.reachable)
    func `each text of a bag is filed, and once`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        _ = try await fixture.concernByText(file)
        let texts = [("m1", "Waan imanayaa"), ("m2", "Berri"), ("m1", "Waan imanayaa")].map {
            let from = Phone.asha.dropFirst()
            return #"{"messageId":"\#($0.0)","from":"\#(from)","to":"1","text":"\#($0.1)"}"#
        }
        let desk = try fixture.desk(with: .infobip)
        _ = try await TakeText(desk).keep(
            text: Array("{\"results\":[\(texts.joined(separator: ","))]}".utf8), deliveryID: nil,
            from: "infobip")
        try await fixture.read(with: .infobip)
        let replies = try await fixture.entries(of: file).filter { $0.kind == .reply }
        #expect(replies.map(\.words) == ["Waan imanayaa", "Berri"])
    }

    @Test(arguments: Engine.reachable)
    func `a part that does not say of which text is shown by itself, and is no word to obey`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        _ = try await fixture.concernByText(file)
        let desk = try fixture.desk(with: .vonage)
        let body =
            #"{"msisdn":"\#(Phone.asha.dropFirst())","to":"1","messageId":"v1","text":"STOP","#
            + #""concat":"true","concat-total":"2","concat-part":"2"}"#
        _ = try await TakeText(desk).keep(
            text: Array(body.utf8), deliveryID: "v1", from: "vonage")
        try await fixture.read(with: .vonage)
        #expect(try await fixture.isStoppedNumber(Phone.asha) == false)
        #expect(try await fixture.entries(of: file).last?.words == "(2/2) STOP")
    }
}
