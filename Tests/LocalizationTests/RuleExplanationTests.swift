import Foundation
import Localization
import MessageFormat
import Testing

/// What `parley catalog explain` says of the rules, held against the rules themselves.
@Suite struct RuleExplanationTests {
    @Test(arguments: CatalogRule.ID.allCases)
    func `each rule has every part of an explanation, and a page that shows them`(
        _ rule: CatalogRule.ID
    ) {
        let explanation = rule.explanation
        let example = explanation.example
        for text in [explanation.finds, explanation.harm, explanation.remedy] {
            #expect(text.count > 25 && text.hasSuffix("."), "\(text)")
        }
        #expect(!example.wrong.isEmpty && !example.right.isEmpty && example.wrong != example.right)
        let page = rule.rule.page
        #expect(page.hasPrefix("\(rule.rawValue) (\(rule.rule.severity.rawValue): "))
        for line in (example.wrong + "\n" + example.right).split(separator: "\n") {
            #expect(page.contains("    \(line)\n"))
        }
        let words = page.split { $0.isWhitespace }.map(String.init)
        #expect(
            words.suffix(3) == explanation.remedy.split(separator: " ").suffix(3).map(String.init))
    }

    @Test func `no two rules share an explanation`() {
        let all = CatalogRule.ID.allCases.map(\.explanation)
        #expect(Set(all.map(\.finds)).count == all.count)
        #expect(Set(all.map(\.harm)).count == all.count)
        #expect(Set(all.map(\.remedy)).count == all.count)
    }

    @Test(arguments: CatalogRule.ID.allCases)
    func `the wrong example breaks its rule, and the right one keeps it`(
        _ rule: CatalogRule.ID
    ) throws {
        let fixture = try ExampleFixture(rule.explanation.example)
        let before = fixture.count(rule)
        try fixture.write(rule.explanation.example.wrong)
        let wrong = fixture.count(rule)
        try fixture.write(rule.explanation.example.right)
        let right = fixture.count(rule)
        #expect(wrong > right)
        #expect(right <= before)
    }

    @Test func `a misspelled rule finds its neighbours, and nonsense finds none`() {
        #expect(CatalogRule.ID.near("stael") == [.stale])
        #expect(CatalogRule.ID.near("missing-plurals") == [.missingPlural])
        #expect(CatalogRule.ID.near("Placeholder") == [.missingPlaceholder, .extraPlaceholder])
        #expect(CatalogRule.ID.near("smslength") == [.smsLength])
        #expect(CatalogRule.ID.near("zzzzzzzzzz") == [])
        #expect(CatalogRule.ID.near("") == [])
    }
}

/// The repository's notices, with an example in the place of the entry or field that it is of.
private struct ExampleFixture {
    private let fixture: NoticeFixture
    private let file: String
    /// What stands above and below the example's place.
    private let above: String
    private let below: String

    init(_ example: RuleExplanation.Example) throws {
        fixture = try NoticeFixture()
        file = example.file
        let text = try fixture.read(file)
        let lines = text.components(separatedBy: "\n")
        let isEntry = file.hasSuffix(".mf2") && !example.right.hasPrefix("@locale")
        let place =
            try isEntry
            ? Self.entry(example.right, in: text, lines) : Self.fields(example.right, in: lines)
        above = lines[..<place.lowerBound].map { $0 + "\n" }.joined()
        below = lines[place.upperBound...].joined(separator: "\n")
    }

    func count(_ rule: CatalogRule.ID) -> Int {
        fixture.findings(requireReviewed: true).count { $0.rule == rule }
    }

    /// Spelled-out characters become what they stand for; a section's head stands above already.
    func write(_ example: String) throws {
        guard !example.hasPrefix("(there is no") else { return try fixture.remove(file) }
        let lines = example.components(separatedBy: "\n").filter { !$0.hasPrefix("[") }
        let visible = (above + lines.map { $0 + "\n" }.joined() + below)
            .replacing("‹U+202E›", with: "\u{202E}").replacing("‹U+200E›", with: "\u{200E}")
        let parts = visible.components(separatedBy: "‹byte E1›").map { Data($0.utf8) }
        try Data(parts.joined(separator: [0xE1])).write(to: fixture.url(file))
    }

    /// The lines of the entry that the example is of, with what stands above it if it has that too.
    private static func entry(
        _ example: String, in text: String, _ lines: [String]
    ) throws -> Range<Int> {
        let own = example.components(separatedBy: "\n")
        let section = own.first { $0.hasPrefix("[") }.map { "\($0.dropFirst().dropLast())." } ?? ""
        let head = try #require(own.first { $0.contains(" =") && !$0.hasPrefix(" ") })
        let key = section + head.prefix { $0 != " " }
        let entry = try #require(try MessageResource.parse(text)[key], "there is no \(key)")
        let rest = lines[entry.line...].prefix { $0.hasPrefix(" ") }
        let first = example.contains("@") ? entry.properties.first?.line : nil
        return (first ?? entry.line) - 1..<entry.line + rest.count
    }

    /// The lines of a YAML file, or of a head, that begin as the example does.
    private static func fields(_ example: String, in lines: [String]) throws -> Range<Int> {
        let begin = example.prefix { $0 != ":" && $0 != " " }
        let first = try #require(lines.firstIndex { $0.hasPrefix(begin) })
        return first..<first + example.components(separatedBy: "\n").count
    }
}
