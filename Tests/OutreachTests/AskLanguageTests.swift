import Cases
import Delivery
import Engines
import MessageFormat
import People
import Store
import Testing

@testable import Outreach

@Suite struct AskLanguageTests {
    private func tags(_ texts: String...) throws -> [LanguageTag] {
        try texts.map { try #require(LanguageTag($0)) }
    }

    private func contact(_ id: String, _ fixture: DeskFixture) async throws -> Contact {
        let found = try await fixture.database.read { t in
            try Contacts().contact(ContactID(text: id), t)
        }
        return try #require(found)
    }

    /// Asks Asha (Somali by the roster), offering English, Arabic and Spanish.
    private func order(_ fixture: DeskFixture) async throws -> NoticeOrder {
        try await AskLanguage(fixture.desk).plan(
            .contact("asha"), languages: tags("en", "ar", "es"), by: "amina"
        ).order
    }

    @Test(arguments: Engine.reachable)
    func `a number by text sets the language, and the confirmation goes out in it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        try await fixture.givePhones()
        let asked = try await fixture.text(order(fixture), to: Phone.asha, of: "asha")
        let words = try await fixture.database.read { t in try Outbox().rendering(of: asked.id, t) }
        #expect(words?.language == "so")
        #expect(words?.text.contains("English: answer 1") == true)
        #expect(words?.text.contains("العربية") == true)
        try await fixture.receiveText("٢", from: Phone.asha)
        #expect(try await contact("asha", fixture).languages.first?.text == "ar")
        #expect(try await fixture.automaticTexts().map(\.language) == ["ar"])
        let talk = try #require(try await fixture.standing("hassan").first)
        let entry = try #require(try await fixture.entries(of: talk).last { $0.kind == .answer })
        #expect(entry.details["says"] == "العربية")
        #expect(entry.details["chosen"] == "ar")
        // Changed once more within the week, and confirmed once more.
        try await fixture.receiveText("3", from: Phone.asha)
        #expect(try await fixture.automaticTexts().map(\.language) == ["ar", "es"])
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM audit WHERE action = 'contact.language'") == 2)
        let next = try await fixture.fill(
            "absence", try await fixture.refer(), ["day=2026-11-20"])
        #expect(try await fixture.copies(of: next).map(\.rendering.language.text) == ["es"])
    }

    /// What Asha may answer by mail, and what she is written to in then.
    private static let rows = [
        ("1", "en"), ("Español", "es"), ("espanol.", "es"), ("العربية", "ar"), ("haa", "so"),
        // In English, and in a language that was offered.
        ("Arabic", "ar"), ("inglés", "en"), ("الإسبانية", "es"),
        // Not offered, but there are notices in it.
        ("Kreyòl ayisyen", "ht"), ("Klingon", "so"), ("4", "so"),
        ("Español o inglés", "so"),
    ]

    @Test(arguments: Engine.reachable)
    func `a number or a language's name by mail sets it, and nothing else does`(
        _ engine: Engine
    ) async throws {
        for (words, language) in Self.rows {
            let fixture = try await DeskFixture(engine)
            let receipt = try await AskLanguage(fixture.desk).send(
                AskLanguage(fixture.desk).plan(
                    .contact("asha"), languages: tags("en", "ar", "es"), by: "amina"),
                by: "amina")
            let message = try #require(try await fixture.messages(of: receipt).first)
            try await fixture.receive(fixture.answer(words, to: message))
            #expect(
                try await contact("asha", fixture).languages.first?.text == language, "\(words)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `on a telephone that several use nobody's language is changed`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.school.add(.init("omar", of: "hassan", students: ["ali"]))
        for contact in ["asha", "omar"] { try await fixture.phone(Phone.asha, for: contact) }
        _ = try await fixture.text(order(fixture), to: Phone.asha, of: "asha")
        try await fixture.receiveText("2", from: Phone.asha)
        for (id, language) in [("asha", "so"), ("omar", "en")] {
            #expect(try await contact(id, fixture).languages.first?.text == language)
        }
        let talk = try #require(try await fixture.standing("hassan").first)
        let entry = try #require(try await fixture.entries(of: talk).last)
        #expect(entry.details["says"] == "العربية")
        #expect(entry.details["chosen"] == nil)
        #expect(try await fixture.waiting()[talk.id] != nil)
    }

    @Test(arguments: Engine.reachable)
    func `all of whom no language is known are asked, with those that the others read`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let ask = AskLanguage(fixture.desk)
        let known = try await fixture.refusal {
            _ = try await ask.plan(.unknown, languages: [], by: "amina")
        }
        #expect(known.contains("is known"))
        try await fixture.school.change(
            "UPDATE contacts SET home_language = 'und' WHERE id IN ('asha', 'yusuf')")
        try await fixture.school.change(
            "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'yusuf'")
        let plan = try await ask.plan(.unknown, languages: [], by: "amina")
        #expect(try await fixture.copies(of: plan).map(\.recipient.address) == ["asha@example.org"])
        #expect(try await fixture.leftOut(of: plan).map(\.reason) == [.noContact])
        #expect(plan.answers.map(\.language) == ["en", "es"])
    }

    @Test(arguments: Engine.reachable)
    func `what can't be offered or set is refused`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let rows: [([String], String, String)] = [
            (["en"], "asha", "two to 9"), (["en", "en"], "asha", "each once"),
            (["en", "xx"], "asha", "xx can't be offered"), (["en", "es"], "nobody", "No contact"),
        ]
        for (languages, contact, says) in rows {
            let offered = try languages.map { try #require(LanguageTag($0)) }
            let sentence = try await fixture.refusal {
                _ = try await AskLanguage(fixture.desk).plan(
                    .contact(contact), languages: offered, by: "amina")
            }
            #expect(sentence.contains(says), "\(sentence)")
        }
        let set = SetLanguage(fixture.desk)
        let none = try await fixture.refusal {
            _ = try await set.set(try tags("xx").first, for: "asha", by: "amina")
        }
        #expect(none.contains("There are no notices in xx"))
        let spanish = try await set.set(try tags("es").first, for: "asha", by: "amina")
        #expect(spanish.languages.map(\.text) == ["es", "so"])
        #expect(try await set.set(nil, for: "asha", by: "amina").languages.map(\.text) == ["so"])
    }
}
