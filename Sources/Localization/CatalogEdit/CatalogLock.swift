import Foundation

/// One command alone may change a locales folder at a time.
///
/// The lock lies on the file `.lock` in the folder and goes with the process that holds it, however
/// that ends (flock(2)). The file itself stays: taking it away would let two hold a lock each.
struct CatalogLock {
    static let fileName = ".lock"
    /// Between two tries, in microseconds.
    private static let pause: UInt32 = 50_000

    /// How often to try: five seconds unless a test says otherwise.
    var tries = 100

    /// Runs something while no other command changes the folder.
    ///
    /// - Throws: ``CatalogRefusal`` when the lock cannot be had, and what `body` throws.
    func holding<T>(
        _ locales: URL, _ body: () throws(CatalogRefusal) -> T
    ) throws(CatalogRefusal) -> T {
        let descriptor = try opened(locales)
        defer { close(descriptor) }
        for number in 1...max(1, tries) {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return try body() }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            if number < tries { usleep(Self.pause) }
        }
        throw CatalogRefusal(
            "Another command is at work on \(locales.lastPathComponent), so nothing was written. Run this one again when that one has ended."
        )
    }

    /// Follows no link, so that nobody can have another file made or locked in the folder's name.
    private func opened(_ locales: URL) throws(CatalogRefusal) -> Int32 {
        let path = locales.appending(path: Self.fileName).path
        let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        var descriptor = open(path, O_RDWR | O_CREAT | flags, 0o666)
        // Where another person made it, reading is enough to lock it.
        if descriptor < 0, errno == EACCES { descriptor = open(path, O_RDONLY | flags) }
        var found = stat()
        if descriptor >= 0 {
            if fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG {
                return descriptor
            }
            close(descriptor)
        }
        throw CatalogRefusal(
            "\(locales.lastPathComponent)/\(Self.fileName) cannot be opened as a plain file, so nothing was written. Look at the folder's rights and at what lies there."
        )
    }
}
