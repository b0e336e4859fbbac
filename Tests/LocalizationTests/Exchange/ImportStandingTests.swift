import Foundation
import MessageFormat
import Testing

@testable import Localization

/// What an imported text counts as, and what becomes of the files.
@Suite struct ImportStandingTests {
    private static let key = "urgent.opening"

    private func file(_ state: String, _ words: String = "Fadlan hadda akhri.") -> String {
        ToolHabitTests.v1(
            ToolHabitTests.source12
                + "<target state=\"\(state)\"><g id=\"1\">Tani waa farriin cusub oo ka timid <ph id=\"2\">{$school}</ph>.</g> \(words)</target>"
        )
    }

    private func signature() throws -> ReviewSignature {
        try ReviewSignature(name: "Hodan Ali", day: "2026-11-25", today: "2026-11-26")
    }

    private func state(_ fixture: NoticeFixture) throws -> ExchangeState? {
        try fixture.export("so", .all, ["urgent"]).sections.flatMap(\.units)
            .first { $0.id == Self.key }?.state
    }

    @Test func `an agency's own word never makes a text reviewed`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        try fixture.importing(file("final")).apply()
        #expect(try state(fixture) == .draft)
        #expect(fixture.findings().filter { $0.severity != .note } == [])
    }

    @Test func `a text that somebody signs is reviewed, as catalog review writes it`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        try fixture.importing(file("signed-off"), by: signature()).apply()
        #expect(try state(fixture) == .reviewed)
        let text = try fixture.read("locales/so/urgent.mf2")
        #expect(text.contains("@reviewed-by Hodan Ali\n@reviewed-on 2026-11-25\n@reviewed-text "))
        #expect(fixture.findings().filter { $0.severity != .note } == [])
    }

    @Test func `what the file says is still to be looked at is not signed`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let decision = try fixture.importing(file("needs-review-translation"), by: signature())
        #expect(decision.items.first?.standing == .draft)
        #expect(decision.items.first?.remarks.isEmpty == false)
        try decision.apply()
        #expect(try state(fixture) == .draft)
    }

    @Test func `a reviewed text that changes is a draft again, and one that does not stays`() throws
    {
        let fixture = try NoticeFixture(["en", "so"])
        try fixture.importing(file("final"), by: signature()).apply()
        #expect(try fixture.importing(file("final")).items.first?.verdict == .same)
        #expect(try fixture.importing(file("final")).isEmpty)
        try fixture.importing(file("final", "Akhri hadda.")).apply()
        #expect(try state(fixture) == .draft)
        #expect(!(try fixture.read("locales/so/urgent.mf2")).contains("reviewed"))
    }

    @Test func `a translation of an earlier English is refused`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let out = XLIFFVersion.v1.text(of: try fixture.export("so", .all, ["urgent"]))
        try fixture.changeEnglish()
        let item = try #require(try fixture.importing(file("final")).items.first)
        #expect(item.verdict == .refused)
        #expect(item.reasons.first?.sentence.contains("has changed since") == true)
        let all = try fixture.importing(out).items
        #expect(all.first { $0.key == Self.key }?.verdict == .refused)
        #expect(all.count { $0.verdict == .refused } == 1)
    }

    @Test func `a stale message goes out with what its English was, and comes back in order`()
        throws
    {
        let fixture = try NoticeFixture(["en", "so"])
        _ = try CatalogKeep(locales: fixture.locales).keep()
        try fixture.changeEnglish()
        let out = try fixture.export("so", .stale)
        let entries = out.sections.flatMap(\.entries)
        #expect(entries.map(\.id) == [Self.key])
        #expect(entries.first?.notes.first?.contains("Please read it now.") == true)
        let text = XLIFFVersion.v1.text(of: out)
            .replacing("needs-adaptation", with: "translated")
        let decision = try fixture.importing(text)
        #expect(decision.items.map(\.verdict) == [.confirmed])
        try decision.apply()
        #expect(try state(fixture) == .draft)
        #expect(try fixture.export("so", .stale).sections.isEmpty)
    }

    @Test func `comments, order and everything else of a file stay`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let path = "locales/so/urgent.mf2"
        try fixture.replace(path, "@status draft", "# A remark of ours.\n@status draft")
        let before = try fixture.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        try fixture.importing(file("final")).apply()
        let after = try fixture.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        let own = try #require(before.firstIndex { $0.hasPrefix("opening =") })
        #expect(after.count == before.count)
        #expect(before[..<own] == after[..<own])
        #expect(before[(own + 1)...] == after[(own + 1)...])
        #expect(after[own] == "opening = \(ToolHabitTests.meant)")
    }

    @Test func `a text message that grew too long is refused`() throws {
        let fixture = try NoticeFixture(["en", "so"])
        let file = try fixture.export("so", .all, ["urgent"])
        let unit = try #require(file.sections.flatMap(\.units).first { $0.id == "urgent.sms" })
        let room = try #require(unit.maxLength)
        #expect((200...306).contains(room))
        let text = XLIFFVersion.v1.text(of: file)
            .replacing("DEGDEG", with: String(repeating: "DEGDEG ", count: 45))
        let item = try #require(
            try fixture.importing(text).items.first { $0.key == "urgent.sms" })
        #expect(item.verdict == .refused)
        #expect(item.reasons.first?.sentence.contains("[sms-length]") == true)
    }
}
