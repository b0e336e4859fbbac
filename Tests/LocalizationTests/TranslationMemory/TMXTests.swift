import Engines
import Foundation
import MessageFormat
import Store
import Testing
import Wire

@testable import Localization

@Suite struct TMXTests {
    private func items(_ text: String) throws -> [TMXReader.Item] {
        let reader = TMXReader(XMLReader(Array(text.utf8)))
        var items: [TMXReader.Item] = []
        while let item = try reader.next() { items.append(item) }
        return items
    }

    private func units(_ body: String, header: String = "srclang='en'") throws -> [TMXUnit] {
        try items("<tmx version='1.4'><header \(header)/><body>\(body)</body></tmx>").compactMap {
            if case .unit(let unit) = $0 { unit } else { nil }
        }
    }

    private func problems(_ body: String) throws -> [TMXProblem] {
        try items("<tmx version='1.4'>\n<header srclang='en'/>\n<body>\n\(body)</body></tmx>")
            .compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
    }

    private func pair(_ source: String, _ target: String) -> String {
        "<tu><tuv xml:lang='en'><seg>\(source)</seg></tuv>"
            + "<tuv xml:lang='so'><seg>\(target)</seg></tuv></tu>"
    }

    @Test func `a unit gives a translation for each language beside its source`() throws {
        let found = try units(
            """
            <tu usagecount="3" changedate="20260102T030405Z"><prop type="x-standing">machine</prop>
            <prop type="x-origin">provider:deepl</prop><note>A note</note>
            <tuv xml:lang="so"><seg>Haa &amp; maya</seg></tuv>
            <tuv xml:lang="en-US"><seg>Yes &amp; no</seg></tuv>
            <tuv lang="zh-TW" changedate="19991231T235959Z"><seg>是</seg></tuv></tu>
            """)
        #expect(found.map(\.pair.description) == ["en-US>so", "en-US>zh-Hant-TW"])
        #expect(found.map(\.target.source) == ["Haa & maya", "是"])
        #expect(found.allSatisfy { $0.source.source == "Yes & no" && $0.uses == 3 })
        #expect(found[0].standing == .machine && found[0].origin == .provider("deepl"))
        #expect(found[0].at?.iso8601 == "2026-01-02T03:04:05Z")
        #expect(found[1].at?.iso8601 == "1999-12-31T23:59:59Z")
    }

    @Test func `slots are read by type, by their words, and from plain text`() throws {
        let found = try units(
            pair(
                "<ph x='1' type='x-name1'/> and <ph x='2'>{$name2}</ph> at {$time1} {$ {x",
                "{$name1} <hi type='b'>iyo {$name2}</hi> <ph type='x-time1'>9</ph> {$ {x"))
        #expect(found.first?.source.source == "{$name1} and {$name2} at {$time1} \\{$ \\{x")
        #expect(found.first?.target.source == "{$name1} iyo {$name2} {$time1} \\{$ \\{x")
    }

    @Test(arguments: [
        ("<bpt i='1'>&lt;b></bpt>Yes<ept i='1'>&lt;/b></ept>", "Haa", "code of another"),
        ("<ph>&lt;br/></ph>Yes", "Haa", "code of another"), ("Yes", "", "says nothing"),
        ("Yes {$name1}", "Haa", "blanks"), ("Yes", "Haa {$name9}", "blanks"),
        ("<it pos='begin'>x</it>Yes", "Haa", "code of another"),
    ])
    func `a unit that would not be whole is told with its line`(
        _ source: String, _ target: String, _ says: String
    ) throws {
        let found = try problems("\n" + pair(source, target) + pair("A", "B"))
        #expect(found.count == 1 && found.first?.line == 5)
        #expect(found.first?.sentence.contains(says) == true)
    }

    @Test(arguments: [
        "<tu><tuv xml:lang='en'><seg>A</seg></tuv></tu>", "<tu/>",
        "<tu><tuv><seg>A</seg></tuv><tuv xml:lang='so'><seg>B</seg></tuv></tu>",
        "<tu><tuv xml:lang='en'><seg>A</seg></tuv><tuv xml:lang='not a tag'><seg>B</seg></tuv></tu>",
        "<tu><tuv xml:lang='fr'><seg>A</seg></tuv><tuv xml:lang='so'><seg>B</seg></tuv></tu>",
        "<tu><tuv xml:lang='en'><seg>A</seg></tuv><tuv xml:lang='en'><seg>B</seg></tuv></tu>",
        "<tu><tuv xml:lang='en'><seg>A</seg></tuv><tuv xml:lang='so'></tuv></tu>",
    ])
    func `a unit without both sides is a problem`(_ unit: String) throws {
        #expect(try problems(unit).count == 1)
        #expect(try problems(unit + pair("A", "B")).count == 1)
    }

    @Test(arguments: ["<xliff/>", "<tmx", "", "{}", "<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx/>"])
    func `what is no TMX is refused with its line`(_ text: String) {
        let problem = #expect(throws: TMXProblem.self) { try items(text) }
        #expect(problem?.line == 1)
    }

    @Test(arguments: [
        "20260230", "2026-01-02T03:04:05Z", "20261302T030405Z", "2026010aT030405Z", "",
    ])
    func `a date that is none is no date`(_ text: String) {
        #expect(TMXText.instant(text) == nil)
    }

    @Test func `dates are written as they are read`() throws {
        for milliseconds: Int64 in [0, 951_782_400_000, 1_709_164_799_000, 4_102_444_800_000] {
            let instant = Instant(milliseconds: milliseconds)
            #expect(TMXText.instant(TMXText.date(instant)) == instant)
        }
    }

    @Test(arguments: Engine.reachable)
    func `what is exported is imported whole, and nothing becomes reviewed by itself`(
        _ engine: Engine
    ) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("Dear {$name1} & <b>, \\{x\\}", "{$name1} \"q\" 'a'", .reviewed)
        try await memory.keep("Machine made", "Mashiin", .machine)
        try await memory.keep("你好\u{1F600}", "Hello", pair: LanguagePair(tag("zh-Hans"), .english))
        let text = try await export(memory)
        let other = try await MemoryFixture(engine)
        let report = try await other.importing(text)
        #expect(report.receipt.added == 3 && report.refused == 0)
        let (before, after) = (try await memory.all(), try await other.all())
        #expect(before.map(\.id) == after.map(\.id))
        #expect(before.map(\.target) == after.map(\.target))
        #expect(Set(after.map(\.standing)) == [.draft, .machine])
        let vouched = try await other.importing(text, reviewedBy: "Hodan Ali")
        #expect(vouched.receipt.raised == 1 && vouched.receipt.known == 2)
        let reviewed = try await other.all().filter { $0.standing == .reviewed }
        #expect(reviewed.map(\.reviewer) == ["Hodan Ali"])
    }

    @Test(arguments: Engine.reachable)
    func `the difference is what applying does`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("A one", "B one", .draft)
        let body =
            pair("A one", "B one") + pair("A two", "B two") + pair("A two", "B two") + "<tu/>"
        let text = "<tmx version='1.4'><header srclang='en'/><body>\(body)</body></tmx>"
        let kept = memory.memory
        let shown = try await memory.database.read { t in
            try TMXImport(kept).difference(TMXReader(XMLReader(Array(text.utf8))), t)
        }
        #expect(try await memory.all().count == 1)
        let done = try await memory.importing(text)
        #expect(shown == done && done.receipt.added == 1 && done.receipt.known == 2)
        #expect(done.refused == 1 && done.problems.count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `what is doubtful is told with its line and left out, unless it is asked for`(
        _ engine: Engine
    ) async throws {
        let memory = try await MemoryFixture(engine)
        let body = [
            ("We meet at school on Friday", "Waxaan ku kulannaa dugsiga Jimcaha"),
            ("We meet at school on Friday", "We meet at school on Friday"),
            ("Bring 3 pencils please", "Fadlan keen 5 qalin"),
            ("The school is closed", "Школа закрыта сегодня"),
        ].map { pair($0, $1) }.joined(separator: "\n")
        let text = "<tmx version='1.4'><header srclang='en'/><body>\n\(body)</body></tmx>"
        for (takes, added) in [(false, 1), (true, 4)] {
            let importer = TMXImport(memory.memory, withDoubts: takes)
            let shown = try await memory.database.read { t in
                try importer.difference(TMXReader(XMLReader(Array(text.utf8))), t)
            }
            #expect(shown.receipt.added == added && shown.doubtful == 3)
            #expect(shown.doubts.map(\.line) == [3, 4, 5])
            let kinds = shown.doubts.map { Set($0.doubts.map(\.kind)) }
            #expect(kinds[0].contains(.untranslated) && kinds[1].contains(.addedNumber))
            #expect(kinds[2].contains(.wrongScript))
        }
    }

    private func tag(_ text: String) -> LanguageTag { MemoryFixture.tag(text) }

    private func export(_ memory: MemoryFixture) async throws -> String {
        var writer = TMXWriter(source: nil, program: "1")
        for entry in try await memory.all() { writer.write(entry) }
        writer.end()
        return writer.take()
    }
}

extension MemoryFixture {
    fileprivate func importing(
        _ text: String, reviewedBy reviewer: String? = nil
    ) async throws -> TMXImportReport {
        let importer = TMXImport(memory, reviewedBy: reviewer)
        let reader = TMXReader(XMLReader(Array(text.utf8)))
        var report = TMXImportReport()
        while let portion = try importer.portion(reader) {
            var own = portion.report
            own.receipt = try await database.write { t in
                try importer.keep(portion, indexing: true, t)
            }
            report += own
        }
        return report
    }
}
