import Engines
import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct EarlierEnglishTests {
    /// A catalog could not say any more what its English was.
    @Test func `the English behind every translation of ours is on record or is today's`() throws {
        let record = try EarlierEnglish(in: Repository.locales)
        let english = try CatalogKeep.english(in: Repository.locales)
        let today = Set(english.entries.values.map(\.digest))
        var named = 0
        for language in Repository.languages where language != "en" {
            let folder = Repository.locales.appending(path: language)
            for name in fileNames(in: folder) where name.hasSuffix(".mf2") {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                for entry in try MessageResource.parse(text).entries {
                    let digest = try #require(entry.property("source"))
                    let isKnown = today.contains(digest) || record[digest] != nil
                    #expect(
                        isKnown,
                        "\(language)/\(name), \(entry.key): find the English of \(digest) in an earlier state of locales/en, and run parley catalog keep there"
                    )
                    named += 1
                }
            }
        }
        #expect(named > 4_000)
        #expect(record.count > 100)
    }

    @Test func `a changed message stays on record beside the new one`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let keep = CatalogKeep(locales: fixture.locales)
        let first = try keep.keep()
        #expect(first.added == first.count && first.dropped == 0)
        #expect(try keep.keep() == .init(added: 0, dropped: 0, count: first.count))
        try fixture.changeEnglish()
        #expect(try keep.keep() == .init(added: 1, dropped: 0, count: first.count + 1))
        let text = try fixture.read("locales/earlier.mf2")
        #expect(text.contains("Please read it now.") && text.contains("Please read it at once."))
        // Somali was made from the old one, so that one stays; without Somali it goes.
        #expect(try keep.keep(prune: true).dropped == 0)
        try fixture.remove("locales/so/urgent.mf2")
        #expect(try keep.keep(prune: true) == .init(added: 0, dropped: 1, count: first.count))
        #expect(try !fixture.read("locales/earlier.mf2").contains("Please read it now."))
    }

    @Test func `a digest that only a remark names keeps its message`() throws {
        let fixture = try NoticeFixture(["en"])
        _ = try NewLanguage(templates: fixture.templates, locales: fixture.locales).add("nl")
        try fixture.changeEnglish()
        #expect(try CatalogKeep(locales: fixture.locales).keep(prune: true).dropped == 0)
    }

    @Test func `nothing is dropped while a catalog cannot be read`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let keep = CatalogKeep(locales: fixture.locales)
        _ = try keep.keep()
        let before = try fixture.read("locales/earlier.mf2")
        try Data([0x66, 0xE9, 0x0A]).write(to: fixture.url("locales/so/urgent.mf2"))
        let refusal = #expect(throws: CatalogRefusal.self) { try keep.keep(prune: true) }
        #expect(refusal?.description.contains("locales/so/urgent.mf2") == true)
        try fixture.replace("locales/en/urgent.mf2", "{$liaison}", "{$liaison")
        let second = #expect(throws: CatalogRefusal.self) { try keep.keep() }
        #expect(second?.description.contains("mended first") == true)
        #expect(try fixture.read("locales/earlier.mf2") == before)
    }

    @Test func `a record that was edited by hand is no record`() throws {
        let fixture = try NoticeFixture(["en"])
        let keep = CatalogKeep(locales: fixture.locales)
        _ = try keep.keep()
        let digest = sourceDigest("Date")
        try fixture.replace("locales/earlier.mf2", "s\(digest) = Date", "s\(digest) = Day")
        #expect(try EarlierEnglish(in: fixture.locales)[digest] == nil)
        #expect(try keep.keep().added == 1)
        #expect(try EarlierEnglish(in: fixture.locales)[digest] == "Date")
        try fixture.write("locales/earlier.mf2", "no resource")
        let refusal = #expect(throws: CatalogRefusal.self) { try keep.keep() }
        #expect(refusal?.description.contains("locales/earlier.mf2:1:1") == true)
    }

    @Test func `the record beside the folders is no language`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        _ = try CatalogKeep(locales: fixture.locales).keep()
        #expect(try fixture.load().languages.map(\.text) == ["en", "so"])
        #expect(fixture.findings().filter { $0.severity != .note } == [])
    }

    @Test func `any source that a catalog can hold comes back from the record`() throws {
        var chance = SeededGenerator(state: 5)
        let pieces = [
            "a", " ", "\n", "\n  ", "\\\\", "\\{", "{$x}", "#", "@b", "[c]", "=", "---", "\t",
        ]
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...8, using: &chance)
            let value = (0..<count).compactMap { _ in pieces.randomElement(using: &chance) }
                .joined()
            let written = "key = " + value.replacing("\n", with: "\n    \\") + "\n"
            guard let entry = try? MessageResource.parse(written).entries.first else { continue }
            let again = "key =\(resourceValue(entry.source))\nnext = x\n"
            let read = try MessageResource.parse(again)
            #expect(read["key"]?.source == entry.source, "\(again)")
            #expect(read["next"]?.source == "x")
        }
    }
}
