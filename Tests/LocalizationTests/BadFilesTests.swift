import Engines
import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct BadFilesTests {
    private func refused(_ fixture: NoticeFixture) -> [CatalogFinding] {
        #expect(throws: CatalogProblems.self) { try fixture.load() }?.findings ?? []
    }

    @Test func `a catalog of ten megabytes is refused without being read`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("locales/so/big.mf2", String(repeating: "a = b\n", count: 1_700_000))
        var findings: [CatalogFinding] = []
        let time = processorTime { findings = refused(fixture) }
        #expect(findings.map(\.rule) == [.unreadableFile])
        #expect(findings.first?.sentence.contains("1 MB") == true)
        #expect(time < .seconds(10))
    }

    @Test func `a byte that is not UTF-8 is pointed at`() throws {
        let fixture = try NoticeFixture()
        var bytes = Data("@locale so\n---\nsubject = Digniin ".utf8)
        bytes.append(0xE9)
        bytes.append(contentsOf: "\n".utf8)
        try bytes.write(to: fixture.url("locales/so/urgent.mf2"))
        let finding = try #require(refused(fixture).first)
        #expect(finding.rule == .unreadableFile)
        #expect(finding.line == 3 && finding.column == 19)
    }

    @Test(arguments: [
        ("a: &a [*a]", "Anchors"), ("a: &x {b: 1}\nc: *x", "Anchors"),
        ("a: 1\nb: 2\na: 3", "stands here twice"), ("", "empty"), ("a: [1, 2", "not YAML"),
        ("- 1\n- 2", "list of names"), ("a: \t- b\n\t- c", "not YAML"),
    ])
    func `YAML that points in circles, repeats itself or is none is refused`(
        _ text: String, _ says: String
    ) throws {
        let fixture = try NoticeFixture()
        for path in ["templates/urgent.yaml", "locales/es/words.yaml", "locales/es/overlay.yaml"] {
            try fixture.write(path, text)
        }
        let findings = refused(fixture)
        let files = Set(findings.filter { $0.sentence.contains(says) }.map(\.file))
        #expect(files.count == 3, "\(findings)")
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `YAML nested without end neither crashes nor hangs`(_ piece: String) throws {
        let fixture = try NoticeFixture()
        try fixture.write("templates/urgent.yaml", String(repeating: piece, count: 100_000))
        #expect(refused(fixture).contains { $0.file == "templates/urgent.yaml" })
        try fixture.write("templates/urgent.yaml", String(repeating: piece + "\n", count: 10_000))
        #expect(refused(fixture).contains { $0.file == "templates/urgent.yaml" })
        let steps = (0..<3_000).map { String(repeating: " ", count: $0 % 2_000) + "a:" }
        try fixture.write("templates/urgent.yaml", steps.joined(separator: "\n"))
        #expect(refused(fixture).contains { $0.file == "templates/urgent.yaml" })
    }

    @Test func `aliases that would grow without end are refused at once`() throws {
        let fixture = try NoticeFixture()
        var text = "a0: &a0 [x, x]\n"
        for level in 1..<60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        try fixture.write("templates/urgent.yaml", text)
        #expect(refused(fixture).first?.sentence.contains("aliases") == true)
    }

    @Test func `a star or an ampersand within a text is fine`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace(
            "templates/urgent.yaml", "title: Urgent notice", "title: Closures & delays, 5 * a year")
        #expect(try fixture.load().notice("urgent")?.title == "Closures & delays, 5 * a year")
    }

    @Test func `a key that stands twice is refused`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/urgent.mf2", "heading =", "subject =")
        let finding = try #require(refused(fixture).first)
        #expect(finding.rule == .syntax)
        #expect(finding.line > 4)
    }

    @Test func `everything that is wrong is told at once`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/urgent.mf2", "{$liaison}.", "{$liaison.")
        try fixture.replace("locales/es/concern.mf2", "{$teacher}", "{$techer}")
        try fixture.replace("locales/ar/common.mf2", "@locale ar", "@locale fa")
        try fixture.replace("templates/reply-received.yaml", "kind: service", "kind: servant")
        let findings = refused(fixture)
        #expect(
            Set(findings.map(\.rule)) == [.syntax, .unknownVariable, .wrongLocale, .badTemplate])
        #expect(CatalogProblems(findings: findings).description.contains("problems:"))
    }

    @Test func `a file with ten thousand mistakes is told of in good time`() throws {
        let fixture = try NoticeFixture()
        let lines = (0..<10_000).map { "key\($0) = {$nobody :clock} {#b}" }
        try fixture.write(
            "locales/so/urgent.mf2", "@locale so\n---\n" + lines.joined(separator: "\n"))
        var descriptions: [String] = []
        let time = processorTime { descriptions = fixture.findings().map(\.description) }
        #expect(descriptions.count > 10_000)
        #expect(time < .seconds(10))
    }

    @Test func `folders that are missing or empty are named`() throws {
        let fixture = try NoticeFixture()
        try fixture.remove("locales/en")
        #expect(refused(fixture).contains { $0.sentence.contains("English catalog") })
        try fixture.remove("templates")
        #expect(refused(fixture).contains { $0.sentence.contains("No templates") })
        try fixture.remove("locales")
        #expect(!refused(fixture).isEmpty)
    }

    @Test func `a folder that is no language is named`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("locales/Somali language/urgent.mf2", "---\n")
        try fixture.write("locales/zh-TW/urgent.mf2", "@locale zh-TW\n---\n")
        #expect(refused(fixture).filter { $0.rule == .wrongLocale }.count == 2)
    }

    @Test func `whatever happens to a file, reading it returns`() throws {
        let fixture = try NoticeFixture()
        var chance = SeededGenerator(state: 7)
        let paths = [
            "locales/ar/common.mf2", "locales/es/concern.mf2", "templates/event-notice.yaml",
            "locales/so/words.yaml",
        ]
        for path in paths {
            let sound = Array(try fixture.read(path).utf8)
            for _ in 0..<12 {
                var bytes = sound
                for _ in 0..<Int.random(in: 1...6, using: &chance) {
                    let place = Int.random(in: 0..<bytes.count, using: &chance)
                    switch Int.random(in: 0..<3, using: &chance) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(contentsOf: Array("{}$|*&:.\n".utf8), at: place)
                    }
                }
                try Data(bytes).write(to: fixture.url(path))
                for finding in fixture.findings() { #expect(!finding.description.isEmpty) }
            }
            try Data(sound).write(to: fixture.url(path))
        }
    }
}
