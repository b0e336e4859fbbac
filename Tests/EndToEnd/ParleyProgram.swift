import Foundation

/// The built program: the one that `PARLEY_PROGRAM` names, or this checkout's debug build.
enum ParleyProgram {
    /// How a run ended.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let complaints: String
    }

    /// There is none.
    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String {
            "There is no program \(path). Run `swift build --product parley`, or name another "
                + "with PARLEY_PROGRAM."
        }
    }

    /// This checkout.
    static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func url() throws -> URL {
        let named = ProcessInfo.processInfo.environment["PARLEY_PROGRAM"]
        let url =
            named.map { URL(filePath: $0) }
            ?? repository.appending(path: ".build/debug/parley")
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw Missing(path: url.path)
        }
        return url
    }

    /// Starts it.
    /// `settings`: By name, as `worker.lease_seconds`; they go before the file's.
    static func start(
        _ arguments: [String], settings: [String: String] = [:],
        environment more: [String: String] = [:], input: String? = nil, in folder: Folder
    ) throws -> RunningProgram {
        // Whatever the shell has set for a Parley of its own is none of the test's business.
        var environment = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("PARLEY__") && name != "PARLEY_CONFIG"
        }
        // A test neither waits for the minute of undo nor for the morning, unless that is its matter.
        let usual =
            folder.holds("parley.yaml")
            ? ["sending.undo_seconds": "0", "sending.texts_between": "always"] : [:]
        for (name, value) in usual.merging(settings, uniquingKeysWith: { $1 }) {
            environment["PARLEY__" + name.uppercased().replacing(".", with: "__")] = value
        }
        environment.merge(more) { $1 }
        return try RunningProgram(
            try url(), arguments, environment: environment, input: input, in: folder)
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String], settings: [String: String] = [:],
        environment: [String: String] = [:], input: String? = nil, in folder: Folder
    ) async throws -> Outcome {
        let program = try start(
            arguments, settings: settings, environment: environment, input: input, in: folder)
        let status = try await program.ended(within: .seconds(1_200))
        return Outcome(status: status, output: program.output, complaints: program.complaints)
    }
}
