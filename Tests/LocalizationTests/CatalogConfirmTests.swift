import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct CatalogConfirmTests {
    private let fixture: NoticeFixture
    private let somali: LanguageTag
    private let path = "locales/so/urgent.mf2"
    private let opening = EntrySelection(keys: ["urgent.opening"])

    init() throws {
        fixture = try NoticeFixture(["en", "so", "es"])
        somali = try tag("so")
        _ = try CatalogKeep(locales: fixture.locales).keep()
    }

    private func confirming(
        _ selection: EntrySelection, by name: String? = nil
    ) throws -> CatalogDecision {
        let signature = try name.map {
            try ReviewSignature(name: $0, day: "2026-11-26", today: "2026-11-26")
        }
        return try CatalogConfirm(templates: fixture.templates, locales: fixture.locales)
            .confirming(somali, selection, by: signature)
    }

    private func survey() throws -> StaleEntries.Survey {
        try StaleEntries(templates: fixture.templates, locales: fixture.locales).survey()
    }

    private func stale() throws -> [StaleEntry] { try survey().stale }

    private func standing() throws -> Standing {
        try fixture.load().standing(ofEntry: "urgent.opening", in: somali)
    }

    @Test func `a changed English message is stale, shown, and fits once it is confirmed`() throws {
        #expect(try stale() == [])
        try fixture.changeEnglish()
        let found = try stale()
        #expect(found.map(\.language.text) == ["es", "so"])
        let entry = try #require(found.last)
        #expect(entry.key == "urgent.opening" && entry.file == path && entry.line == 14)
        #expect(entry.earlier?.contains("now.") == true && entry.english.contains("at once."))
        #expect(
            entry.difference?.pieces.contains(.removed("now")) == true
                && entry.difference?.pieces.contains(.added("at once")) == true)
        let before = try fixture.read(path)
        let decision = try confirming(opening)
        #expect(decision.items.map(\.standing) == [.draft])
        #expect(decision.items.first?.difference == entry.difference)
        try decision.apply()
        #expect(
            try fixture.read(path)
                == before.replacing(try #require(entry.source), with: entry.digest))
        #expect(try stale().map(\.language.text) == ["es"])
        #expect(try confirming(opening).items == [])
        // The new English is on record, so that the next change can be shown as well.
        #expect(try EarlierEnglish(in: fixture.locales)[entry.digest] == entry.english)
    }

    @Test func `the earlier English that is not on record is not invented`() throws {
        try fixture.remove("locales/earlier.mf2")
        try fixture.changeEnglish()
        let entry = try #require(try stale().first)
        #expect(entry.earlier == nil && entry.difference == nil && entry.source != nil)
        #expect(try confirming(opening).items.first?.difference == nil)
    }

    @Test func `an entry without a source gets one`() throws {
        let text = try fixture.read(path)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("@source") })
        try fixture.replace(path, line + "\n", "")
        #expect(try stale().map(\.key) == ["urgent.subject"])
        try confirming(EntrySelection(isAll: true)).apply()
        #expect(try fixture.read(path) == text)
    }

    @Test func `a reviewed entry becomes a draft unless the person names themself`() throws {
        try fixture.review("so", ["urgent"])
        try fixture.changeEnglish()
        #expect(try standing() == .draft)
        let text = try fixture.read(path)
        try confirming(opening, by: "Ana").apply()
        #expect(try standing() == .reviewed)
        let signed = try #require(try MessageResource.parse(fixture.read(path))["opening"])
        #expect(signed.property("reviewed-by") == "Ana")
        #expect(signed.property("reviewed-on") == "2026-11-26")
        try fixture.write(path, text)
        try confirming(EntrySelection(notices: ["urgent"])).apply()
        #expect(try standing() == .draft)
        let draft = try #require(try MessageResource.parse(fixture.read(path))["opening"])
        #expect(draft.properties.map(\.name) == ["status", "source"])
        // The others' review stands: their English is the same.
        #expect(try fixture.load().standing(ofEntry: "urgent.sms", in: somali) == .reviewed)
    }

    @Test func `a draft stays a draft, whoever confirms it`() throws {
        try fixture.changeEnglish()
        try confirming(opening, by: "Ana").apply()
        #expect(try standing() == .draft)
        #expect(try !fixture.read(path).contains("reviewed"))
    }

    @Test func `a review of a text that was edited since is not renewed`() throws {
        try fixture.review("so", ["urgent"])
        try fixture.changeEnglish()
        try fixture.replace(path, "Fadlan hadda akhri.", "Fadlan akhri.")
        let decision = try confirming(opening, by: "Ana")
        #expect(decision.items.map(\.standing) == [.draft])
    }

    @Test func `nobody confirms in their name what the check objects to`() throws {
        try fixture.review("so", ["urgent"])
        try fixture.replace(
            "locales/en/urgent.mf2", "Please read it now.", "Please read it now, {$liaison}.")
        let before = try fixture.read(path)
        let refusal = #expect(throws: CatalogRefusal.self) {
            try confirming(opening, by: "Ana").apply()
        }
        #expect(refusal?.description.contains("$liaison is missing") == true)
        #expect(try fixture.read(path) == before)
    }

    @Test func `where the English is gone, that is said, and nothing is confirmed`() throws {
        try fixture.replace("locales/en/urgent.mf2", "\nquestions =", "\nothers =")
        let found = try survey()
        #expect(found.stale == [])
        #expect(found.withoutEnglish.map(\.key) == ["urgent.questions", "urgent.questions"])
        #expect(found.withoutEnglish.map(\.file) == ["locales/es/urgent.mf2", path])
        let line = try #require(found.withoutEnglish.last?.line)
        let lines = try fixture.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[line - 1].hasPrefix("questions ="))
        for selection in [EntrySelection(isAll: true), EntrySelection(keys: ["urgent.questions"])] {
            let refusal = #expect(throws: CatalogRefusal.self) { try confirming(selection) }
            #expect(
                refusal?.description.contains(
                    "\(path):\(line): urgent.questions has no English any more: remove it") == true)
        }
        #expect(try confirming(opening).items == [])
    }

    @Test(arguments: ["subject", "opening = {$broken"])
    func `where the English cannot be read, its place is named`(_ broken: String) throws {
        let key = broken.hasPrefix("opening") ? "opening =" : "subject ="
        try fixture.replace("locales/en/urgent.mf2", key, broken)
        for refusal in [
            #expect(throws: CatalogRefusal.self) { try confirming(opening) },
            #expect(throws: CatalogRefusal.self) { try survey() },
        ] {
            let place = try #require(
                refusal?.description.firstMatch(of: /locales\/en\/urgent\.mf2:[1-9][0-9]*:/))
            #expect(!place.output.isEmpty)
        }
    }

    @Test func `an English folder that is empty or leads nowhere is not taken for removed texts`()
        throws
    {
        let folder = fixture.url("locales/en")
        try fixture.remove("locales/en")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let empty = #expect(throws: CatalogRefusal.self) { try survey() }
        #expect(empty?.description.contains("no message in locales/en") == true)
        try fixture.remove("locales/en")
        try FileManager.default.createSymbolicLink(
            at: folder, withDestinationURL: fixture.url("nowhere"))
        let gone = #expect(throws: CatalogRefusal.self) { try survey() }
        #expect(gone?.description.contains("no English catalog") == true)
        #expect(gone?.description.contains("remove it") == false)
    }
}
