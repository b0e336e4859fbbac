import Foundation
import Testing

/// What translators and reviewers do, with the real program on a copy of the folders.
@Suite struct CatalogCycleTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        let files = FileManager.default
        // Through links: a link copied as such would let a test spoil the repository.
        try files.copyItem(
            at: ParleyProgram.repository.appending(path: "templates").resolvingSymlinksInPath(),
            to: folder.url.appending(path: "templates"))
        try files.createDirectory(
            at: folder.url.appending(path: "locales"), withIntermediateDirectories: true)
        for name in ["en", "es", "so", "earlier.mf2"] {
            try files.copyItem(
                at: ParleyProgram.repository.appending(path: "locales/\(name)")
                    .resolvingSymlinksInPath(),
                to: folder.url.appending(path: "locales/\(name)"))
        }
    }

    private func catalog(_ arguments: String...) async throws -> ParleyProgram.Outcome {
        try await ParleyProgram.run(["catalog"] + arguments + folders, in: folder)
    }

    private var folders: [String] {
        ["--templates", folder.path("templates"), "--locales", folder.path("locales")]
    }

    private func read(_ path: String) throws -> String {
        try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
    }

    private func replace(_ path: String, _ old: String, _ new: String) throws {
        let text = try read(path)
        try #require(text.contains(old))
        _ = try folder.write(text.replacing(old, with: new), as: path)
    }

    @Test func `a notice is reviewed, edited, left behind by its English, and confirmed`()
        async throws
    {
        let path = "locales/so/urgent.mf2"
        let asked = try await catalog("review", "so", "urgent", "--by", "Hodan Ali")
        #expect(asked.status == 1 && asked.complaints.contains("--yes"))
        #expect(asked.output.contains("Farriin degdeg ah oo ka timid Lincoln Elementary School"))
        #expect(try !read(path).contains("reviewed"))

        let signed = try await catalog("review", "so", "--all", "--by", "Hodan Ali", "--yes")
        #expect(signed.status == 0, "\(signed.complaints)")
        #expect(signed.output.contains("urgent: reviewed."))
        #expect(try read(path).contains("@reviewed-by Hodan Ali\n@reviewed-on "))
        #expect(try await catalog("check", "so", "--require-reviewed").status == 0)

        try replace(path, "Fadlan hadda akhri.", "Fadlan akhri hadda.")
        let changed = try await catalog("check", "so")
        #expect(changed.status == 1 && changed.output.contains("[changed-after-review]"))
        let again = try await catalog(
            "review", "so", "--key", "urgent.opening", "--by", "Hodan Ali", "--yes")
        #expect(again.output.contains("1 entry reviewed by Hodan Ali"))

        try replace("locales/en/urgent.mf2", "Please read it now.", "Please read it at once.")
        let diff = try await catalog("diff", "so")
        #expect(diff.output.contains("\(path):23  urgent.opening"), "\(diff.output)")
        #expect(diff.output.contains("Please read it [-now-]{+at once+}."))
        #expect(diff.output.contains("Fadlan akhri hadda."))
        let lines = try await catalog("diff", "--json")
        let entries = try JSONDecoder().decode([Stale].self, from: Data(lines.output.utf8))
        #expect(entries.map(\.language) == ["es", "so"])
        #expect(entries.allSatisfy { $0.difference.contains { $0.text == "at once" } })

        let refused = try await catalog("review", "so", "urgent", "--by", "Ana", "--yes")
        #expect(refused.status == 1 && refused.complaints.contains("parley catalog diff so"))
        let confirmed = try await catalog(
            "confirm", "so", "urgent.opening", "--by", "Ana", "--yes")
        #expect(confirmed.output.contains("1 translation confirmed."))
        #expect(try read(path).contains("@reviewed-by Ana"))
        #expect(try await catalog("check", "so", "--require-reviewed").status == 0)
        let anonymous = try await catalog("confirm", "es", "--all", "--yes")
        #expect(anonymous.output.contains("→ draft"))
        #expect(
            try await catalog("diff").output
                == "Every translation was made from the English of today.\n")

        let withdrawn = try await catalog("review", "so", "urgent", "--withdraw", "--yes")
        #expect(withdrawn.output.contains("5 entries made drafts again."))
        #expect(try !read(path).contains("reviewed"))
    }

    private struct Stale: Decodable {
        struct Piece: Decodable {
            let kind: String, text: String
        }
        let language: String, key: String, difference: [Piece]
    }

    @Test func `a language is added, and it counts as missing until somebody writes it`()
        async throws
    {
        let added = try await catalog("add-language", "nl")
        #expect(added.status == 0, "\(added.complaints)")
        #expect(added.output.contains("Next:"))
        let check = try await catalog("check", "nl")
        #expect(check.status == 1)
        #expect(!check.output.contains(" error: "))
        #expect(check.output.contains("locales/nl/urgent.mf2: warning: Nothing is translated"))
        let preview = try await catalog("preview", "urgent", "nl")
        #expect(preview.output.contains("Language: en, because the catalog for nl is incomplete"))
        let again = try await catalog("add-language", "nl")
        #expect(again.status == 1 && again.complaints.contains("there already"))
    }

    /// The limit on the size of files stops the program in the midst of its writing.
    @Test func `what cannot be written in full leaves each file as it was`() async throws {
        let before = try state()
        let program = try ParleyProgram.url().path
        let command =
            "ulimit -f 8; exec \"$0\" catalog review so --all --by 'Hodan Ali' --yes \"$@\" >/dev/null"
        let running = try RunningProgram(
            URL(filePath: "/bin/bash"), ["-c", command, program] + folders,
            environment: ProcessInfo.processInfo.environment, input: nil, in: folder)
        #expect(try await running.ended() != 0)
        #expect(try state() == before)
        let later = try await catalog("review", "so", "--all", "--by", "Hodan Ali", "--yes")
        #expect(later.status == 0, "\(later.complaints)")
        #expect(try state() != before)
        #expect(try drafts() == [])
    }

    @Test func `a kill leaves each file whole, and the same command does the rest`() async throws {
        let review = ["review", "so", "--all", "--by", "Ana", "--on", "2026-01-05", "--yes"]
        let command = ["catalog"] + review + folders
        let before = try state()
        #expect(try await ParleyProgram.run(command, in: folder).status == 0)
        let after = try state()
        var caught = 0
        for round in 0..<12 {
            for (path, data) in before {
                try data.write(to: folder.url.appending(path: "locales/\(path)"))
            }
            let running = try ParleyProgram.start(command, in: folder)
            while running.isRunning, try drafts().isEmpty { usleep(200) }
            usleep(UInt32(round) * 1_500)
            running.kill()
            try await running.ended()
            if try !drafts().isEmpty { caught += 1 }
            for (path, data) in try state() {
                #expect(data == before[path] || data == after[path], "round \(round), \(path)")
            }
            let again = try await ParleyProgram.run(command, in: folder)
            #expect(again.status == 0, "\(again.complaints)")
            #expect(try state() == after)
        }
        #expect(caught > 0)
        // One that found nothing left to do had no reason to look for drafts.
        #expect(try await catalog("review", "so", "urgent", "--withdraw", "--yes").status == 0)
        #expect(try drafts() == [])
    }

    /// What hides in the folders, but for the lock.
    private func drafts() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path("locales")).filter {
            let name = $0.split(separator: "/").last ?? ""
            return name.hasPrefix(".") && name != ".lock"
        }
    }

    /// All files of all languages, without drafts that were never put in place.
    private func state() throws -> [String: Data] {
        let root = folder.url.appending(path: "locales")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
            .filter { $0.hasSuffix(".mf2") || $0.hasSuffix(".yaml") }
        return Dictionary(
            uniqueKeysWithValues: try paths.map {
                ($0, try Data(contentsOf: root.appending(path: $0)))
            })
    }
}
