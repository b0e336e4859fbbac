import Delivery
import People
import Store

/// The final report of a send: whom it has not reached, why, and what a person does next.
public struct ReportReach: Sendable {
    /// What is known of the whole send.
    public struct Summary: Sendable {
        /// The send.
        public let send: SendReport
        /// The school.
        public let school: School
        /// How many families it is for.
        public let families: Int
        /// How many of them a message has reached.
        public let reached: Int
    }

    /// Families that are read at a time: each page looks at the whole send once.
    public static let page = 10_000
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Counts.
    /// - Throws: ``Refusal`` when there is no such send.
    public func summary(of name: String, by handle: String) async throws -> Summary {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .send, t)
            guard let send = try Outbox().report(named: name, t), send.school == staff.school,
                let school = try Schools().school(send.school, t)
            else { throw Refusal("There is no send \"\(name)\"; see `parley send list`.") }
            let (families, reached) = try Outbox().reach(of: send.id, t)
            return Summary(send: send, school: school, families: families, reached: reached)
        }
    }

    /// Hands over every family that the send has not reached, a page at a time: a school of any
    /// size needs the same memory.
    public func notReached(
        by send: SendID, page: Int = ReportReach.page, _ take: ([UnreachedFamily]) throws -> Void
    ) async throws {
        try await desk.pages(page, take, last: \.id) { last, t in
            try Outbox().notReached(by: send, after: last, limit: page, t)
        }
    }
}
