import Delivery
import Engines
import Localization
import MessageFormat
import People
import Store
import Testing
import Wire

@testable import Outreach

/// Who answers for a language is told that translations wait: once a day, and without a word of them.
@Suite struct TellReviewersTests {
    /// Deeqa, a translator, reads Somali and Arabic, and has a mailbox; so has Amina.
    private func desk(_ engine: Engine) async throws -> TranslatingFixture {
        let desk = try await TranslatingFixture(engine)
        for handle in ["deeqa", "amina"] {
            let address = "\(handle)@school.example"
            try await desk.fixture.school.change(
                "UPDATE staff SET email = \(address) WHERE handle = \(handle)")
        }
        return desk
    }

    private func mails(_ desk: TranslatingFixture) async throws -> [ParsedMail] {
        try await desk.fixture.tellStaff()
    }

    private func readers(_ mails: [ParsedMail]) -> [String] {
        mails.compactMap { $0.to.first?.address }.sorted()
    }

    @Test(arguments: Engine.allCases)
    func `each is told once a day, of counts and the command alone`(_ engine: Engine) async throws {
        let desk = try await desk(engine)
        #expect(try await mails(desk).isEmpty)
        _ = try await desk.write("Ali was late on Monday.")
        // Nothing is there to be reviewed before it is drafted.
        #expect(try await mails(desk).isEmpty)
        try await desk.work()
        // Whoever wrote it may be looking at it.
        #expect(try await mails(desk).isEmpty)
        desk.clock.advance(.seconds(600))
        let first = try await mails(desk)
        #expect(readers(first) == ["amina@school.example", "deeqa@school.example"])
        let mail = try #require(first.first { $0.to.first?.address.hasPrefix("deeqa") == true })
        #expect(mail.subject == "A translation waits for you")
        #expect(mail.text.contains("Somali (so): 1"))
        #expect(mail.text.contains("parley translate review --as deeqa"))
        for word in ["Ali ", "was late", "Monday", "hassan"] {
            #expect(!mail.text.contains(word), "\(word)")
        }
        _ = try await desk.write("Ali read a book.")
        try await desk.work()
        desk.clock.advance(.seconds(23 * 3_600))
        #expect(try await mails(desk).isEmpty)
        desk.clock.advance(.seconds(3_601))
        let second = try await mails(desk)
        #expect(second.map(\.subject) == Array(repeating: "2 translations wait for you", count: 2))
    }

    @Test(arguments: Engine.allCases)
    func `nobody is told of other languages, of what was approved, or who wants no mail`(
        _ engine: Engine
    ) async throws {
        let desk = try await desk(engine)
        let arabic = try #require(LanguageTag("ar"))
        _ = try await ChooseLanguages(desk.desk).set([arabic], of: "amina", by: "amina")
        let receipt = try await desk.write("Ali was late on Monday.")
        try await desk.work()
        desk.clock.advance(.seconds(600))
        #expect(try await readers(mails(desk)) == ["deeqa@school.example"])
        let draft = try #require(receipt.waiting.first?.draft.reference)
        try await desk.approve(draft, ["{$name1} waxa uu soo daahay Isniintii."])
        desk.clock.advance(.seconds(90_000))
        #expect(try await mails(desk).isEmpty)
        _ = try await desk.write("Ali read a book.")
        try await desk.work()
        desk.clock.advance(.seconds(600))
        _ = try await ChooseNotifications(desk.desk).set(.never, of: "deeqa", by: "deeqa")
        #expect(try await mails(desk).isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `two workers tell once, and at night nobody is told`(_ engine: Engine) async throws {
        let desk = try await desk(engine)
        _ = try await desk.write("Ali was late on Monday.")
        try await desk.work()
        // Nine in the morning at the school, then nine in the evening.
        desk.clock.advance(.seconds(12 * 3_600))
        try await TellReviewers(desk.desk).makeDue()
        #expect(try await made(desk) == 0)
        desk.clock.advance(.seconds(11 * 3_600))
        let open = desk.desk
        async let one: Void = TellReviewers(open).makeDue()
        async let two: Void = TellReviewers(open).makeDue()
        _ = try await (one, two)
        #expect(try await made(desk) == 2)
    }

    private func made(_ desk: TranslatingFixture) async throws -> Int {
        try await desk.fixture.school.count("SELECT COUNT(*) AS n FROM staff_mails")
    }
}
