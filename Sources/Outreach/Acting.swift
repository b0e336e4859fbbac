import People
import Store

/// What a role may do. Parents' words and addresses are the liaison's; a teacher refers.
public enum StaffTask: String, Sendable {
    case refer = "refer a child"
    case workOnCase = "work on a case"
    case readCase = "read a case"
    case send = "send notices"
    case review = "review translations"
    case manage = "manage people and settings"
    case readAudit = "read the audit trail"

    var roles: Set<StaffRole> {
        switch self {
        case .refer: [.teacher, .liaison, .principal, .administrator]
        case .workOnCase, .readCase: [.liaison]
        case .send: [.liaison, .principal, .administrator]
        case .review: [.liaison, .translator, .administrator]
        case .manage: [.administrator, .liaison]
        // It is about the liaison's work too, so it is for those who answer for it.
        case .readAudit: [.principal, .administrator]
        }
    }
}

/// Finds who is acting, and whether they may.
public struct Acting: Sendable {
    /// Has no state of its own.
    public init() {}

    /// The active member of staff with a handle, if their role allows the task.
    /// - Throws: ``Refusal`` that names who could do it.
    public func staff(
        _ handle: String, to task: StaffTask, _ t: borrowing Transaction
    ) throws -> StaffMember {
        guard let member = try Staff().member(handle: handle, t) else {
            throw Refusal(
                "Nobody on the staff is called \"\(handle)\". `parley staff list` shows who is.")
        }
        guard member.isActive else {
            throw Refusal("\(member.handle) no longer works here.")
        }
        guard task.roles.contains(member.role) else {
            let roles = StaffRole.allCases.filter(task.roles.contains).map(\.rawValue)
            throw Refusal(
                "\(member.handle) is a \(member.role.rawValue) and may not \(task.rawValue). "
                    + "That is for: \(roles.joined(separator: ", ")).")
        }
        return member
    }
}
