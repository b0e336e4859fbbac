import Foundation
import Outreach

/// Where an export goes: a file that is replaced once all is written, or a pipe or device, which
/// takes it as it comes.
final class ExportTarget {
    /// Whether it is a file, of which there is nothing to see before it is whole.
    let isFile: Bool
    private let given: String
    private let target: URL
    private let draft: URL
    private let handle: FileHandle

    /// Opens it. A symbolic link stays, and its file is replaced; a file keeps its rights.
    /// - Throws: `Refusal` for a folder, and what can't be written to.
    init(_ path: String) throws {
        given = path
        var found = stat()
        let exists = stat(path, &found) == 0
        let kind = found.st_mode & S_IFMT
        guard !exists || kind != S_IFDIR else {
            throw Refusal("\(path) is a folder. Name a file in it.")
        }
        isFile = !exists || kind == S_IFREG
        let named = URL(filePath: path)
        target = exists && isFile ? named.resolvingSymlinksInPath() : named
        draft = isFile ? target.appendingPathExtension("part-\(getpid())") : target
        if isFile, !FileManager.default.createFile(atPath: draft.path, contents: nil) {
            throw Refusal("\(path) can't be written to.")
        }
        guard let handle = FileHandle(forWritingAtPath: draft.path) else {
            throw Refusal("\(path) can't be written to.")
        }
        self.handle = handle
        if exists, isFile { _ = chmod(draft.path, found.st_mode & 0o7777) }
    }

    /// Writes a piece.
    func write(_ text: String) throws {
        try handle.write(contentsOf: Data(text.utf8))
    }

    /// Puts the whole file in its place.
    /// - Throws: `Refusal` where that can't be done; what was there before stays.
    func finish() throws {
        // A pipe can't be synchronized.
        if isFile { try handle.synchronize() }
        try handle.close()
        guard !isFile || rename(draft.path, target.path) == 0 else {
            throw Refusal("\(given) can't be replaced.")
        }
    }

    /// Removes what was not finished.
    func giveUp() {
        if isFile { try? FileManager.default.removeItem(at: draft) }
    }
}
