import Foundation

/// A file or folder that is written beside its place, under a hidden name of its own, before it is
/// moved there.
struct Draft {
    let url: URL

    /// A name that nothing bears yet; nothing is made.
    init(beside target: URL) {
        url = target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent).new-\(UUID().uuidString)")
    }

    /// Makes the file; one that is there already is never written to.
    ///
    /// - Throws: When it cannot be written whole; what was begun is removed.
    func write(_ data: Data, rights: mode_t?) throws {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(url.path, flags, 0o666)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            if let rights { fchmod(descriptor, rights) }
            try handle.write(contentsOf: data)
            try handle.synchronize()
            try handle.close()
        } catch {
            remove()
            throw error
        }
    }

    func remove() { try? FileManager.default.removeItem(at: url) }

    /// Removes what commands left behind that were killed; only for the holder of the folder's
    /// lock, for no other command has drafts there then.
    static func removeStale(in locales: URL) {
        for folder in [locales] + subfolders(of: locales) {
            for name in names(in: folder) where isDraft(name) {
                try? FileManager.default.removeItem(at: folder.appending(path: name))
            }
        }
    }

    private static func isDraft(_ name: String) -> Bool {
        name.wholeMatch(of: /\..+\.new-[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/) != nil
    }

    /// Without links: what lies behind one may be another folder's, with a lock of its own.
    private static func subfolders(of locales: URL) -> [URL] {
        names(in: locales).filter { !$0.hasPrefix(".") }.map { locales.appending(path: $0) }
            .filter {
                let attributes = try? FileManager.default.attributesOfItem(atPath: $0.path)
                return attributes?[.type] as? FileAttributeType == .typeDirectory
            }
    }

    private static func names(in folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }
}
