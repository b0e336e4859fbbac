import Foundation
import MessageFormat
import Testing

@testable import Localization

/// Languages that have nothing yet, and forms that English lacks.
@Suite struct NewLanguageExchangeTests {
    @Test func `an agency gets the forms that its language needs`() throws {
        let fixture = try NoticeFixture(["en", "ar", "so", "ru", "zh-Hans"])
        #expect(
            try forms(fixture, "ar") == ["zero", "one", "two", "few", "many", "other"])
        #expect(try forms(fixture, "so") == ["one", "other"])
        #expect(try forms(fixture, "ru") == ["one", "few", "many", "other"])
        #expect(try forms(fixture, "zh-Hans") == [])
    }

    private func forms(_ fixture: NoticeFixture, _ language: String) throws -> [String] {
        let file = try fixture.export(language, .all, ["common"])
        let entry = try #require(
            file.sections.flatMap(\.entries).first { $0.id == "common.value.lessons" })
        for unit in entry.units where entry.hasVariants { #expect(!unit.notes.isEmpty) }
        return entry.units.compactMap {
            $0.id.split(separator: ":").dropFirst().first.map(String.init)
        }
    }

    @Test(.enabled(if: ForeignTool.isThere), arguments: XLIFFVersion.allCases)
    func `a whole new language comes back, file by file as English has it`(
        _ version: XLIFFVersion
    ) throws {
        let fixture = try NoticeFixture(["en"])
        _ = try NewLanguage(templates: fixture.templates, locales: fixture.locales).add("pl")
        let file = try fixture.export("pl", .missing)
        #expect(file.count > 150)
        let letters = try #require(ForeignTool.letters["so"])
        let arrived = try ForeignTool.translate(version.text(of: file), letters)
        let decision = try fixture.importing(String(decoding: arrived, as: UTF8.self))
        #expect(decision.items.filter { $0.verdict != .new } == [])
        #expect(decision.items.count == file.count)
        try decision.apply()
        let english = try keys(fixture, "en"), polish = try keys(fixture, "pl")
        #expect(english == polish)
        for unit in try fixture.export("pl", .all).sections.flatMap(\.units) {
            let meant =
                unit.source.isWordless ? unit.source : ForeignTool.pseudo(unit.source, letters)
            #expect(unit.target?.pattern == meant.pattern, "\(unit.id)")
            #expect(unit.state == .draft)
        }
        let rest = fixture.findings().filter { $0.severity != .note }
        #expect(rest.allSatisfy { $0.rule == .missingWords }, "\(rest)")
    }

    /// By file, in the order in which they stand there.
    private func keys(_ fixture: NoticeFixture, _ language: String) throws -> [[String]] {
        let folder = fixture.locales.appending(path: language)
        return try fileNames(in: folder).filter { $0.hasSuffix(".mf2") }.map { name in
            let text = try fixture.read("locales/\(language)/\(name)")
            return try MessageResource.parse(text).entries.map(\.key)
        }
    }

    @Test func `a message that is missing is put where English has it`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let path = "locales/so/common.mf2"
        let before = try fixture.read(path)
        let whole = try #require(
            before.firstMatch(of: /@status draft\n@source [0-9a-f]+\ntime = .*\n/))
        let entry = String(whole.output)
        try fixture.replace(path, entry, "")
        let out = XLIFFVersion.v1.text(of: try fixture.export("so", .missing))
            .replacing("</source>", with: "</source><target>Waqti</target>")
        let decision = try fixture.importing(out)
        #expect(decision.items.map(\.verdict) == [.new])
        try decision.apply()
        let keys = try MessageResource.parse(fixture.read(path)).entries.map(\.key)
        #expect(keys == (try MessageResource.parse(before).entries.map(\.key)))
    }
}
