import Inbox
import Store

extension Desk {
    /// Keeps an arrival; returns only after it is on disk.
    /// - Throws: ``StorageFull`` when there is no room.
    func keep(_ arrival: Arrival) async throws -> Keeping {
        guard let kept = try await keep([arrival]).first else {
            throw StoreError.statement("an arrival was not kept")
        }
        return kept
    }

    /// Keeps arrivals in one transaction, all or none.
    /// - Returns: What was done with each, in order.
    /// - Throws: ``StorageFull`` when there is no room.
    func keep(_ arrivals: [Arrival]) async throws -> [Keeping] {
        do {
            return try await database.write { [source] t in
                try Intake(source).keep(arrivals, t)
            }
        } catch StoreError.full {
            throw StorageFull()
        }
    }
}
