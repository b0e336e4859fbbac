import Foundation
import Testing

@testable import Localization

/// Folders and files as nobody should make them, and somebody will.
@Suite struct OddFoldersTests {
    @Test func `a pipe in place of a file is told at once`() throws {
        let fixture = try NoticeFixture()
        try fixture.remove("locales/so/urgent.mf2")
        #expect(mkfifo(fixture.url("locales/so/urgent.mf2").path, 0o600) == 0)
        let found = fixture.findings().filter { $0.rule == .unreadableFile }
        #expect(found.map(\.file) == ["locales/so/urgent.mf2"])
    }

    @Test func `a file's name commands no terminal`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("locales/so/ur\u{1B}[31m\u{202E}gent.mf2", "x = \u{1B}[2J\n")
        let shown = fixture.findings().map(\.description).joined()
        #expect(shown.contains("[31m") && !shown.contains("\u{1B}") && !shown.contains("\u{202E}"))
    }

    @Test func `a folder that does not say which Chinese is refused`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("locales/zh/urgent.mf2", "@locale zh\n---\n")
        let found = fixture.findings().filter { $0.file == "locales/zh" }
        #expect(found.map(\.rule) == [.wrongLocale])
        #expect(found.first?.sentence.contains("zh-Hant") == true)
    }

    @Test func `a broken common.yaml is one mistake and not a thousand`() throws {
        let fixture = try NoticeFixture()
        try fixture.write("templates/common.yaml", "variables:\n  x: {type: name")
        let errors = fixture.findings().filter { $0.severity == .error }
        #expect(errors.map(\.file) == ["templates/common.yaml"])
    }

    @Test func `folders may have blanks and signs in their names`() throws {
        let fixture = try NoticeFixture(below: "a folder & 50% more/ñ")
        #expect(fixture.findings().filter { $0.severity == .error }.isEmpty)
        #expect(try fixture.load().languages.count == 5)
        let library = try NoticeLibrary.open(
            templates: fixture.templates, locales: fixture.locales)
        #expect(library.standing(of: "urgent", in: try tag("so")) == .draft)
        #expect(library.everyServiceWords().words.count == 5)
    }

    @Test func `a gallery writes over no page of somebody else`() throws {
        let fixture = try NoticeFixture()
        let folder = fixture.url("gallery")
        var output = try GalleryFolder(folder)
        try output.write(GalleryPage(name: "so.html", title: "t", body: "ours"))
        try output.finish()
        try fixture.write("gallery/es.html", "mine")
        var again = try GalleryFolder(folder)
        try again.write(GalleryPage(name: "so.html", title: "t", body: "anew"))
        #expect(throws: GalleryProblem.self) {
            try again.write(GalleryPage(name: "es.html", title: "t", body: "ours"))
        }
        #expect(try fixture.read("gallery/es.html") == "mine")
    }

    @Test func `a folder that cannot be made is told in words`() throws {
        let problem = #expect(throws: GalleryProblem.self) {
            try GalleryFolder(URL(filePath: "/proc/gallery"))
        }
        #expect(problem?.description.contains("cannot be made") == true)
    }
}
