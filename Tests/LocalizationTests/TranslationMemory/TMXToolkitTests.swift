import Engines
import Foundation
import MessageFormat
import Testing
import Wire

@testable import Localization

/// The tests' Python.
private enum Toolkit {
    static let python = Repository.root.resolvingSymlinksInPath()
        .appending(path: ".venv-tests/bin/python3")

    /// Whether it is installed; where everything is required, it has to be.
    static let isThere =
        ProcessInfo.processInfo.environment["PARLEY_REQUIRE_SERVERS"] != nil
        || FileManager.default.isExecutableFile(atPath: python.path)
}

/// `Tests/Readers/tmx_toolkit.py`: translate-toolkit of PyPI reads our memories, and writes theirs.
@Suite(.enabled(if: Toolkit.isThere)) struct TMXToolkitTests {
    private struct Unit: Codable, Equatable {
        let id: String?, source: String, target: String
    }

    private struct Failure: Error {
        let description: String
    }

    private let entries = [
        MemoryEntry(
            id: MemoryEntryID(text: "one"), pair: MemoryFixture.somali,
            source: TextSegment([.words("Dear "), .slot(.init(.name, 1)), .words(" & <b> {x}")]),
            target: TextSegment([.slot(.init(.name, 1)), .words(" \"qaali\" 'a' 😀")]),
            standing: .reviewed, origin: .person, reviewer: "hodan",
            at: .init(milliseconds: 0), uses: 2),
        MemoryEntry(
            id: MemoryEntryID(text: "two"), pair: MemoryFixture.somali,
            source: TextSegment(words: "  Two  blanks "), target: TextSegment(words: "Laba"),
            standing: .machine, origin: .provider("deepl"), reviewer: nil,
            at: .init(milliseconds: 0), uses: 0),
    ]

    private var ours: String {
        var writer = TMXWriter(source: nil, program: "1")
        for entry in entries { writer.write(entry) }
        writer.end()
        return writer.take()
    }

    @Test func `the toolkit reads our memory, every blank in its place`() throws {
        let read = try run(["read", "in.tmx"], file: ours).split(separator: "\n").map {
            try JSONDecoder().decode(Unit.self, from: Data($0.utf8))
        }
        #expect(
            read == [
                Unit(
                    id: "one", source: "Dear {$name1} & <b> {x}",
                    target: "{$name1} \"qaali\" 'a' 😀"),
                Unit(id: "two", source: "  Two  blanks ", target: "Laba"),
            ])
    }

    @Test func `what the toolkit writes of it again is the same to us`() throws {
        let again = try run(["rewrite", "in.tmx", "out.tmx"], file: ours, result: "out.tmx")
        let units = try units(of: again)
        #expect(units.map(\.source) == entries.map(\.source))
        #expect(units.map(\.target) == entries.map(\.target))
        #expect(units.map(\.standing) == entries.map(\.standing))
        #expect(units.map(\.origin) == entries.map(\.origin))
        #expect(units.map(\.uses) == [2, 0])
    }

    @Test func `a memory of the toolkit's is read`() throws {
        let lines = """
            {"source": "Hi {$name1} & <x>", "target": "Haye {$name1}", "from": "en", "to": "so"}
            {"source": "Bye", "target": "Nabad", "from": "en", "to": "so"}

            """
        let units = try units(of: try run(["write", "out.tmx"], input: lines, result: "out.tmx"))
        #expect(units.map(\.source.source) == ["Hi {$name1} & <x>", "Bye"])
        #expect(units.map(\.target.source) == ["Haye {$name1}", "Nabad"])
        #expect(units.allSatisfy { $0.pair == MemoryFixture.somali && $0.standing == .draft })
    }

    private func units(of text: String) throws -> [TMXUnit] {
        let reader = TMXReader(XMLReader(Array(text.utf8)))
        var units: [TMXUnit] = []
        while let item = try reader.next() {
            guard case .unit(let unit) = item else { throw Failure(description: "\(item)") }
            units.append(unit)
        }
        return units
    }

    /// Runs the script in a folder of its own; gives what it says, or a file that it wrote.
    private func run(
        _ arguments: [String], file: String = "", input: String = "", result: String? = nil
    ) throws -> String {
        let root = Repository.root.resolvingSymlinksInPath()
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tmx-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(file.utf8).write(to: folder.appending(path: "in.tmx"))
        let given = folder.appending(path: "given")
        try Data(input.utf8).write(to: given)
        let process = Process()
        process.executableURL = Toolkit.python
        process.arguments = [root.appending(path: "Tests/Readers/tmx_toolkit.py").path] + arguments
        process.environment = ["PYTHONUTF8": "1"]
        process.currentDirectoryURL = folder
        process.standardInput = try FileHandle(forReadingFrom: given)
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.runAlone()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let why = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: String(decoding: why, as: UTF8.self))
        }
        guard let result else { return String(decoding: said, as: UTF8.self) }
        return String(
            decoding: try Data(contentsOf: folder.appending(path: result)), as: UTF8.self)
    }
}
