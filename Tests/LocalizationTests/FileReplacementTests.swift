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
        try FileReplacement().apply(try changes(), in: fixture.locales)
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
        let refusal = #expect(throws: CatalogRefusal.self) {
            try FileReplacement().apply(changes, in: fixture.locales)
        }
        #expect(refusal?.description.contains("locales/so/urgent.mf2 has been changed") == true)
        #expect(try folder() == before)
    }

    @Test func `where one cannot be written none is`() throws {
        // The last one's folder is not there: it cannot be written, whoever runs the test.
        let url = fixture.url("locales/so/none/added.mf2")
        let change = FileChange(url: url, path: "added.mf2", old: nil, new: Data("added".utf8))
        let changes = try changes() + [change]
        let before = try folder()
        let refusal = #expect(throws: CatalogRefusal.self) {
            try FileReplacement().apply(changes, in: fixture.locales)
        }
        #expect(refusal?.description.contains("left as it was") == true)
        #expect(try folder() == before)
    }

    @Test func `what somebody made meanwhile of a file that was written is left to them`() throws {
        let changes = try changes()
        var count = 0
        let replacement = FileReplacement { from, to in
            defer { count += 1 }
            guard count == 2 else { return rename(from, to) == 0 }
            return (try? fixture.write(paths[0], "theirs")) == nil
        }
        let refusal = #expect(throws: CatalogRefusal.self) {
            try replacement.apply(changes, in: fixture.locales)
        }
        #expect(try fixture.read(paths[0]) == "theirs")
        #expect(try Data(contentsOf: fixture.url(paths[1])) == changes[1].old)
        #expect(refusal?.description.contains("not be put back: \(paths[0]).") == true)
    }

    @Test func `what an editor writes while files are renamed is not overwritten`() throws {
        let changes = try changes()
        let before = try fixture.read(paths[0])
        let replacement = FileReplacement { from, to in
            if to.hasSuffix("common.mf2") { try? fixture.write(paths[1], "theirs") }
            return rename(from, to) == 0
        }
        let refusal = #expect(throws: CatalogRefusal.self) {
            try replacement.apply(changes, in: fixture.locales)
        }
        #expect(refusal?.description.contains("\(paths[1]) has been changed") == true)
        #expect(try fixture.read(paths[0]) == before)
        #expect(try fixture.read(paths[1]) == "theirs")
    }

    @Test func `what stands there already as it should is no obstacle`() throws {
        let changes = try changes()
        try fixture.write(paths[1], "new\n")
        try FileReplacement().apply(changes, in: fixture.locales)
        for path in paths { #expect(try fixture.read(path) == "new\n") }
    }

    @Test func `the drafts of a command that was killed are removed, and nothing else`() throws {
        let id = UUID().uuidString
        let drafts = [
            "locales/.earlier.mf2.new-\(id)", "locales/so/.urgent.mf2.new-\(id)",
            "locales/.nl.new-\(id)/common.mf2",
        ]
        let others = ["locales/so/.added.mf2.new/mine", "locales/so/.new-\(id)x", "locales/so/.a"]
        for path in drafts + others { try fixture.write(path, "begun") }
        try FileReplacement().apply(try changes(), in: fixture.locales)
        for path in drafts {
            #expect(!FileManager.default.fileExists(atPath: fixture.url(path).path), "\(path)")
        }
        for path in others { #expect(try fixture.read(path) == "begun") }
        let left = fixture.url("locales/.nl.new-\(id)").path
        #expect(!FileManager.default.fileExists(atPath: left))
    }

    @Test func `while another command has the folder nothing is written`() throws {
        let before = try folder()
        let changes = try changes()
        let impatient = FileReplacement(lock: CatalogLock(tries: 2))
        let refusal = #expect(throws: CatalogRefusal.self) {
            try CatalogLock().holding(fixture.locales) { () throws(CatalogRefusal) in
                try impatient.apply(changes, in: fixture.locales)
            }
        }
        #expect(refusal?.description.contains("Another command is at work on locales") == true)
        #expect(try folder() == before)
        try impatient.apply(changes, in: fixture.locales)
        #expect(try fixture.read(paths[0]) == "new\n")
    }

    @Test func `a lock that is no plain file is not followed`() throws {
        let lock = fixture.url("locales/.lock")
        let elsewhere = fixture.url("elsewhere")
        try FileManager.default.createSymbolicLink(at: lock, withDestinationURL: elsewhere)
        for _ in 0..<2 {
            let refusal = #expect(throws: CatalogRefusal.self) {
                try FileReplacement().apply(try changes(), in: fixture.locales)
            }
            #expect(refusal?.description.contains("locales/.lock cannot be opened") == true)
            #expect(!FileManager.default.fileExists(atPath: elsewhere.path))
            try FileManager.default.removeItem(at: lock)
            try FileManager.default.createDirectory(
                at: lock, withIntermediateDirectories: false)
        }
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
        #expect(throws: CatalogRefusal.self) { try replacement.apply(changes, in: fixture.locales) }
        #expect(try folder() == before)
    }

    @Test func `a link stays a link`() throws {
        let link = fixture.url("locales/so/link.mf2")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: fixture.url("locales/so/urgent.mf2"))
        let change = FileChange(
            url: link, path: "link.mf2", old: try Data(contentsOf: link), new: Data("new".utf8))
        try FileReplacement().apply([change], in: fixture.locales)
        #expect(try fixture.read("locales/so/urgent.mf2") == "new")
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
        #expect(target.hasSuffix("urgent.mf2"))
    }
}
