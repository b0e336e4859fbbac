import Foundation
import Testing

@testable import Localization

@Suite struct FileReplacementTests {
    private let fixture: NoticeFixture
    private let paths = [
        "locales/so/common.mf2", "locales/so/concern.mf2", "locales/so/urgent.mf2",
    ]

    init() throws { fixture = try NoticeFixture(["en", "so"]) }

    private func changes() throws -> [FileChange] {
        try paths.map { path in
            FileChange(
                url: fixture.url(path), path: path, old: try Data(contentsOf: fixture.url(path)),
                new: Data("new\n".utf8))
        } + [
            FileChange(
                url: fixture.url("locales/so/added.mf2"), path: "locales/so/added.mf2", old: nil,
                new: Data("added\n".utf8))
        ]
    }

    /// Every file by name, those that are hidden too.
    private func folder() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: fixture.url("locales/so").path)
        var files: [String: Data] = [:]
        for name in names {
            files[name] = try? Data(contentsOf: fixture.url("locales/so/\(name)"))
        }
        return files
    }

    @Test func `all are written, with the rights that they had`() throws {
        let urgent = fixture.url("locales/so/urgent.mf2").path
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: urgent)
        let before = try folder().count
        try FileReplacement().apply(try changes())
        for path in paths { #expect(try fixture.read(path) == "new\n") }
        #expect(try fixture.read("locales/so/added.mf2") == "added\n")
        let rights = try FileManager.default.attributesOfItem(atPath: urgent)[.posixPermissions]
        #expect((rights as? NSNumber)?.intValue == 0o640)
        #expect(try folder().count == before + 1)
    }

    @Test func `a file that somebody changed meanwhile stops all of it`() throws {
        let changes = try changes()
        try fixture.replace("locales/so/urgent.mf2", "@locale so", "@locale so\n@by Ana")
        let before = try folder()
        let refusal = #expect(throws: CatalogRefusal.self) { try FileReplacement().apply(changes) }
        #expect(refusal?.description.contains("locales/so/urgent.mf2 has been changed") == true)
        #expect(try folder() == before)
    }

    @Test func `where one cannot be written none is`() throws {
        // The last one's place beside it is taken: it cannot be written, whoever runs the test.
        try fixture.write("locales/so/.added.mf2.new/in-the-way", "")
        let before = try folder()
        let refusal = #expect(throws: CatalogRefusal.self) {
            try FileReplacement().apply(try changes())
        }
        #expect(refusal?.description.contains("left as it was") == true)
        #expect(try folder().filter { $0.key != ".added.mf2.new" } == before)
    }

    @Test(arguments: 0..<4)
    func `where one cannot take its place those before it are put back`(_ number: Int) throws {
        let before = try folder()
        let changes = try changes()
        var count = 0
        let replacement = FileReplacement { from, to in
            defer { count += 1 }
            return count == number ? false : rename(from, to) == 0
        }
        #expect(throws: CatalogRefusal.self) { try replacement.apply(changes) }
        #expect(try folder() == before)
    }

    @Test func `a link stays a link`() throws {
        let link = fixture.url("locales/so/link.mf2")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: fixture.url("locales/so/urgent.mf2"))
        try FileReplacement().apply([
            FileChange(
                url: link, path: "link.mf2", old: try Data(contentsOf: link), new: Data("new".utf8))
        ])
        #expect(try fixture.read("locales/so/urgent.mf2") == "new")
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
        #expect(target.hasSuffix("urgent.mf2"))
    }
}
