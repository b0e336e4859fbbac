import Inbox

extension Desk {
    /// What a message of a send takes on the disk: 1 KiB with its attempt and its share of the
    /// indexes, once more in the journal, and as much again to be safe.
    private static let bytesPerMessage = 4_096

    /// Refuses a notice to many while the database's disk is nearly full: the room that is left
    /// belongs to what families write and to what becomes of the messages under way.
    ///
    /// An emergency may use that room, if what becomes of its own messages still fits.
    /// - Throws: ``Refusal``, before anything is written.
    func mustHaveRoom(forMany copies: Int, isUrgent: Bool) throws {
        let floor = isUrgent ? min(keepFree, copies * Self.bytesPerMessage) : keepFree
        guard keepFree > 0, let free = database.freeBytes(), free < floor else {
            return
        }
        throw Refusal(
            "The disk of the database has \(free >> 20) MiB free, and a notice to many needs "
                + "\(max(1, floor >> 20)). Nothing was sent. Make room, then send it again; how much "
                + "is kept free is set by storage.keep_free_mib.")
    }

    /// Refuses mail for now, so that its sender tries again, while the disk is nearly full.
    /// - Throws: ``StorageFull``.
    func mustHaveRoomForMail() throws {
        guard keepFree > 0, let free = database.freeBytes(), free < keepFree else { return }
        throw StorageFull()
    }
}
