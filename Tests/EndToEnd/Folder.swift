import Foundation

/// A folder of a test's own, gone with the test.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "parley-e2e-\(UUID().uuidString.lowercased())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of something in it.
    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Whether a file of that name is in it.
    func holds(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Writes a file.
    /// - Returns: Its path.
    func write(_ content: some StringProtocol, as name: String) throws -> String {
        try Data(content.utf8).write(to: url.appending(path: name))
        return path(name)
    }
}
