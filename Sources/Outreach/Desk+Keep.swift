import Inbox
import Store

extension Desk {
    /// Keeps an arrival; returns only after it is on disk.
    /// - Throws: ``StorageFull`` when there is no room.
    func keep(_ arrival: Arrival) async throws -> Keeping {
        do {
            return try await database.write { t in try Intake(source).keep(arrival, t) }
        } catch StoreError.full {
            throw StorageFull()
        }
    }
}
