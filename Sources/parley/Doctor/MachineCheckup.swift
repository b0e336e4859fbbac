import Foundation
import Store

/// What the machine itself has to give: the time, and room.
enum MachineCheckup {
    /// A year that can't be is a clock that was never set: leases, expiry and certificates go by it.
    static func clock(_ now: Instant) -> Finding {
        let time = now.iso8601
        let year = Int(time.prefix(4)) ?? 0
        guard (2026..<2100).contains(year) else {
            return .fail(
                "clock", "The clock says \(time)",
                "Set it, and keep it right with NTP (timedatectl).")
        }
        return .ok("clock", "Clock: \(time)")
    }

    /// The room on the disk that a folder is on.
    /// `kept`: The bytes that notices to many and new mail leave free.
    static func room(in folder: String, kept: Int) -> Finding {
        guard let bytes = DiskRoom.free(at: folder) else {
            return .fail(
                "disk", "The room in \(folder) can't be told: \(String(cString: strerror(errno)))",
                "Check that the folder is there.")
        }
        return room(bytes: bytes, kept: kept, folder)
    }

    static func room(bytes: Int, kept: Int, _ folder: String) -> Finding {
        let megabytes = bytes / 1_000_000
        let what = "Disk: \(megabytes) MB free in \(folder)"
        let remedy = "Make room: without it mail is not taken in and nothing goes out."
        if bytes < kept {
            return .fail(
                "disk", what + ", less than storage.keep_free_mib",
                "Make room: until then notices to many are refused, and new mail is put off.")
        }
        switch megabytes {
        case ..<50: return .fail("disk", what, remedy)
        case ..<500: return .warn("disk", what, remedy)
        default: return .ok("disk", what)
        }
    }
}
