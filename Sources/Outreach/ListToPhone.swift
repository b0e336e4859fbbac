import People
import Store

/// The families that nothing written reaches: their texts are stopped, their mailboxes are dead, or
/// the roster has no address. Somebody has to phone them, or to go and see them.
public struct ListToPhone: Sendable {
    /// A family, and those of its contacts who may be told.
    public struct Line: Sendable {
        /// The family.
        public let family: Family
        /// At least one.
        public let contacts: [Person]
    }

    /// Somebody to phone.
    public struct Person: Sendable {
        /// Who.
        public let contact: Contact
        /// Every number that the roster has, the preferred first; none where there is none.
        public let phones: [String]
        /// Why nothing can be written.
        public let reason: Exclusion
    }

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Every such family of the school, in the roster's order. Who must not be contacted, or may not
    /// be told of any child, is not on it. That the numbers were read is on the audit trail.
    /// - Throws: ``Refusal`` for who may not see telephone numbers.
    public func lines(for handle: String) async throws -> [Line] {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let lines = try families(of: staff.school, t).compactMap { try line($0, t) }
            try desk.audit.record(
                "people.call-list", by: staff.id, on: ("school", staff.school.text),
                details: ["families": String(lines.count)], t)
            return lines
        }
    }

    private var ways: Ways { .first(desk.channels) }

    /// Those with a contact whom nothing reaches. Others of the family may be reached.
    private func families(
        of school: SchoolID, _ t: borrowing Transaction
    ) throws -> [FamilyID] {
        let readers = SchoolReaders(
            audience: Audience(), school: school, ways: ways, isBulk: false)
        var (pages, seen, found) = (readers.pages, Set<FamilyID>(), [FamilyID]())
        while let page = try pages.next(desk, t) {
            for left in page.leftOut where Self.isForAPhone(left.reason) {
                if seen.insert(left.contact.family).inserted { found.append(left.contact.family) }
            }
        }
        return found
    }

    /// nil when a contact of the family can be written to after all.
    private func line(_ id: FamilyID, _ t: borrowing Transaction) throws -> Line? {
        let found = try Recipients.ofFamily(id, about: nil, by: ways, desk, t)
        guard found.recipients.isEmpty, let family = try Families().family(id, t) else {
            return nil
        }
        let people = try found.leftOut.filter { Self.isForAPhone($0.reason) }.map { left in
            Person(
                contact: left.contact,
                phones: try Contacts().addresses(of: left.contact.id, .sms, t).map(\.address),
                reason: left.reason)
        }
        return people.isEmpty ? nil : Line(family: family, contacts: people)
    }

    private static func isForAPhone(_ reason: Exclusion) -> Bool {
        reason == .suppressed || reason == .noAddress
    }
}
