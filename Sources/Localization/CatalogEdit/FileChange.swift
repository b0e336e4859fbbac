import Foundation

/// One file that is to be replaced by another text.
struct FileChange: Sendable {
    let url: URL
    /// For people: from the locales folder on.
    let path: String
    /// What was read; `nil` when there is no such file yet.
    let old: Data?
    let new: Data

    /// A link stays a link: what it leads to is replaced.
    var target: URL { url.resolvingSymlinksInPath() }

    /// What stands there now.
    var current: Data? { FileManager.default.contents(atPath: target.path) }

    /// Writes a text beside the place, with the rights of what stands there.
    func draft(_ text: Data) throws -> Draft {
        let attributes = try? FileManager.default.attributesOfItem(atPath: target.path)
        let rights = (attributes?[.posixPermissions] as? NSNumber)?.uint32Value
        let draft = Draft(beside: target)
        try draft.write(text, rights: rights)
        return draft
    }
}

/// Writes files so that all of them change or, when something is in the way, none does.
///
/// Each is written beside its place first and then renamed over it, so that a kill leaves every
/// file whole. A failure puts back what was renamed already. Only a kill between two renames can
/// leave some files new and others old; the same command, given again, completes them.
struct FileReplacement {
    private let move: (String, String) -> Bool
    private let lock: CatalogLock

    /// `move`: How a finished file takes its place; a test may let that fail.
    init(lock: CatalogLock = CatalogLock(), move: @escaping (String, String) -> Bool = moved) {
        self.lock = lock
        self.move = move
    }

    /// Does it under the folder's lock.
    func apply(_ changes: [FileChange], in locales: URL) throws(CatalogRefusal) {
        guard !changes.isEmpty else { return }
        try lock.holding(locales) { () throws(CatalogRefusal) in
            Draft.removeStale(in: locales)
            try replace(changes)
        }
    }

    /// Does it for somebody who has the lock.
    func replace(_ changes: [FileChange]) throws(CatalogRefusal) {
        // What stands there as it should is nobody's loss: two may record the same English.
        let open = changes.filter { $0.current != $0.new }
        for change in open { try refuseChanged(change) }
        var drafts: [Draft] = []
        defer { for draft in drafts { draft.remove() } }
        for change in open {
            do { drafts.append(try change.draft(change.new)) } catch { throw refusal(change, []) }
        }
        var done: [FileChange] = []
        for (change, draft) in zip(open, drafts) {
            do {
                // An editor knows nothing of the lock.
                try refuseChanged(change)
            } catch {
                let left = putBack(done)
                throw left.isEmpty ? error : refusal(change, left)
            }
            guard move(draft.url.path, change.target.path) else {
                throw refusal(change, putBack(done))
            }
            done.append(change)
        }
    }

    private func refuseChanged(_ change: FileChange) throws(CatalogRefusal) {
        guard change.current != change.old else { return }
        throw CatalogRefusal(
            "\(change.path) has been changed by somebody else meanwhile, so nothing was written. Run the command again."
        )
    }

    private func refusal(_ change: FileChange, _ left: [String]) -> CatalogRefusal {
        let rest =
            left.isEmpty
            ? "so every file was left as it was"
            : "and what was written before it could not be put back: \(left.joined(separator: ", "))"
        return CatalogRefusal(
            "\(change.path) cannot be written, \(rest). Look at the folder's rights and at the room on its disk, then run the command again."
        )
    }

    /// Only what stands there as it was written: what somebody made of it since is theirs.
    ///
    /// - Returns: The files that are not as they were.
    private func putBack(_ changes: [FileChange]) -> [String] {
        changes.filter { change in
            guard change.current == change.new else { return true }
            guard let old = change.old else {
                return unlink(change.target.path) != 0
            }
            guard let draft = try? change.draft(old) else { return true }
            defer { draft.remove() }
            return !move(draft.url.path, change.target.path)
        }
        .map(\.path)
    }
}

private func moved(_ from: String, _ to: String) -> Bool { rename(from, to) == 0 }
