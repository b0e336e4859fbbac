import Engines
import Foundation

/// A file system of a few megabytes over a folder, with what lay in it; gone with the test.
final class SmallDisk: Sendable {
    private let folder: URL
    private var ballast: String { folder.appending(path: "ballast").path }

    /// Whether the machine lets us mount one: root may, where the container does not forbid it.
    static let isPossible: Bool = {
        guard let folder = try? Folder() else { return false }
        defer { _ = try? run("umount", folder.url.path) }
        return (try? run("mount", "-t", "tmpfs", "-o", "size=1m", "none", folder.url.path)) == 0
    }()

    /// The mount failed.
    struct Failure: Error { let status: Int32 }

    /// `ballast`: How much of it is taken from the beginning, in megabytes too.
    init(over folder: URL, megabytes: Int, ballast: Int) throws {
        self.folder = folder
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).map { name in
            (name, try Data(contentsOf: folder.appending(path: name)))
        }
        let status = try Self.run(
            "mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "none", folder.path)
        guard status == 0 else { throw Failure(status: status) }
        for (name, content) in files { try content.write(to: folder.appending(path: name)) }
        try Data(count: ballast << 20).write(to: URL(filePath: self.ballast))
    }

    deinit {
        // Lazily: a program of the test may have files open in it until it is gone too.
        _ = try? Self.run("umount", "--lazy", folder.path)
    }

    /// Makes the room that the ballast took.
    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: ballast)
    }

    private static func run(_ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = (geteuid() == 0 ? [] : ["sudo", "-n"]) + arguments
        process.standardError = FileHandle.nullDevice
        try process.runAlone()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
