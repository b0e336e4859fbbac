import Cases
import Delivery
import People
import Store

/// Who of the staff is told what by mail: each chooses for themselves, and the liaison lets a teacher
/// know of a case.
public struct ChooseNotifications: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sets how a member of staff is told.
    /// - Returns: The member.
    /// - Throws: ``Refusal`` for somebody else who may not manage people, and for who has no address.
    public func set(
        _ choice: NotifyChoice, of name: String, by handle: String
    ) async throws -> StaffMember {
        if case .digest(let hours) = choice, !(1...168).contains(hours) {
            throw Refusal("A digest comes every 1 to 168 hours.")
        }
        return try await desk.database.write { t in
            let member = try member(name, t)
            let acting = try self.acting(handle, for: member, t)
            guard member.email != nil || choice == .never else {
                throw Refusal(
                    "\(member.handle) has no mail address. Give one: "
                        + "`parley staff email \(member.handle) ADDRESS`.")
            }
            try Staff().setNotify(choice, of: member.id, t)
            // What waits follows the new choice.
            if let due = try NoteForStaff.due(choice, for: member, desk, t) {
                try StaffNotes().hasten(for: member.id, to: due, t)
            } else {
                try StaffNotes().drop(for: member.id, t)
            }
            try desk.audit.record(
                "staff.notify", by: acting.id, on: ("staff", member.id.text),
                details: ["choice": choice.word], t)
            return member
        }
    }

    private func member(_ name: String, _ t: borrowing Transaction) throws -> StaffMember {
        guard let member = try Staff().member(handle: name, t) else {
            throw Refusal(
                "Nobody on the staff is called \"\(name)\". `parley staff list` shows who is.")
        }
        return member
    }

    private func acting(
        _ handle: String, for member: StaffMember, _ t: borrowing Transaction
    ) throws -> StaffMember {
        if handle.lowercased() == member.handle, member.isActive { return member }
        return try manager(handle, of: member, t)
    }

    /// Who manages the people of a member's school.
    private func manager(
        _ handle: String, of member: StaffMember, _ t: borrowing Transaction
    ) throws -> StaffMember {
        let acting = try Acting().staff(handle, to: .manage, t)
        guard acting.school == member.school else {
            throw Refusal(
                "\(member.handle) works at another school; whoever manages people there can do it.")
        }
        return acting
    }

    /// Gives a member of staff a mail address, or takes it away.
    public func setEmail(
        _ address: String?, of name: String, by handle: String
    ) async throws -> StaffMember {
        try await desk.database.write { t in
            let member = try member(name, t)
            let acting = try manager(handle, of: member, t)
            try Staff().setEmail(address, of: member.id, t)
            try desk.audit.record(
                "staff.email", by: acting.id, on: ("staff", member.id.text),
                details: ["change": address == nil ? "removed" : "set"], t)
            return member
        }
    }

    /// Lets the teacher who referred a child know each time its family writes in the case, or no
    /// longer: that it wrote and what it answered, never its words or how to reach it.
    /// - Returns: The case and the teacher.
    public func share(
        _ name: String, isOn: Bool, by handle: String
    ) async throws -> (file: Case, teacher: StaffMember) {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let file = try findCase(name, of: staff.school, desk, t)
            let teacher = try file.referredBy.flatMap { try Staff().member($0, t) }
            guard let teacher, teacher.id != file.liaison else {
                throw Refusal(
                    "No teacher referred case \(file.reference); there is nobody to tell.")
            }
            try desk.caseBook.setTeacherTold(isOn, of: file.id, t)
            var entry = NewEntry(.state, by: .staff(staff.id), "", language: "en")
            entry.subject = isOn ? "shared with the teacher" : "no longer shared with the teacher"
            try desk.timeline.add(entry, to: file, t)
            try desk.audit.record(
                isOn ? "case.share" : "case.unshare", by: staff.id, on: ("case", file.id.text),
                family: file.family, t)
            return (file, teacher)
        }
    }
}
