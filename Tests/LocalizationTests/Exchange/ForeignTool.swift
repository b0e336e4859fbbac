import Engines
import Foundation

@testable import Localization

/// `Tests/Readers/xliff_translate.py`: translate-toolkit of PyPI reads our files, and writes theirs.
enum ForeignTool {
    /// A unit as it read it.
    struct Unit: Decodable {
        let id: String, source: String?, target: String?, notes: String
        let translatable: Bool, approved: Bool
    }

    /// The environment is not there, or the script failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether it can be asked: always where everything has to hold, and else where it is there.
    static let isThere =
        ProcessInfo.processInfo.environment["PARLEY_REQUIRE_SERVERS"] != nil
        || FileManager.default.isExecutableFile(atPath: python.path)

    private static let root = Repository.root.resolvingSymlinksInPath()
    private static let python = root.appending(path: ".venv-tests/bin/python3")

    static func read(_ text: String) throws -> [Unit] {
        try inFolder { folder in
            let file = folder.appending(path: "in.xlf")
            try Data(text.utf8).write(to: file)
            let output = try run(["read", file.path])
            return try output.split(separator: 0x0A).map {
                try JSONDecoder().decode(Unit.self, from: Data($0))
            }
        }
    }

    /// Every unit translated: see ``pseudo(_:_:)``, placeholders in the opposite order.
    static func translate(_ text: String, _ letters: String) throws -> [UInt8] {
        try inFolder { folder in
            let (file, result) = (
                folder.appending(path: "in.xlf"), folder.appending(path: "out.xlf")
            )
            try Data(text.utf8).write(to: file)
            _ = try run(["translate", file.path, result.path, letters])
            return Array(try Data(contentsOf: result))
        }
    }

    /// Twenty-six letters of the scripts that tests translate into.
    static let letters = [
        "so": "nopqrstuvwxyzabcdefghijklm", "es": "nopqrstuvwxyzabcdefghijklm",
        "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنه",
        "zh-Hans": "天地人你我他日月水火山石田土木金口手目耳心力大小上下",
    ]

    /// What the tool makes of a text, said once more in Swift.
    static func pseudo(_ text: ExchangeText, _ letters: String) -> ExchangeText {
        let letters = Array(letters)
        var places = text.codes.filter { $0.kind == .placeholder }
        return ExchangeText(
            text.parts.map { part in
                switch part {
                case .code(let code):
                    return .code(code.kind == .placeholder ? places.removeLast() : code)
                case .words(let words):
                    return .words(
                        words.replacing(/[A-Za-z]+/) { match in
                            String(
                                match.output.lowercased().prefix(1).compactMap { letter in
                                    letter.asciiValue.map { letters[Int($0) - 97] }
                                })
                        })
                }
            })
    }

    private static func inFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "xliff-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private static func run(_ arguments: [String]) throws -> Data {
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw Failure(
                description: "There is no .venv-tests; run Scripts/install-python-packages.sh.")
        }
        let process = Process()
        process.executableURL = python
        process.arguments =
            [root.appending(path: "Tests/Readers/xliff_translate.py").path] + arguments
        process.environment = ["PYTHONUTF8": "1"]
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.runAlone()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        let said = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: String(decoding: said, as: UTF8.self))
        }
        return read
    }
}
