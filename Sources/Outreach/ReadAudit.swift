import Delivery
import People
import Store

/// Reads the audit trail: who sent what to whom, what exactly was said, and what was done with it
/// since. Reading is on the trail as well.
public struct ReadAudit: Sendable {
    /// What somebody asks about, as they type it; at most one of them.
    public struct Question: Sendable {
        /// A send's reference.
        public var send: String?
        /// What the roster calls a family.
        public var family: String?
        /// A member's handle.
        public var staff: String?

        /// Asks about all.
        public init() {}
    }

    /// A question that was let in.
    public struct Access: Sendable {
        let filter: AuditFilter
        let school: SchoolID
        /// IANA name of the school's time zone.
        public let zone: String
    }

    /// Rows that are read at a time.
    public static let page = 5_000
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Lets a question in, and puts it on the trail.
    /// - Throws: ``Refusal`` for who may not read it, and for what there is not.
    public func open(_ question: Question, by handle: String) async throws -> Access {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .readAudit, t)
            let (filter, subject, family) = try resolve(question, staff.school, t)
            try desk.audit.record("audit.read", by: staff.id, on: subject, family: family, t)
            let zone = try Schools().school(staff.school, t)?.timeZone ?? "UTC"
            return Access(filter: filter, school: staff.school, zone: zone)
        }
    }

    private func resolve(
        _ question: Question, _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> (AuditFilter, subject: (kind: String, id: String), FamilyID?) {
        if let name = question.send {
            let send = try findSend(name, of: school, t)
            return (.send(send.id), ("send", send.id.text), nil)
        }
        if let key = question.family {
            guard let family = try Families().family(rosterKey: key, of: school, t) else {
                throw Refusal("No household of this school is called \"\(key)\" in the roster.")
            }
            return (.family(family.id), ("family", family.id.text), family.id)
        }
        if let handle = question.staff {
            guard let member = try Staff().member(handle: handle, t), member.school == school
            else { throw Refusal("Nobody on the staff is called \"\(handle)\".") }
            return (.staff(member.id), ("staff", member.id.text), nil)
        }
        return (.everything, ("school", school.text), nil)
    }

    /// Hands over the acts, a page at a time, the oldest first.
    public func acts(
        _ access: Access, page: Int = ReadAudit.page, _ take: ([AuditedAct]) throws -> Void
    ) async throws {
        try await desk.pages(page, take, last: \.id) { last, t in
            try AuditTrail().acts(
                access.filter, of: access.school, after: last, limit: page, t)
        }
    }

    /// Hands over the messages, a page at a time, in the order of making.
    public func messages(
        _ access: Access, page: Int = ReadAudit.page, _ take: ([AuditedMessage]) throws -> Void
    ) async throws {
        try await desk.pages(page, take, last: \.id) { last, t in
            try AuditTrail().messages(
                access.filter, of: access.school, after: last, limit: page, t)
        }
    }

    /// Hands over the words exactly as sent, each once; nothing where all is asked for.
    public func words(
        _ access: Access, page: Int = 200, _ take: ([StoredRendering]) throws -> Void
    ) async throws {
        guard access.filter != .everything else { return }
        try await desk.pages(page, take, last: \.id) { last, t in
            try AuditTrail().words(access.filter, after: last, limit: page, t)
        }
    }
}
