import Delivery
import Localization
import People
import Store

/// A notice that waits for its words, as staff see it.
public struct WaitingLine: Sendable {
    /// The notice that waits.
    public let waiting: WaitingSend
    /// The draft that it waits for.
    public let draft: WordsDraft
}

/// Lists what waits for a translation.
public struct ListWaiting: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// A school's, the oldest first.
    public func list(by handle: String, limit: Int = 200) async throws -> [WaitingLine] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            return try desk.waitingSends.waiting(of: staff.school, limit: limit, t).compactMap {
                waiting in
                try desk.drafts.draft(waiting.draft, t).map {
                    WaitingLine(waiting: waiting, draft: $0)
                }
            }
        }
    }
}
