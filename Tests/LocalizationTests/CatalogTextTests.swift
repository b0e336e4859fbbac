import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct CatalogTextTests {
    private static let sample = """
        # Soomaali
        @locale so
        ---

        # A remark that stays.
        @status draft
        # Another one.
        @source 0000000000000000
        one = Kow
            iyo laba

        [part]
        two = Laba
        """

    private func edited(
        _ text: String, _ key: String, _ properties: [String: String?]
    ) throws -> String {
        var catalog = try CatalogText(text)
        catalog.set(properties, of: key)
        return catalog.text
    }

    @Test(arguments: ["\n", "\r\n"])
    func `only the lines of the properties change, and line ends stay`(_ end: String) throws {
        let text = "\u{FEFF}" + Self.sample.replacing("\n", with: end)
        let new = try edited(
            text, "one", ["status": "reviewed", "reviewed-by": "Ana", "source": "1111111111111111"])
        let expected = text.replacing(
            "@status draft", with: "@status reviewed\(end)@reviewed-by Ana"
        ).replacing("0000000000000000", with: "1111111111111111")
        #expect(Array(new.utf8) == Array(expected.utf8))
    }

    @Test func `new lines stand in a fixed order right above the key where there were none`() throws
    {
        let new = try edited(
            Self.sample, "part.two",
            ["source": "1", "reviewed-on": "2026-11-25", "status": "draft"])
        #expect(
            new
                == Self.sample.replacing(
                    "two = Laba",
                    with: "@status draft\n@reviewed-on 2026-11-25\n@source 1\ntwo = Laba"))
    }

    @Test func `what is taken away leaves no line behind, what stands twice stands once`() throws {
        let twice = Self.sample.replacing(
            "@status draft", with: "@status draft\n@confidence low\n@status machine")
        let new = try edited(twice, "one", ["status": "draft", "confidence": nil])
        #expect(new == Self.sample)
    }

    @Test func `a key that is not there and nothing to set change nothing`() throws {
        #expect(try edited(Self.sample, "three", ["status": "draft"]) == Self.sample)
        #expect(try edited(Self.sample, "one", [:]) == Self.sample)
        #expect(throws: ResourceProblem.self) { try CatalogText("@locale so\n---\none Kow\n") }
    }

    @Test(arguments: Repository.translated.filter { $0 != "en" })
    func `writing what stands there already changes no byte of our catalogs`(
        _ language: String
    ) throws {
        for notice in Repository.notices + ["common"] {
            let url = Repository.locales.appending(path: "\(language)/\(notice).mf2")
            let text = try String(contentsOf: url, encoding: .utf8)
            var catalog = try CatalogText(text)
            for entry in try MessageResource.parse(text).entries {
                catalog.set(
                    ["status": entry.property("status"), "source": entry.property("source")],
                    of: entry.key)
            }
            #expect(catalog.text == text, "\(language)/\(notice)")
        }
    }
}
