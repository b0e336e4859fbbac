import Foundation
import Testing

/// `parley catalog` as a translator, a reviewer and a build server run it.
@Suite struct CatalogTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        let files = FileManager.default
        for name in ["templates", "locales"] {
            try files.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        let source = ParleyProgram.repository
        for name in try files.contentsOfDirectory(
            atPath: source.appending(path: "templates").path)
        {
            try copy("templates/\(name)")
        }
        for name in ["en", "es", "ar", "km"] { try copy("locales/\(name)") }
    }

    private func copy(_ path: String) throws {
        try FileManager.default.copyItem(
            at: ParleyProgram.repository.appending(path: path), to: folder.url.appending(path: path)
        )
    }

    private func catalog(_ arguments: String...) async throws -> ParleyProgram.Outcome {
        let folders = [
            "--templates", folder.path("templates"), "--locales", folder.path("locales"),
        ]
        return try await ParleyProgram.run(
            ["catalog"] + arguments + (arguments.first == "explain" ? [] : folders), in: folder)
    }

    private func spoil() throws {
        let url = folder.url.appending(path: "locales/es/urgent.mf2")
        let text = try String(contentsOf: url, encoding: .utf8)
        try Data(text.replacing("{$liaison} lee", with: "{$liason} lee").utf8).write(to: url)
    }

    @Test func `the check annotates lines for GitHub and keeps its last sentence apart`()
        async throws
    {
        let fine = try await catalog("check", "--format", "github", "es")
        #expect(fine.status == 0, "\(fine.output)\(fine.complaints)")
        #expect(fine.output.split(separator: "\n").allSatisfy { $0.hasPrefix("::notice file=") })
        #expect(fine.complaints == "The catalogs are in order: es.\n")
        try spoil()
        let bad = try await catalog("check", "--format", "github")
        #expect(bad.status == 1)
        let error = bad.output.split(separator: "\n").first { $0.hasPrefix("::error ") }
        #expect(error?.contains("/locales/es/urgent.mf2,line=") == true)
        #expect(error?.contains(",title=unknown-variable::$liason is not a variable") == true)
        #expect(bad.complaints.hasSuffix(" to mend.\n"))
        let json = try await catalog("check", "--format", "json")
        #expect(json.status == 1 && json.output.hasPrefix("[{\"column\":"))
        #expect(try await catalog("check", "--json").output == json.output)
        #expect(try await catalog("check", "--json", "--format", "text").status != 0)
    }

    @Test func `rules are listed, explained, and a misspelled one finds its neighbour`()
        async throws
    {
        let all = try await catalog("explain")
        #expect(all.output.split(separator: "\n").count > 25 && all.output.contains("\nstale "))
        let one = try await catalog("explain", "[stale]")
        #expect(one.status == 0 && one.output.contains("How to mend it\n"))
        let none = try await catalog("explain", "stael")
        #expect(none.status != 0 && none.complaints.contains("Did you mean stale?"))
    }

    @Test func `the status tells languages apart, the broken one too`() async throws {
        let fine = try await catalog("status")
        #expect(fine.status == 0)
        #expect(fine.output.contains("\nurgent "))
        #expect(fine.output.contains("Only the line about free help: km."))
        #expect(!fine.output.contains("has an error. See it"))
        try spoil()
        let bad = try await catalog("status", "es")
        #expect(bad.output.contains("es has an error. See it: parley catalog check es"))
        let line = bad.output.split(separator: "\n").first { $0.hasPrefix("urgent ") }
        #expect(line?.contains(" broken ") == true)
        let json = try await catalog("status", "--json", "es")
        #expect(json.output.contains("\"broken\":true,\"language\":\"es\""))
        let unknown = try await catalog("status", "nl")
        #expect(unknown.status != 0 && unknown.complaints.contains("There are: ar, es, km."))
    }

    @Test func `a gallery is written into its own folder and nowhere else`() async throws {
        let done = try await catalog("preview", "--gallery", folder.path("gallery"), "ar", "km")
        #expect(done.status == 0, "\(done.complaints)")
        #expect(done.complaints.hasPrefix("1/3 en\n2/3 ar\n3/3 km\n"))
        #expect(done.output.hasPrefix("5 pages in ") && done.output.contains("index.html"))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("gallery"))
        #expect(
            files.sorted() == [
                "ar.html", "contact-sheet.html", "en.html", "gallery.txt", "index.html", "km.html",
            ])
        #expect(try await catalog("preview", "--gallery", folder.path("gallery"), "es").status == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path("gallery/ar.html")))
        let refused = try await catalog("preview", "--gallery", folder.path("locales"))
        #expect(refused.status != 0 && refused.complaints.contains("holds other files"))
        let old = try await catalog("preview", "urgent", "es", "--sms")
        #expect(old.status == 0 && old.output.contains("URGENTE"))
    }
}
