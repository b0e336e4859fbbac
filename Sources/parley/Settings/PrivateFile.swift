import Foundation

/// A file with secrets, which only its owner may read.
struct PrivateFile {
    let path: String
    /// What it is, as a sentence names it: "key file".
    let kind: String

    /// Why the file can't be used.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// `remedy`: What to do where it is not there.
    func load(otherwise remedy: String) throws(Problem) -> Data {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else { throw Problem(description: "The \(kind) \(path) can't be read. \(remedy)") }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw Problem(
                description: "Others than its owner may read the \(kind) \(path). "
                    + "Run: chmod 600 \(path)")
        }
        return data
    }

    /// Writes it so that a kill leaves the old file or the new one, never half of it.
    func save(_ data: Data) throws {
        let draft = path + ".new"
        guard
            FileManager.default.createFile(
                atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw unwritable }
        let handle = try FileHandle(forWritingTo: URL(filePath: draft))
        try handle.write(contentsOf: data)
        try handle.synchronize()
        try handle.close()
        guard rename(draft, path) == 0 else { throw unwritable }
    }

    private var unwritable: Problem {
        Problem(description: "The \(kind) \(path) can't be written. Check folder and disk.")
    }
}
