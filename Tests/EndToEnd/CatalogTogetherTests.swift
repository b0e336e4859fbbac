import Foundation
import Testing

/// Two people who sign translations in the same folder at the same moment.
@Suite struct CatalogTogetherTests {
    private let folder: Folder
    private let names = ["Hodan Ali", "Ana Ruiz"]

    init() throws {
        folder = try Folder()
        let files = FileManager.default
        let repository = ParleyProgram.repository
        try files.copyItem(
            at: repository.appending(path: "templates").resolvingSymlinksInPath(),
            to: folder.url.appending(path: "templates"))
        try files.createDirectory(
            at: folder.url.appending(path: "locales"), withIntermediateDirectories: true)
        for name in ["en", "so"] {
            try files.copyItem(
                at: repository.appending(path: "locales/\(name)").resolvingSymlinksInPath(),
                to: folder.url.appending(path: "locales/\(name)"))
        }
    }

    /// Starts both before it waits for either.
    private func together(_ named: [[String]]) async throws -> [ParleyProgram.Outcome] {
        let programs = try zip(named, names).map { arguments, name in
            try ParleyProgram.start(
                ["catalog", "review", "so"] + arguments
                    + [
                        "--by", name, "--yes", "--templates", folder.path("templates"),
                        "--locales", folder.path("locales"),
                    ], in: folder)
        }
        var outcomes: [ParleyProgram.Outcome] = []
        for program in programs {
            let status = try await program.ended()
            outcomes.append(
                .init(status: status, output: program.output, complaints: program.complaints))
        }
        return outcomes
    }

    /// The catalog's files; what hides among them, but for the lock, fails the test.
    private func texts() throws -> [String: String] {
        let root = folder.url.appending(path: "locales")
        var texts: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let name = path.split(separator: "/").last ?? ""
            #expect(!name.hasPrefix(".") || name == ".lock", "\(path)")
            guard path.hasPrefix("so/"), name.hasSuffix(".mf2") else { continue }
            texts[path] = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        }
        return texts
    }

    private func count(_ line: String) throws -> Int {
        try texts().values.reduce(0) { sum, text in
            sum + text.split(separator: "\n").count { $0 == line }
        }
    }

    /// How many entries a command says it has signed.
    private func reported(_ outcome: ParleyProgram.Outcome) throws -> Int {
        guard let said = outcome.output.firstMatch(of: #/\n([0-9]+) entr(?:y|ies) reviewed by /#)
        else { return 0 }
        return try #require(Int(said.output.1))
    }

    @Test func `each entry is signed by one of two, and each says what is so`() async throws {
        let before = try texts()
        let entries = try count("@status draft")
        #expect(entries > 100)
        for round in 1...10 {
            let outcomes = try await together([["--all"], ["--all"]])
            for (outcome, name) in zip(outcomes, names) {
                let said = try reported(outcome)
                #expect(try count("@reviewed-by \(name)") == said, "round \(round), \(name)")
                if outcome.status != 0 {
                    #expect(said == 0 && outcome.complaints.contains("again"))
                }
            }
            #expect(outcomes.contains { $0.status == 0 })
            #expect(try count("@status reviewed") == entries)
            #expect(try count("@status draft") == 0)
            for (path, text) in before { _ = try folder.write(text, as: "locales/\(path)") }
        }
    }

    @Test func `two who sign different notices both succeed`() async throws {
        let before = try texts()
        for _ in 1...5 {
            try? FileManager.default.removeItem(atPath: folder.path("locales/earlier.mf2"))
            let outcomes = try await together([["urgent"], ["absence"]])
            for (outcome, name) in zip(outcomes, names) {
                #expect(outcome.status == 0, "\(outcome.complaints)")
                let said = try reported(outcome)
                #expect(said > 0)
                #expect(try count("@reviewed-by \(name)") == said)
            }
            for (path, text) in before { _ = try folder.write(text, as: "locales/\(path)") }
        }
    }

    @Test func `nothing is written while another command has the folder`() async throws {
        let lock = open(folder.path("locales/.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try #require(lock >= 0)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let before = try texts()
        let refused = try await together([["urgent"], ["absence"]])
        for outcome in refused {
            #expect(outcome.status == 1)
            #expect(outcome.complaints.contains("Another command is at work on locales"))
            #expect(try reported(outcome) == 0)
        }
        #expect(try texts() == before)
        try #require(flock(lock, LOCK_UN) == 0)
        let later = try await together([["urgent"], ["absence"]])
        #expect(later.allSatisfy { $0.status == 0 })
    }
}
