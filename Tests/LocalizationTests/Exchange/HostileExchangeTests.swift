import Engines
import Foundation
import MessageFormat
import Testing

@testable import Localization

/// Files that are broken, mistaken or meant to harm.
@Suite struct HostileExchangeTests {
    static let plain = ToolHabitTests.v1(
        ToolHabitTests.source12
            + "<target><g id=\"1\">Tani waa <ph id=\"2\">{$school}</ph>.</g> Akhri.</target>")

    static let refused: [(String, String, String)] = [
        (
            "a file read by an entity",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n"
                + "<xliff version=\"1.2\">&e;</xliff>", "DOCTYPE"
        ),
        (
            "entities that multiply",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n"
                + "<xliff version=\"1.2\">&b;</xliff>", "DOCTYPE"
        ),
        (
            "elements without end",
            "<xliff version=\"1.2\">" + String(repeating: "<group>", count: 100_000), "within"
        ),
        ("no XML", "PK\u{3}\u{4} a zip", "well-formed"),
        ("nothing", "", "well-formed"),
        ("another format", "<tmx version=\"1.4\"/>", "no XLIFF"),
        ("another version", "<xliff version=\"3.0\"/>", "XLIFF 1.2 or 2.1"),
        (
            "another language",
            plain.replacing("target-language=\"so\"", with: "target-language=\"xx\""), "xx"
        ),
        ("no language", plain.replacing("target-language=\"so\"", with: ""), "which language"),
        (
            "another source",
            plain.replacing("source-language=\"en\"", with: "source-language=\"de\""), "from de"
        ),
        ("cut off", String(plain.prefix(plain.count / 2)), "well-formed"),
    ]

    @Test(arguments: refused)
    func `a file that is none is refused as a whole`(
        _ name: String, _ text: String, _ reason: String
    ) throws {
        let fixture = try NoticeFixture(["en", "so"])
        do {
            _ = try fixture.importing(text)
            Issue.record("\(name) was taken")
        } catch {
            #expect("\(error)".contains(reason), "\(error)")
        }
    }

    @Test func `another encoding than it says, and a text of a hundred megabytes, are refused`()
        throws
    {
        let fixture = try NoticeFixture(["en", "so"])
        let importer = CatalogImport(templates: fixture.templates, locales: fixture.locales)
        var latin = Array(Self.plain.utf8)
        latin.insert(0xE9, at: latin.count / 2)
        #expect(throws: ExchangeProblem.self) { try importer.decision(on: latin) }
        let long = Array(
            Self.plain.replacing("Akhri.", with: String(repeating: "a", count: 2 << 20)).utf8)
        #expect(throws: ExchangeProblem.self) { try importer.decision(on: long) }
        let huge = [UInt8](repeating: 0x20, count: 100 << 20)
        #expect(throws: ExchangeProblem.self) { try importer.decision(on: huge) }
    }

    @Test func `a unit that stands twice, or that nobody asked for, is refused alone`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let unit = try #require(Self.plain.firstMatch(of: /(?s)<trans-unit.*<\/trans-unit>/)).output
        let twice = Self.plain.replacing("</body>", with: "\(unit)</body>")
        let item = try #require(try fixture.importing(twice).items.first)
        #expect(item.verdict == .refused)
        #expect(item.reasons.first?.sentence.contains("twice") == true)
        let other = unit.replacing("urgent.opening", with: "urgent.closing")
        let both = try fixture.importing(
            Self.plain.replacing("</body>", with: "\(other)</body>"))
        #expect(both.items.map(\.verdict) == [.changed, .refused])
        #expect(both.items.last?.key == "urgent.closing")
    }

    @Test func `whatever bytes are changed, the import answers`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let importer = CatalogImport(templates: fixture.templates, locales: fixture.locales)
        for version in XLIFFVersion.allCases {
            let file = version.text(of: try fixture.export("so", .all, ["urgent"]))
            let bytes = Array(file.utf8)
            var random = SeededGenerator(state: 8)
            for _ in 0..<40 {
                var changed = bytes
                for _ in 0..<4 {
                    let place = Int.random(in: 0..<changed.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                    case 1: changed.remove(at: place)
                    default: changed.insert(contentsOf: changed[place...].prefix(40), at: place)
                    }
                }
                let decision = try? importer.decision(on: changed)
                #expect(decision?.items.allSatisfy { !$0.key.isEmpty } ?? true)
            }
        }
    }
}
