import Cases
import Engines
import Foundation
import Inbox
import People
import Store
import Testing

@testable import Outreach

/// The parts of long texts, as a provider brings them that does not put them together.
struct JoinPartsTests {
    /// A desk with an open case of Asha's, asked about by text.
    private static func office(_ engine: Engine) async throws -> (DeskFixture, Case) {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        _ = try await fixture.concernByText(file)
        return (fixture, file)
    }

    private static func words(_ fixture: DeskFixture, _ file: Case) async throws -> [String] {
        try await fixture.entries(of: file).filter { $0.kind == .reply }.map(\.words)
    }

    private static func release(_ fixture: DeskFixture) async throws {
        fixture.clock.advance(WaitingParts.patience + .seconds(5))
        let desk = try fixture.desk(with: .vonage)
        let rounds = TextRounds(
            desk, FetchMedia(desk, nil, log: silentLog), log: silentLog, pause: realPause)
        await rounds.round()
        try await fixture.read(with: .vonage)
    }

    @Test(arguments: Engine.reachable, [[1, 2, 3], [3, 1, 2], [2, 3, 1], [3, 2, 1]])
    func `the parts of a text become one, in whatever order they come`(
        _ engine: Engine, _ order: [Int]
    ) async throws {
        let (fixture, file) = try await Self.office(engine)
        let texts = ["Waan imanayaa, ", "laakiin waan soo ", "daahi doonaa."]
        for number in order {
            // A provider that heard nothing brings a part again, under an id of its own.
            for _ in 0..<2 {
                try await fixture.bring(texts[number - 1], part: number, of: 3)
            }
        }
        #expect(try await Self.words(fixture, file) == [texts.joined()])
        #expect(try await fixture.triage().isEmpty)
        let states = try await fixture.outcomes()
        #expect(states == ["filed": 1, "folded": 5])
        #expect(try await fixture.unreadArrivals() == 0)
    }

    @Test(arguments: Engine.reachable)
    func `two numbers that use one reference are not mixed`(_ engine: Engine) async throws {
        let (fixture, file) = try await Self.office(engine)
        let other = try await fixture.refer("warsame")
        _ = try await fixture.concernByText(other, number: Phone.yusuf, of: "yusuf")
        try await fixture.bring("Asha 1, ", part: 1, of: 2)
        try await fixture.bring("Yusuf 1, ", part: 1, of: 2, from: Phone.yusuf)
        try await fixture.bring("Yusuf 2", part: 2, of: 2, from: Phone.yusuf)
        try await fixture.bring("Asha 2", part: 2, of: 2)
        #expect(try await Self.words(fixture, file) == ["Asha 1, Asha 2"])
        #expect(try await Self.words(fixture, other) == ["Yusuf 1, Yusuf 2"])
    }

    @Test(arguments: Engine.reachable)
    func `a reference used again makes two texts`(_ engine: Engine) async throws {
        let (fixture, file) = try await Self.office(engine)
        for words in ["One", "Two"] {
            try await fixture.bring("\(words) a", part: 1, of: 2)
            try await fixture.bring("\(words) b", part: 2, of: 2)
        }
        fixture.clock.advance(.seconds(3 * 86_400))
        // The same words days later are new words.
        try await fixture.bring("One b", part: 2, of: 2)
        try await fixture.bring("One a", part: 1, of: 2)
        #expect(
            try await Self.words(fixture, file) == ["One aOne b", "Two aTwo b", "One aOne b"])
    }

    @Test(arguments: Engine.reachable)
    func `what is missing after ten minutes is marked, and comes later as a text of its own`(
        _ engine: Engine
    ) async throws {
        let (fixture, file) = try await Self.office(engine)
        try await fixture.bring("Start ", part: 1, of: 3)
        try await fixture.bring("end", part: 3, of: 3)
        #expect(try await Self.words(fixture, file).isEmpty)
        #expect(try await fixture.outcomes() == ["waiting": 2])
        try await Self.release(fixture)
        let filed = "Start  [part 2 of 3 did not arrive] end"
        #expect(try await Self.words(fixture, file) == [filed])
        try await fixture.bring("middle", part: 2, of: 3)
        #expect(try await Self.words(fixture, file) == [filed, "(2/3) middle"])
        #expect(try await fixture.unreadArrivals() == 0)
        #expect(try await fixture.outcomes() == ["filed": 2, "folded": 1])
    }

    @Test(arguments: Engine.reachable)
    func `a part that comes after its case was closed goes to a person, not to the case`(
        _ engine: Engine
    ) async throws {
        let (fixture, file) = try await Self.office(engine)
        try await fixture.bring("Waan imanayaa, ", part: 1, of: 2)
        try await Self.release(fixture)
        let filed = try await Self.words(fixture, file)
        #expect(filed.first?.hasSuffix("[part 2 of 2 did not arrive]") == true)
        try await fixture.close(file)
        try await fixture.bring("laakiin goor dambe.", part: 2, of: 2)
        #expect(try await Self.words(fixture, file) == filed)
        let items = try await fixture.triage()
        #expect(items.map(\.words) == ["(2/2) laakiin goor dambe."])
        #expect(items.map(\.reason) == [.noOpenCase])
    }

    @Test(arguments: Engine.reachable)
    func `a part that comes after its number passed to another family is not the first one's`(
        _ engine: Engine
    ) async throws {
        let (fixture, file) = try await Self.office(engine)
        try await fixture.bring("Waan imanayaa, ", part: 1, of: 2)
        try await Self.release(fixture)
        try await fixture.school.change(
            """
            UPDATE contact_addresses SET contact_id = \("rosa")
            WHERE contact_id = \("asha") AND address_id = \(Phone.asha)
            """)
        try await fixture.bring("laakiin goor dambe.", part: 2, of: 2)
        #expect(try await Self.words(fixture, file).count == 1)
        #expect(try await fixture.triage().map(\.reason) == [.contradiction])
    }

    @Test(arguments: Engine.reachable)
    func `a part of a text is no word to be obeyed and no answer`(_ engine: Engine) async throws {
        let (fixture, file) = try await Self.office(engine)
        _ = try await fixture.inviteByText(file)
        try await fixture.bring("STOP", part: 1, of: 2)
        try await Self.release(fixture)
        #expect(try await !fixture.isStoppedNumber(Phone.asha))
        try await fixture.bring("ST", part: 1, of: 2, reference: "8")
        try await fixture.bring("OP", part: 2, of: 2, reference: "8")
        #expect(try await fixture.isStoppedNumber(Phone.asha), "put together it is the word")
    }

    @Test(arguments: Engine.reachable)
    func `a text that is read anew keeps its parts`(_ engine: Engine) async throws {
        let (fixture, _) = try await Self.office(engine)
        try await fixture.bring("Who ", part: 1, of: 2, from: Phone.stranger)
        try await fixture.bring("are you?", part: 2, of: 2, from: Phone.stranger)
        let item = try #require(try await fixture.triage().first)
        #expect(item.words == "Who are you?")
        #expect(
            try await SettleTriage(fixture.desk).readAgain(item.reference, by: "amina") == 1)
        try await fixture.read(with: .vonage)
        #expect(try await fixture.triage().map(\.words) == ["Who are you?"])
        #expect(try await fixture.unreadArrivals() == 0)
    }

    @Test(arguments: Engine.reachable)
    func `a part that came late is read anew as what it is: the others are not missing`(
        _ engine: Engine
    ) async throws {
        let (fixture, _) = try await Self.office(engine)
        try await fixture.bring("Who ", part: 1, of: 3, from: Phone.stranger)
        try await fixture.bring("you?", part: 3, of: 3, from: Phone.stranger)
        try await Self.release(fixture)
        try await fixture.bring("are ", part: 2, of: 3, from: Phone.stranger)
        let late = try #require(try await fixture.triage().first { $0.words == "(2/3) are " })
        let settle = SettleTriage(fixture.desk)
        #expect(try await settle.readAgain(late.reference, by: "amina") == 1)
        try await fixture.read(with: .vonage)
        let words = ["Who  [part 2 of 3 did not arrive] you?", "(2/3) are "]
        #expect(try await Set(fixture.triage().map(\.words)) == Set(words))
        // And the text that it was missing from keeps its gap and its parts.
        let whole = try #require(try await fixture.triage().first { $0.words == words[0] })
        #expect(try await settle.readAgain(whole.reference, by: "amina") == 1)
        try await fixture.read(with: .vonage)
        #expect(try await Set(fixture.triage().map(\.words)) == Set(words))
        #expect(try await fixture.unreadArrivals() == 0)
    }

    @Test(arguments: Engine.reachable)
    func `readers of many parts at once lose and double nothing`(_ engine: Engine) async throws {
        let (fixture, file) = try await Self.office(engine)
        let desk = try fixture.desk(with: .vonage)
        for text in 0..<8 {
            for number in 1...4 {
                try await fixture.bring(
                    "\(text)-\(number) ", part: number, of: 4, reference: "r\(text)", reads: false)
            }
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    await ReadingWorker(desk, log: silentLog, pause: realPause).run(drain: true)
                }
            }
        }
        let whole = (0..<8).map { text in (1...4).map { "\(text)-\($0) " }.joined() }
        #expect(try await Set(Self.words(fixture, file)) == Set(whole))
        #expect(try await Self.words(fixture, file).count == 8)
        #expect(try await fixture.unreadArrivals() == 0)
    }
}

extension DeskFixture {
    /// Brings one part as Vonage does, under an id of its own.
    func bring(
        _ words: String, part: Int, of count: Int, from number: String = Phone.asha,
        reference: String = "7", reads: Bool = true
    ) async throws {
        clock.advance(.seconds(1))
        let id = clock.source.randomText(digits: 12)
        let json = try JSONSerialization.data(
            withJSONObject: [
                "msisdn": String(number.dropFirst()), "to": String(Phone.school.dropFirst()),
                "messageId": id, "text": words, "concat": "true", "concat-ref": reference,
                "concat-total": String(count), "concat-part": String(part),
            ])
        _ = try await TakeText(try desk(with: .vonage)).keep(
            text: Array(json), deliveryID: id, from: ProviderStyle.vonage.name)
        if reads { try await read(with: .vonage) }
    }

    /// How many arrivals ended how.
    func outcomes() async throws -> [String: Int] {
        try await database.read { t in
            try t.rows("SELECT outcome, COUNT(*) AS n FROM readings GROUP BY outcome")
                .reduce(into: [:]) { found, row in found[try row["outcome"]] = try row["n"] }
        }
    }

    /// Arrivals that nobody has finished with.
    func unreadArrivals() async throws -> Int {
        try await database.read { t in
            try t.number("SELECT COUNT(*) AS n FROM inbound WHERE state <> 'read'")
        }
    }
}
