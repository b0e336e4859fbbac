import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct NoticeLibraryTests {
    @Test func `every notice that the school needs is there, in thirty languages`() throws {
        let library = try Repository.library()
        #expect(
            library.notices.map(\.id) == [
                "absence", "agreed", "closure", "concern", "english-help-offer", "event-notice",
                "event-reminder", "good-news", "help", "language-choice", "meeting-cancelled",
                "meeting-changed", "meeting-invitation", "meeting-reminder", "message",
                "outside-hours", "reply-received", "resumed", "ride-confirmed", "ride-offer",
                "stopped", "tutoring-offer", "urgent", "welcome", "which-child",
            ])
        #expect(
            Repository.translated == [
                "en", "am", "ar", "bn", "es", "fa", "fa-AF", "fil", "fr", "hi", "ht", "ja", "ko",
                "mww", "my", "ne", "pa", "pl", "ps", "pt-BR", "ru", "rw", "so", "sw", "ti", "uk",
                "ur", "vi", "zh-Hans", "zh-Hant",
            ])
    }

    @Test func `eleven more languages have the sentences about free help, and no notice`() throws {
        #expect(
            Repository.helpOnly == [
                "ckb", "de", "gu", "it", "km", "lo", "om", "ro", "sq", "th", "tr",
            ])
        let library = try Repository.library()
        for language in try Repository.helpOnly.map(tag) {
            for notice in library.notices {
                #expect(library.standing(of: notice.id, in: language) == .fallback)
            }
            for key in FrameKey.helpLines {
                #expect(library.standing(ofEntry: key, in: language) == .draft)
            }
        }
    }

    @Test func `a language of help lines is held to them, and to all once it has a notice`() throws
    {
        let fixture = try NoticeFixture(["en", "so"])
        try FileManager.default.copyItem(
            at: Repository.locales.appending(path: "km"), to: fixture.url("locales/km"))
        #expect(fixture.findings().filter { $0.severity != .note } == [])
        try fixture.replace("locales/km/common.mf2", "help-when-english =", "help-when =")
        let missing = fixture.findings().filter { $0.rule == .missingKey }
        #expect(
            missing.map(\.sentence) == [
                "\"help-when-english\" is missing: English goes out without a word of how to get free help."
            ])
        let urgent = try fixture.read("locales/so/urgent.mf2")
        try fixture.write(
            "locales/km/urgent.mf2", urgent.replacing("@locale so", with: "@locale km"))
        #expect(fixture.findings().count { $0.rule == .missingKey } > 60)
    }

    @Test func `the repository's own catalogs break no rule`() {
        let check = CatalogCheck(templates: Repository.templates, locales: Repository.locales)
        #expect(check.findings().filter { $0.severity != .note } == [])
    }

    @Test(arguments: Repository.translated.filter { $0 != "en" })
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
        try fixture.review("es", ["urgent"])
        let spanish = try tag("es")
        #expect(try fixture.load().standing(ofEntry: "urgent.subject", in: spanish) == .reviewed)
        try fixture.replace("locales/en/urgent.mf2", "Urgent message from", "Urgent note from")
        #expect(try fixture.load().standing(ofEntry: "urgent.subject", in: spanish) == .draft)
    }

    @Test(arguments: ["status", "reviewed-by", "reviewed-on", "reviewed-text"])
    func `a review that lacks a line does not count`(_ name: String) throws {
        let fixture = try NoticeFixture()
        try fixture.review("es", ["urgent"])
        let spanish = try tag("es")
        #expect(try fixture.load().standing(ofEntry: "urgent.subject", in: spanish) == .reviewed)
        let text = try fixture.read("locales/es/urgent.mf2")
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("@\(name) ") })
        try fixture.replace("locales/es/urgent.mf2", line + "\n", "")
        #expect(try fixture.load().standing(ofEntry: "urgent.subject", in: spanish) < .reviewed)
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
        try fixture.write("locales/nl/common.mf2", try dutch("common", fixture))
        try fixture.write("locales/nl/urgent.mf2", try dutch("urgent", fixture))
        let library = try fixture.load()
        let tag = try tag("nl")
        #expect(library.standing(of: "urgent", in: tag) == .draft)
        #expect(library.standing(of: "concern", in: tag) == .fallback)
    }

    private func dutch(_ notice: String, _ fixture: NoticeFixture) throws -> String {
        try fixture.read("locales/es/\(notice).mf2")
            .replacing("@locale es", with: "@locale nl")
    }
}
