import Foundation

/// How much room a disk has.
public enum DiskRoom {
    /// The bytes that are left on a path's disk for us, not for the superuser; nil when the system
    /// can't tell, as when there is no such path.
    public static func free(at path: String) -> Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }
}
