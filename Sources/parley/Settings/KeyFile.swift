import Foundation
import People

/// The file with the signing keys, which only its owner may read.
struct KeyFile {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Why the file can't be used.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    func load() throws -> SigningKeys {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else {
            throw Problem(
                description: "The key file \(path) can't be read. `parley init` makes it; if it "
                    + "was there before, restore it from a backup.")
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw Problem(
                description: "Others than its owner may read the key file \(path). "
                    + "Run: chmod 600 \(path)")
        }
        return try SigningKeys(json: data)
    }

    /// Writes the keys so that a kill leaves the old file or the new one, never half of it.
    func save(_ keys: SigningKeys) throws {
        let draft = path + ".new"
        _ = FileManager.default.createFile(
            atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
        let handle = try FileHandle(forWritingTo: URL(filePath: draft))
        try handle.write(contentsOf: keys.encoded())
        try handle.synchronize()
        try handle.close()
        guard rename(draft, path) == 0 else {
            throw Problem(description: "The key file \(path) can't be written.")
        }
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }
}
