import MessageFormat
import People
import Store

/// Says which languages staff read well enough to answer for a translation.
public struct ChooseLanguages: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sets a member's languages; those of before go.
    /// - Throws: ``Refusal`` for who may not, somebody who does not work here, or a language that
    ///   neither Parley nor a family of the school has.
    public func set(
        _ languages: [LanguageTag], of handle: String, by acting: String
    ) async throws -> StaffMember {
        try await desk.database.write { t in
            let staff = try Acting().staff(acting, to: .manage, t)
            guard let member = try Staff().member(handle: handle, t), member.school == staff.school
            else {
                throw Refusal(
                    "Nobody on the staff is called \"\(handle)\". `parley staff list` shows who is."
                )
            }
            guard languages.isEmpty || StaffTask.review.roles.contains(member.role) else {
                let roles = StaffRole.allCases.filter(StaffTask.review.roles.contains)
                throw Refusal(
                    "\(member.handle) is a \(member.role.rawValue) and may not review "
                        + "translations. That is for: "
                        + "\(roles.map(\.rawValue).joined(separator: ", ")).")
            }
            try KnownLanguages(desk, staff.school, t).check(languages)
            try StaffLanguages().set(languages, of: member.id, t)
            try desk.audit.record(
                "staff.languages", by: staff.id, on: ("staff", member.id.text),
                details: ["languages": languages.map(\.text).joined(separator: " ")], t)
            return member
        }
    }
}
