import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct CatalogExchangeTests {
    static let cases = XLIFFVersion.allCases.flatMap { version in
        ["so", "ar", "zh-Hans", "es"].map { (version, $0) }
    }

    @Test(arguments: cases)
    func `what goes out and comes back untouched changes nothing`(
        _ version: XLIFFVersion, _ language: String
    ) throws {
        let fixture = try NoticeFixture(["en", language])
        let file = try fixture.export(language, .all)
        let decision = try fixture.importing(version.text(of: file))
        #expect(decision.items.count == file.count)
        #expect(decision.items.filter { $0.verdict != .same } == [])
        #expect(decision.isEmpty)
    }

    @Test(.enabled(if: ForeignTool.isThere), arguments: XLIFFVersion.allCases)
    func `a foreign tool finds every unit, and what is not to be translated`(
        _ version: XLIFFVersion
    ) throws {
        let file = try NoticeFixture(["en", "ar"]).export("ar", .all)
        let units = file.sections.flatMap(\.units)
        let found = try ForeignTool.read(version.text(of: file))
        #expect(found.count == units.count)
        #expect(found.map(\.translatable) == units.map { !$0.source.isWordless })
        for (theirs, ours) in zip(found, units) {
            #expect(theirs.id.hasSuffix(ours.id))
            #expect(theirs.approved == (ours.state == .reviewed))
            // The toolkit looks for notes of 2.1 where the standard has none.
            guard version == .v1 else { continue }
            for note in ours.notes { #expect(theirs.notes.contains(note)) }
        }
    }

    @Test(.enabled(if: ForeignTool.isThere), arguments: cases)
    func `a foreign tool's translation of every notice arrives as it was meant`(
        _ version: XLIFFVersion, _ language: String
    ) throws {
        let fixture = try NoticeFixture(["en", language])
        let file = try fixture.export(language, .all)
        let letters = try #require(ForeignTool.letters[language])
        let arrived = try ForeignTool.translate(version.text(of: file), letters)
        let decision = try fixture.importing(String(decoding: arrived, as: UTF8.self))
        #expect(decision.items.count == file.count)
        #expect(decision.items.filter { $0.verdict == .refused } == [])
        try decision.apply()
        #expect(
            fixture.findings().filter { $0.severity != .note }.map(\.description) == [])
        for unit in try fixture.export(language, .all).sections.flatMap(\.units) {
            let meant =
                unit.source.isWordless ? unit.source : ForeignTool.pseudo(unit.source, letters)
            #expect(unit.target?.pattern == meant.pattern, "\(unit.id)")
        }
    }
}

extension ExchangeSection {
    var units: [ExchangeUnit] { entries.flatMap(\.units) }
}

extension NoticeFixture {
    func export(
        _ language: String, _ scope: ExchangeScope = .open, _ notices: [String] = []
    ) throws -> ExchangeFile {
        try CatalogExport(templates: templates, locales: locales)
            .file(tag(language), scope, notices: notices)
    }

    func importing(
        _ text: String, by signature: ReviewSignature? = nil
    ) throws -> ExchangeDecision {
        try CatalogImport(templates: templates, locales: locales)
            .decision(on: Array(text.utf8), by: signature)
    }
}
