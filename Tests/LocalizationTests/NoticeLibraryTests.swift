import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct NoticeLibraryTests {
    @Test func `every notice that the school needs is there, in eight languages`() throws {
        let library = try Repository.library()
        #expect(
            library.notices.map(\.id) == [
                "concern", "event-notice", "help", "meeting-cancelled", "meeting-changed",
                "meeting-invitation", "meeting-reminder", "reply-received", "resumed", "stopped",
                "urgent", "welcome",
            ])
        #expect(
            library.languages.map(\.text) == [
                "en", "ar", "es", "ht", "pt-BR", "so", "vi", "zh-Hans",
            ])
    }

    @Test func `the repository's own catalogs break no rule`() {
        let check = CatalogCheck(templates: Repository.templates, locales: Repository.locales)
        #expect(check.findings().filter { $0.severity != .note } == [])
    }

    @Test(arguments: Repository.languages.filter { $0 != "en" })
    func `no translation claims that a person has reviewed it`(_ language: String) throws {
        let library = try Repository.library()
        for notice in library.notices {
            #expect(library.standing(of: notice.id, in: try tag(language)) == .draft)
        }
    }

    @Test(arguments: Repository.languages)
    func `every language has its service words`(_ language: String) throws {
        let words = try #require(try Repository.library().serviceWords(in: try tag(language)))
        #expect(!words.optOut.isEmpty && !words.optIn.isEmpty && !words.help.isEmpty)
        #expect(words.isDraft == (language != "en"))
    }

    @Test func `no language's words to stop or return are an answer in another`() throws {
        let library = try Repository.library()
        let all = try Repository.languages.map {
            try #require(library.serviceWords(in: try tag($0)))
        }
        let stop = Set(all.flatMap(\.optOut).map(folded))
        let start = Set(all.flatMap(\.optIn).map(folded))
        let other = Set(all.flatMap { $0.yes + $0.no + $0.help }.map(folded))
        #expect(stop.intersection(start) == [])
        #expect(stop.intersection(other) == [])
        #expect(start.intersection(other) == [])
    }

    /// As phones write them: without accents.
    private func folded(_ word: String) -> String {
        word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
            .reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    @Test func `a notice says what it needs`() throws {
        let notice = try #require(try Repository.library().notice("meeting-invitation"))
        #expect(notice.kind == .case)
        #expect(notice.answer == .rsvp)
        #expect(notice.attachments == ["invitation"])
        #expect(notice.variable("note")?.isOptional == true)
        #expect(notice.variable("principal")?.choices == ["yes", "no"])
        #expect(notice.exampleValues["minutes"] == .count(30))
        #expect(notice.exampleValues["starts"] == .instant(milliseconds: 1_796_340_600_000))
    }

    @Test func `an entry that changed in English counts as a draft until it is confirmed`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace(
            "locales/es/urgent.mf2", "@status draft",
            "@status reviewed\n@reviewed-by Ana\n@reviewed-on 2026-01-01")
        let spanish = try tag("es")
        #expect(try fixture.load().standing(ofEntry: "urgent.subject", in: spanish) == .reviewed)
        try fixture.replace("locales/en/urgent.mf2", "Urgent message from", "Urgent note from")
        #expect(try fixture.load().standing(ofEntry: "urgent.subject", in: spanish) == .draft)
    }

    @Test func `a review without a name or a day does not count`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/es/urgent.mf2", "@status draft", "@status reviewed")
        let standing = try fixture.load().standing(ofEntry: "urgent.subject", in: try tag("es"))
        #expect(standing == .draft)
    }

    @Test func `an entry in doubt takes its whole notice out, and no other`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace(
            "locales/so/concern.mf2", "@status draft", "@confidence low\n@status draft")
        let library = try fixture.load()
        let somali = try tag("so")
        #expect(library.standing(of: "concern", in: somali) == .fallback)
        #expect(library.standing(of: "urgent", in: somali) == .draft)
    }

    @Test func `a new language counts notice by notice`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("locales/fr/common.mf2", try french("common", fixture))
        try fixture.write("locales/fr/urgent.mf2", try french("urgent", fixture))
        let library = try fixture.load()
        let tag = try tag("fr")
        #expect(library.standing(of: "urgent", in: tag) == .draft)
        #expect(library.standing(of: "concern", in: tag) == .fallback)
    }

    private func french(_ notice: String, _ fixture: NoticeFixture) throws -> String {
        try fixture.read("locales/es/\(notice).mf2")
            .replacing("@locale es", with: "@locale fr")
    }
}
