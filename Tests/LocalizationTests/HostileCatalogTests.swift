import Engines
import Foundation
import MessageFormat
import Testing

@testable import Localization

/// Catalogs that a mistake or an attacker wrote: refused with a place, never a crash or a long wait.
@Suite struct HostileCatalogTests {
    private let path = "locales/so/urgent.mf2"

    private func refused(_ fixture: NoticeFixture) -> [CatalogFinding] {
        #expect(throws: CatalogProblems.self) { try fixture.load() }?.findings ?? []
    }

    private func subject(_ source: String) throws -> NoticeFixture {
        let fixture = try NoticeFixture(["en", "so"])
        try fixture.replace(
            path, "subject = Farriin degdeg ah oo ka timid {$school}", "subject =\n" + source)
        return fixture
    }

    @Test(arguments: [
        ".local $a = {$b}\n .local $b = {$a}\n {{{$a}}}", ".local $a = {$a}\n {{{$a}}}",
        ".input {$school}\n .local $school = {$school}\n {{{$school}}}",
        ".local $a = {1 :number minimumFractionDigits=$a}\n {{{$a}}}",
        ".local $a = {$c}\n .local $b = {$a}\n .local $c = {$b}\n {{{$c}}}",
    ])
    func `declarations that point at themselves or in circles are refused`(
        _ source: String
    ) throws {
        let findings = refused(try subject(" " + source))
        #expect(findings.map(\.rule) == [.syntax])
        #expect(findings.first?.sentence.contains("declared again or after it was used") == true)
        #expect(findings.first?.file == path && (findings.first?.line ?? 0) > 6)
    }

    @Test(arguments: [20, 200])
    func `many selectors in a catalog cost no more than their variants are long`(
        _ count: Int
    ) throws {
        let names = (0..<count).map { "$s\($0)" }
        let inputs = (0..<count).map { " .local $s\($0) = {$school :string}\n" }.joined()
        let rows = (0..<200).map { row in
            " " + (0..<count).map { "k\((row >> ($0 % 8)) & 1)-\(row)" }.joined(separator: " ")
                + " {{\(row)}}\n"
        }
        let fixture = try subject(
            inputs + " .match \(names.joined(separator: " "))\n" + rows.joined() + " "
                + Array(repeating: "*", count: count).joined(separator: " ") + " {{{$school}}}")
        let somali = try tag("so")
        let time = try processorTime {
            let source = try fixture.load().source(of: "urgent.subject", in: somali)
            #expect(source != nil)
            #expect(fixture.findings().filter { $0.severity == .error } == [])
        }
        #expect(time < .seconds(20))
    }

    @Test(arguments: [20, 200])
    func `a new language is not asked for a million variants`(_ count: Int) throws {
        let fixture = try subject(" {{{$school}}}")
        let names = (0..<count).map { "$s\($0)" }
        let inputs = (0..<count).map { " .local $s\($0) = {1 :number}\n" }.joined()
        let stars = Array(repeating: "*", count: count).joined(separator: " ")
        try fixture.replace(
            "locales/en/urgent.mf2", "subject = Urgent message from {$school}",
            "subject =\n\(inputs) .match \(names.joined(separator: " "))\n \(stars) {{{$school}}}")
        _ = try NewLanguage(templates: fixture.templates, locales: fixture.locales).add("ar")
        let text = try fixture.read("locales/ar/urgent.mf2")
        #expect(text.contains("#     \(stars) {{}}"))
        #expect(text.utf8.count < 50_000)
    }

    @Test(arguments: ["@locale so_SO.UTF-8", "@locale Somali language", "@locale", "@locale xx-!"])
    func `a locale that is no tag is refused at its line`(_ line: String) throws {
        let fixture = try NoticeFixture(["en", "so"])
        try fixture.replace(path, "@locale so", line)
        let finding = try #require(refused(fixture).first)
        #expect(finding.rule == .syntax && finding.line == 1 && finding.file == path)
    }

    @Test func `a language that nobody has registered is no trouble`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let text = try fixture.read(path).replacing("@locale so", with: "@locale qfx")
        try fixture.write("locales/qfx/urgent.mf2", text)
        #expect(try fixture.load().languages.map(\.text).contains("qfx"))
    }

    @Test func `files beside the folders of languages are left alone`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        try fixture.write("locales/README.md", "# Words")
        try fixture.write("locales/earlier.mf2", "not a resource {{{")
        try Data(repeating: 0xFF, count: 2_000_000).write(to: fixture.url("locales/big.mf2"))
        #expect(try fixture.load().languages.map(\.text) == ["en", "so"])
    }

    @Test(arguments: ["locales/so/words.yaml", "locales/so/overlay.yaml", "templates/urgent.yaml"])
    func `a YAML file that is not UTF-8 is pointed at, and one of ten megabytes not read`(
        _ path: String
    ) throws {
        let fixture = try NoticeFixture(["en", "so"])
        try Data("a: 1\nb: caf\u{FF}".utf8.dropLast(2) + [0xE9]).write(to: fixture.url(path))
        let finding = try #require(refused(fixture).first { $0.file == path })
        #expect(finding.rule == .unreadableFile && finding.line == 2 && finding.column == 7)
        try fixture.write(path, String(repeating: "a: b\n", count: 2_000_000))
        #expect(refused(fixture).contains { $0.file == path && $0.sentence.contains("1 MB") })
    }

    @Test(arguments: [
        "\u{202E}", "\u{202D}", "\u{202B}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
        "\u{202C}", "\u{200F}", "\u{061C}",
    ])
    func `a mark in a name cannot turn the sentence around`(_ mark: String) throws {
        let localizer = try Repository.localizer()
        let values = try #require(localizer.library.notice("concern")).exampleValues
            .merging(["student": .text("A\(mark)li\(mark)")]) { $1 }
        for language in ["en", "ar"] {
            let rendering = try localizer.render(
                "concern", values: values, for: [try tag(language)], timeZone: "America/Chicago")
            for text in [rendering.subject, rendering.text, rendering.sms ?? ""] {
                for line in text.split(separator: "\n") { #expect(isBalanced(line), "\(language)") }
            }
        }
    }

    /// No embedding or override at all, and every isolate closed within its line, none too often.
    private func isBalanced(_ line: Substring) -> Bool {
        var depth = 0
        for scalar in line.unicodeScalars {
            switch scalar {
            case "\u{202A}"..."\u{202E}": return false
            case "\u{2066}"..."\u{2068}": depth += 1
            case "\u{2069}": depth -= 1
            default: break
            }
            if depth < 0 { return false }
        }
        return depth == 0
    }
}
