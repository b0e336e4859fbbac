import Foundation
import Testing

@testable import Localization

@Suite struct GalleryFolderTests {
    private let root = FileManager.default.temporaryDirectory
        .appending(path: "gallery-\(ProcessInfo.processInfo.globallyUniqueString)")

    private func page(_ name: String) -> GalleryPage {
        GalleryPage(name: name, title: name, body: "")
    }

    private func write(_ names: String...) throws {
        var folder = try GalleryFolder(root)
        for name in names { try folder.write(page(name)) }
        try folder.finish()
    }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() }
    }

    @Test func `a second gallery replaces the first and nothing else`() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        try write("a.html", "b.html")
        #expect(try files == ["a.html", "b.html", GalleryFolder.marker])
        try Data("mine".utf8).write(to: root.appending(path: "notes.html"))
        try write("b.html", "c.html")
        #expect(try files == ["b.html", "c.html", GalleryFolder.marker, "notes.html"])
    }

    @Test func `a folder with other files, and a file, are refused untouched`() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let file = root.appending(path: "notes.txt")
        try Data("mine".utf8).write(to: file)
        let problem = #expect(throws: GalleryProblem.self) { _ = try GalleryFolder(root) }
        #expect(problem?.description.contains("Name a new or an empty folder") == true)
        #expect(throws: GalleryProblem.self) { _ = try GalleryFolder(file) }
        #expect(try files == ["notes.txt"])
    }

    @Test func `a gallery that was cut short may be written over`() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        var folder = try GalleryFolder(root)
        try folder.write(page("a.html"))
        try write("b.html")
        #expect(try files == ["b.html", GalleryFolder.marker])
    }

    @Test func `a marker cannot name a file outside`() throws {
        let outside = root.appendingPathExtension("html")
        defer { for url in [root, outside] { try? FileManager.default.removeItem(at: url) } }
        try Data().write(to: outside)
        try write("a.html")
        let marker = root.appending(path: GalleryFolder.marker)
        let text = try String(contentsOf: marker, encoding: .utf8)
        try Data((text + "../\(outside.lastPathComponent)\n").utf8).write(to: marker)
        try write("b.html")
        #expect(FileManager.default.fileExists(atPath: outside.path))
        #expect(try files == ["b.html", GalleryFolder.marker])
    }
}
