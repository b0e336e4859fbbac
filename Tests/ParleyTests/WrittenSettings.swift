import Foundation

/// Runs a body with a settings file of this text, which is gone afterwards.
func withSettings(_ text: String, _ body: (_ path: String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
        .appending(path: "parley-settings-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(filePath: path))
    try body(path)
}
