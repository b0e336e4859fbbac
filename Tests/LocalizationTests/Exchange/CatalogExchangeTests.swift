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

    @Test(arguments: cases)
    func `a foreign tool's translation of every notice arrives as it was meant`(
        _ version: XLIFFVersion, _ language: String
    ) throws {
        let fixture = try NoticeFixture(["en", language])
        let file = try fixture.export(language, .all)
        let arrived = try ForeignTool.translate(version.text(of: file), mark: "")
        let decision = try fixture.importing(String(decoding: arrived, as: UTF8.self))
        #expect(decision.items.count == file.count)
        for item in decision.items { print(version, item.key, item.verdict, item.reasons, item.after ?? "") }
    }
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
