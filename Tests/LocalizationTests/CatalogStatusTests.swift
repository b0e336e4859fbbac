import Foundation
import Localization
import MessageFormat
import Testing

@Suite struct CatalogStatusTests {
    private func status(_ fixture: NoticeFixture) -> CatalogStatus {
        CatalogStatus(templates: fixture.templates, locales: fixture.locales)
    }

    private func state(
        _ fixture: NoticeFixture, _ notice: String = "urgent", _ language: String = "so"
    ) throws -> TranslationState? {
        status(fixture).cell(notice, try tag(language))?.state
    }

    @Test func `the status says of every notice what the library goes by`() throws {
        let library = try Repository.library()
        let status = CatalogStatus(templates: Repository.templates, locales: Repository.locales)
        #expect(status.notices.map(\.id) == Repository.notices)
        #expect(
            status.languages.map(\.text) == Repository.translated.filter { $0 != "en" }.sorted())
        #expect(status.helpOnly.map(\.text) == Repository.helpOnly.sorted())
        for notice in status.notices {
            for language in status.languages {
                let cell = try #require(status.cell(notice.id, language))
                #expect(cell.state.standing == library.standing(of: notice.id, in: language))
                #expect(cell.messages.keys.min() == cell.state)
            }
        }
    }

    @Test func `the worst message decides, whichever way it is bad`() throws {
        let fixture = try NoticeFixture()
        let file = "locales/so/urgent.mf2"
        #expect(try state(fixture) == .draft)
        try fixture.replace(file, "@status draft", "@status machine")
        #expect(try state(fixture) == .draft)
        try fixture.replace(file, "@source ", "@source 0")
        #expect(try state(fixture) == .stale)
        try fixture.replace(file, "@status draft", "@confidence low\n@status draft")
        #expect(try state(fixture) == .lowConfidence)
        try fixture.replace(file, "questions =", "question =")
        #expect(try state(fixture) == .missing)
        try fixture.replace(file, "{$school}", "{$school")
        #expect(try state(fixture) == .broken)
        // One error stops all of its language, and no other.
        #expect(try state(fixture, "concern") == .broken)
        #expect(try state(fixture, "urgent", "es") == .draft)
        #expect(status(fixture).broken.map(\.text) == ["so"])
        #expect(!status(fixture).hasSharedError)
    }

    @Test func `a notice whose every message is of one kind stands as that`() throws {
        let fixture = try NoticeFixture()
        for name in ["urgent", "common"] {
            let file = "locales/so/\(name).mf2"
            let text = try fixture.read(file)
            try fixture.write(file, text.replacing("@status draft", with: "@status machine"))
        }
        #expect(try state(fixture) == .machine)
        try fixture.review("so", ["urgent", "common"])
        #expect(try state(fixture) == .reviewed)
        #expect(try state(fixture, "concern") == .draft)
    }

    @Test func `a language that is only begun is shown as missing, not as one that offers help`()
        throws
    {
        let fixture = try NoticeFixture()
        let new = NewLanguage(templates: fixture.templates, locales: fixture.locales)
        _ = try new.add("nl")
        _ = try new.add("da", helpOnly: true)
        let status = status(fixture)
        for name in ["nl", "da"] {
            #expect(status.languages.contains(try tag(name)))
            #expect(status.totals(try tag(name)) == [.missing: Repository.notices.count])
        }
        #expect(status.helpOnly == [])
        #expect(try !fixture.load().offersHelp(in: try tag("da")))
        let gallery = try Gallery(library: fixture.load(), status: status)
        #expect(gallery.languages.map(\.text) == ["en", "ar", "es", "ht", "so"])
    }

    @Test func `a message that is begun and left blank is missing`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace(
            "locales/so/urgent.mf2", "heading = Farriin degdeg ah oo ka timid {$school}",
            "heading =")
        #expect(try state(fixture) == .missing)
    }

    @Test func `a review that nobody signed counts as a draft, and no status as missing`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/urgent.mf2", "@status draft", "@status reviewed")
        #expect(try state(fixture) == .draft)
        try fixture.replace("locales/so/urgent.mf2", "@status draft", "@status fine")
        #expect(try state(fixture) == .missing)
    }

    @Test func `what all notices share breaks or ages all of them`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/common.mf2", "@source ", "@source 0")
        let totals = status(fixture).totals(try tag("so"))
        #expect(totals[.stale, default: 0] > 0)
        try fixture.write("locales/so/words.yaml", "yes: [ha]\n")
        #expect(status(fixture).totals(try tag("so")) == [.broken: Repository.notices.count])
    }

    @Test func `messages are counted once each, by how they stand`() throws {
        let fixture = try NoticeFixture()
        let before = try #require(status(fixture).cell("urgent", try tag("so"))).messages
        #expect(Set(before.keys) == [.draft])
        try fixture.replace("locales/so/urgent.mf2", "@source ", "@source 0")
        let after = try #require(status(fixture).cell("urgent", try tag("so"))).messages
        #expect(after == [.draft: (before[.draft] ?? 0) - 1, .stale: 1])
    }

    @Test(arguments: [
        ("templates/urgent.yaml", "kind: urgent", "kind: loud"),
        ("locales/en/concern.mf2", "= {$teacher}", "= {$teacher"),
    ])
    func `an error that all languages rest on is told apart from a broken language`(
        _ file: String, _ old: String, _ new: String
    ) throws {
        let fixture = try NoticeFixture()
        #expect(!status(fixture).hasSharedError)
        try fixture.replace(file, old, new)
        #expect(status(fixture).hasSharedError && status(fixture).broken.isEmpty)
    }

    @Test func `a language with dates alone is broken by itself, and has no row`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("locales/kek/overlay.yaml", "months: [one]\nweekdays: [two]\n")
        #expect(status(fixture).broken.map(\.text) == ["kek"])
        #expect(!status(fixture).hasSharedError)
        #expect(status(fixture).cell("urgent", try tag("kek")) == nil)
    }

    @Test(arguments: [40, 80, 120])
    func `a table keeps to its width and shows every language once`(_ width: Int) throws {
        let status = CatalogStatus(templates: Repository.templates, locales: Repository.locales)
        let lines = StatusTable(status, languages: status.languages, width: width).lines
        let tables = lines.prefix { !$0.hasPrefix("R  ") }
        #expect(tables.allSatisfy { $0.count <= width }, "\(tables)")
        let heads = tables.filter { $0.hasPrefix("   ") }
        let tags = heads.flatMap { $0.split(separator: " ").map(String.init) }
        #expect(tags == status.languages.map(\.text))
        for notice in status.notices {
            #expect(tables.count { $0.hasPrefix(notice.id + " ") } == heads.count)
        }
    }

    @Test func `letters of states differ, and stand under the language they speak of`() throws {
        #expect(
            Set(TranslationState.allCases.map(\.letter)).count == TranslationState.allCases.count)
        let fixture = try NoticeFixture()
        try fixture.replace("locales/es/urgent.mf2", "@source ", "@source 0")
        let status = status(fixture)
        let lines = StatusTable(status, languages: status.languages, width: 80).lines
        let head = Array(try #require(lines.first))
        let row = Array(try #require(lines.first { $0.hasPrefix("urgent ") }))
        let at = try #require(head.indices.first { head[$0...].starts(with: "es") }) + 1
        #expect(row[at] == "S")
        #expect(row.filter { "DRML-X".contains($0) } == ["D", "D", "D"])
        #expect(try #require(lines.first { $0.hasPrefix("= stale") }).count == at + 1)
        let report = LanguageReport(status, try tag("es")).lines
        #expect(
            report.last
                == "es: \(status.notices.count) notices: \(status.notices.count - 1) draft, 1 stale"
        )
        #expect(
            report.contains {
                $0.hasPrefix("urgent ") && $0.contains("stale") && $0.hasSuffix(", 1 stale")
            })
    }
}
