import Foundation
import People
import Store

/// Keeps where a family lives, when that is not the school's time zone: its night is then its own.
public struct SetTimeZone: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sets a family's time zone; nil goes back to the school's.
    /// - Parameters:
    ///   - zone: An IANA name, such as `America/Denver`.
    ///   - key: What the roster calls the family, or one of its contacts.
    ///   - handle: Who sets it.
    /// - Returns: The family.
    /// - Throws: ``Refusal`` for a zone or a family that there is not.
    public func set(
        _ zone: String?, for key: String, by handle: String
    ) async throws -> Family {
        let zone = try zone.map { try known($0) }
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let family = try find(key, of: staff.school, t)
            try Families().live(in: zone, family.id, t)
            try desk.audit.record(
                "family.zone", by: staff.id, on: ("family", family.id.text), family: family.id,
                details: ["zone": zone ?? "school"], t)
            return family
        }
    }

    /// Foundation also takes `GMT+3` and abbreviations, which know no summer time. IANA's names for
    /// places have a slash.
    private func known(_ name: String) throws(Refusal) -> String {
        guard name == "UTC" || name.contains("/"), TimeZone(identifier: name) != nil else {
            throw Refusal(
                "\"\(name)\" is no time zone. Give an IANA name of a place in it, such as "
                    + "America/Denver.")
        }
        return name
    }

    private func find(
        _ key: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> Family {
        let byKey = try Families().family(rosterKey: key, of: school, t)
        let byContact = try Contacts().contact(rosterKey: key, of: school, t).flatMap {
            try Families().family($0.family, t)
        }
        if let byKey, let byContact, byKey.id != byContact.id {
            throw Refusal(
                "\"\(key)\" is a household and a contact of another one; name another contact.")
        }
        guard let family = byKey ?? byContact else {
            throw Refusal(
                "No household or contact of this school is called \"\(key)\" in the roster. "
                    + "`parley people` lists them.")
        }
        return family
    }
}
