import Foundation

/// One file that is to be replaced by another text.
struct FileChange: Sendable {
    let url: URL
    /// For people: from the locales folder on.
    let path: String
    /// What was read; `nil` when there is no such file yet.
    let old: Data?
    let new: Data
}

/// Writes files so that all of them change or none does.
///
/// Each is written beside its place first and then renamed over it, so that a kill leaves every
/// file whole. A failure puts back what was renamed already. Only a kill between two renames can
/// leave some files new and others old; the same command, given again, completes them.
struct FileReplacement {
    private let move: (String, String) -> Bool

    /// `move`: How a finished file takes its place; a test may let that fail.
    init(move: @escaping (String, String) -> Bool = moved) {
        self.move = move
    }

    func apply(_ changes: [FileChange]) throws(CatalogRefusal) {
        for change in changes where current(change.url) != change.old {
            throw CatalogRefusal(
                "\(change.path) has been changed by somebody else meanwhile, so nothing was written. Run the command again."
            )
        }
        defer {
            for change in changes { try? FileManager.default.removeItem(at: draft(change.url)) }
        }
        for change in changes {
            do {
                try write(change.new, change.url)
            } catch {
                throw refusal(change)
            }
        }
        var done: [FileChange] = []
        for change in changes {
            guard move(draft(change.url).path, target(change.url).path) else {
                putBack(done)
                throw refusal(change)
            }
            done.append(change)
        }
    }

    private func refusal(_ change: FileChange) -> CatalogRefusal {
        CatalogRefusal(
            "\(change.path) cannot be written, so every file was left as it was. Look at the folder's rights and at the room on its disk, then run the command again."
        )
    }

    private func putBack(_ changes: [FileChange]) {
        for change in changes {
            if let old = change.old {
                try? write(old, change.url)
                _ = move(draft(change.url).path, target(change.url).path)
            } else {
                try? FileManager.default.removeItem(at: target(change.url))
            }
        }
    }

    private func current(_ url: URL) -> Data? {
        FileManager.default.contents(atPath: target(url).path)
    }

    private func write(_ data: Data, _ url: URL) throws {
        let draft = draft(url)
        let attributes = try? FileManager.default.attributesOfItem(atPath: target(url).path)
        let rights = attributes?[.posixPermissions].map { [FileAttributeKey.posixPermissions: $0] }
        guard
            FileManager.default.createFile(atPath: draft.path, contents: nil, attributes: rights)
        else { throw CocoaError(.fileWriteUnknown) }
        let handle = try FileHandle(forWritingTo: draft)
        defer { try? handle.close() }
        try handle.write(contentsOf: data)
        try handle.synchronize()
    }

    /// A link stays a link: what it leads to is replaced.
    private func target(_ url: URL) -> URL { url.resolvingSymlinksInPath() }

    /// Hidden, so that nothing reads it as a catalog.
    private func draft(_ url: URL) -> URL {
        let target = target(url)
        return target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent).new")
    }
}

private func moved(_ from: String, _ to: String) -> Bool { rename(from, to) == 0 }
