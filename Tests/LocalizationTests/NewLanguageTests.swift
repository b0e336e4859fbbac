import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct NewLanguageTests {
    private let fixture: NoticeFixture

    init() throws { fixture = try NoticeFixture(["en", "es", "zh-Hans", "fa-AF"]) }

    @discardableResult
    private func add(_ tag: String, helpOnly: Bool = false) throws -> NewLanguage.Outcome {
        try NewLanguage(templates: fixture.templates, locales: fixture.locales)
            .add(tag, helpOnly: helpOnly)
    }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: fixture.url(path).path).sorted()
    }

    /// Takes the `#` off the lines of every message and writes something in each place for it.
    private func uncommented(_ text: String, value: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            let isKey = line.wholeMatch(of: /# [a-z-]+ =/) != nil
            guard isKey || line.hasPrefix("# @") || line.hasPrefix("#     ") else {
                return String(line)
            }
            let goesOn = index + 1 < lines.count && lines[index + 1].hasPrefix("#     ")
            return line.dropFirst(2).replacing("{{}}", with: "{{\(value)}}")
                + (isKey && !goesOn ? " " + value : "")
        }
        .joined(separator: "\n")
    }

    @Test func `a folder has a file for each notice and nothing that counts as translated`() throws
    {
        let outcome = try add("nl")
        #expect(try names("locales/nl") == (try names("locales/en")))
        #expect(outcome.files == Repository.notices.count + 1 && outcome.messages > 150)
        #expect(outcome.folder == "locales/nl" && outcome.nearest == nil)
        let library = try fixture.load()
        let dutch = try tag("nl")
        #expect(!library.hasNotices(in: dutch))
        #expect(library.serviceWords(in: dutch) == nil)
        for notice in library.notices {
            #expect(library.standing(of: notice.id, in: dutch) == .fallback)
        }
        let localizer = Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
        let choice = try localizer.choose("urgent", for: [dutch])
        #expect(choice.language == .english && choice.helpLanguage == nil)
        #expect(choice.reason == .incomplete)
    }

    @Test func `the check names what is missing, file by file, and finds no error`() throws {
        try add("nl")
        let found = fixture.findings().filter { $0.file.hasPrefix("locales/nl") }
        #expect(found.count == Repository.notices.count + 2)
        #expect(Set(found.map(\.rule)) == [.missingKey, .missingWords])
        let urgent = try #require(found.first { $0.file == "locales/nl/urgent.mf2" })
        #expect(
            urgent.sentence
                == "Nothing is translated here yet, \"subject\", \"heading\", \"opening\", \"questions\", \"sms\": the notice goes out in English."
        )
    }

    @Test func `a message has its remarks, its English and the lines to fill in`() throws {
        try add("nl")
        let text = try fixture.read("locales/nl/common.mf2")
        #expect(
            text.contains(
                """

                # Opens a notice to one person.
                # English: Dear {$parent},
                # @status draft
                # @source \(sourceDigest("Dear {$parent},"))
                # salutation =

                """))
        #expect(text.contains("\n@locale nl\n---\n") && text.contains("\n[label]\n"))
    }

    @Test(arguments: [
        ("ar", ["zero", "one", "two", "few", "many", "*"]), ("pl", ["one", "few", "many", "*"]),
        ("ja", ["*"]), ("nl", ["one", "*"]), ("mww", ["*"]),
    ])
    func `a count has a line for each plural form of the language`(
        _ language: String, _ forms: [String]
    ) throws {
        try add(language)
        let text = try fixture.read("locales/\(language)/common.mf2")
        let lines = forms.map { "#     \($0) {{}}" }.joined(separator: "\n")
        #expect(
            text.contains(
                "# length =\n#     .input {$minutes :integer}\n#     .match $minutes\n\(lines)\n"))
        #expect(
            text.contains(
                "# rhythm =\n#     .input {$rhythm :string}\n#     .match $rhythm\n#     weekly {{}}\n#     twice {{}}\n#     daily {{}}\n#     * {{}}\n"
            ))
    }

    @Test func `numbers are given for each form`() throws {
        try add("pl")
        #expect(
            try fixture.read("locales/pl/common.mf2").contains(
                "# Forms of numbers: one 1; few 2, 3, 4, 22; many 0, 5, 6, 7; * 0.5, 1.5, 2.5, 10.5."
            ))
    }

    @Test func `what is begun and not written does not count, what is written does`() throws {
        try add("nl")
        let dutch = try tag("nl")
        for name in try names("locales/nl") where name.hasSuffix(".mf2") {
            let path = "locales/nl/\(name)"
            try fixture.write(path, uncommented(try fixture.read(path), value: ""))
        }
        var library = try fixture.load()
        #expect(library.source(of: "common.salutation", in: dutch) == "")
        for key in ["common.salutation", "common.value.length", "urgent.subject"] {
            #expect(library.standing(ofEntry: key, in: dutch) == .fallback)
        }
        let found = fixture.findings().filter { $0.file == "locales/nl/urgent.mf2" }
        #expect(found.filter { $0.rule == .untranslated }.count == 5)
        try fixture.replace("locales/nl/common.mf2", "salutation = ", "salutation = Dag {$parent},")
        try fixture.replace("locales/nl/common.mf2", "one {{}}", "one {{een minuut}}")
        library = try fixture.load()
        #expect(library.standing(ofEntry: "common.salutation", in: dutch) == .draft)
        #expect(library.standing(ofEntry: "common.value.length", in: dutch) == .fallback)
    }

    @Test func `a skeleton that is filled in loads, and its digests are today's`() throws {
        try add("nl")
        for name in try names("locales/nl") where name.hasSuffix(".mf2") {
            let path = "locales/nl/\(name)"
            try fixture.write(path, uncommented(try fixture.read(path), value: "woorden"))
        }
        let dutch = try tag("nl")
        let library = try fixture.load()
        for notice in library.notices {
            #expect(library.standing(of: notice.id, in: dutch) == .draft)
        }
        let rules = Set(fixture.findings().filter { $0.file.hasPrefix("locales/nl") }.map(\.rule))
        #expect(
            rules.isDisjoint(with: [.stale, .missingKey, .missingPlural, .missingChoice, .syntax]))
    }

    @Test func `only the help lines, where no more is wanted`() throws {
        let outcome = try add("nl", helpOnly: true)
        #expect(outcome.messages == 3 && outcome.files == 1)
        #expect(try names("locales/nl") == ["common.mf2", "words.yaml"])
        let found = fixture.findings().filter { $0.file.hasPrefix("locales/nl") }
        #expect(found.map(\.rule) == [.missingKey, .missingWords])
        #expect(found.first?.sentence.contains("\"text.help-when-english\"") == true)
        let path = "locales/nl/common.mf2"
        try fixture.write(path, uncommented(try fixture.read(path), value: "Gratis hulp."))
        #expect(
            try fixture.load().standing(ofEntry: "common.free-help", in: try tag("nl")) == .draft)
        #expect(fixture.findings().filter { $0.file == path } == [])
    }

    @Test(arguments: [
        ("dutch language", "no language tag"), ("", "no language tag"),
        ("../nl", "no language tag"),
        ("und", "no language tag"), ("en", "source of all others"), ("en-GB", "source of all"),
        ("zh", "zh-Hant for traditional"), ("cmn", "zh-Hans for simplified"),
        ("prs", "written fa-AF here. locales/fa-AF is there already"),
        ("zh-TW", "Run: parley catalog add-language zh-Hant-TW"), ("NL", "written nl here"),
        ("iw", "add-language he"), ("nl_BE", "add-language nl-BE"), ("es", "there already"),
        ("ar-u-nu-arab", "add-language ar"), ("spa", "locales/es is there already"),
    ])
    func `a tag that will not do is refused with the one that will`(
        _ tag: String, _ says: String
    ) throws {
        let before = try names("locales")
        let refusal = #expect(throws: CatalogRefusal.self) { try add(tag) }
        #expect(refusal?.description.contains(says) == true, "\(refusal?.description ?? "")")
        #expect(try names("locales") == before)
    }

    @Test func `a folder that was begun for a region takes nothing from its readers`() throws {
        #expect(try add("es-MX").nearest?.text == "es")
        let localizer = Localizer(
            library: try fixture.load(), policy: TranslationPolicy(minimum: .draft))
        let mexican = try tag("es-MX")
        #expect(try localizer.choose("urgent", for: [mexican]).language.text == "es")
        #expect(try localizer.sentence("common.label.date", in: mexican).text == "Fecha")
        let strict = Localizer(library: localizer.library)
        #expect(try strict.choose("urgent", for: [mexican]).helpLanguage?.text == "es")
    }

    @Test func `a folder that has only an overlay for dates keeps it`() throws {
        let overlay = try String(
            contentsOf: Repository.locales.appending(path: "so/overlay.yaml"), encoding: .utf8)
        try fixture.write("locales/so/overlay.yaml", overlay)
        try add("so")
        #expect(try fixture.read("locales/so/overlay.yaml") == overlay)
        #expect(try names("locales/so").count == Repository.notices.count + 3)
    }

    @Test func `what cannot be written leaves no folder behind`() throws {
        try fixture.write("locales/en/broken.mf2", "@locale en\n---\nkey {{\n")
        let refusal = #expect(throws: CatalogRefusal.self) { try add("nl") }
        #expect(refusal?.description.contains("locales/en/broken.mf2:3") == true)
        try fixture.remove("locales/en/broken.mf2")
        // A draft that a kill left is no obstacle.
        let draft = ".nl.new-\(UUID().uuidString)"
        try fixture.write("locales/\(draft)/common.mf2", "half")
        try add("nl")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: fixture.locales.path)
                .filter { $0.hasPrefix(".") } == [".lock"])
    }
}
