import People
import Store

/// What a case is about.
public enum CaseKind: String, Sendable, Codable, SQLBindable, SQLReadable {
    /// A teacher referred a child.
    case concern
    /// The family's standing conversation: a home for words that belong to no concern.
    case general
}

/// Whether a case is being worked on.
public enum CaseState: String, Sendable, Codable, SQLBindable, SQLReadable {
    case open, closed
}

/// One case: a family, mostly a child of it, and a liaison who looks after it.
public struct Case: Sendable {
    /// The id.
    public let id: CaseID
    /// What staff type: five base32 digits.
    public let reference: String
    /// The school.
    public let school: SchoolID
    /// The family.
    public let family: FamilyID
    /// The child, when it is about one.
    public let student: StudentID?
    /// What it is about.
    public let kind: CaseKind
    /// `behaviour`, `classwork`, `attention` or the teacher's own word.
    public let concern: String
    /// Who referred the child.
    public let referredBy: StaffID?
    /// Who looks after it.
    public let liaison: StaffID
    /// Whether it is being worked on.
    public let state: CaseState
    /// What comes next, and the local date (ISO 8601) by which.
    public let nextStep: String?
    /// The date of the next step.
    public let nextStepOn: String?
    /// When it was opened.
    public let openedAt: Instant
    /// When it was closed.
    public let closedAt: Instant?
}

/// What opening a case needs.
public struct NewCase: Sendable {
    let school: SchoolID
    let family: FamilyID
    let student: StudentID?
    let kind: CaseKind
    let concern: String
    let referredBy: StaffID?
    let liaison: StaffID

    /// Describes a case to open.
    public init(
        school: SchoolID, family: FamilyID, student: StudentID?, kind: CaseKind, concern: String,
        referredBy: StaffID?, liaison: StaffID
    ) {
        self.school = school
        self.family = family
        self.student = student
        self.kind = kind
        self.concern = concern
        self.referredBy = referredBy
        self.liaison = liaison
    }
}

extension Case {
    /// As it is when it has just been opened.
    init(_ new: NewCase, id: CaseID, reference: String, at now: Instant) {
        self.init(
            id: id, reference: reference, school: new.school, family: new.family,
            student: new.student, kind: new.kind, concern: new.concern,
            referredBy: new.referredBy, liaison: new.liaison, state: .open, nextStep: nil,
            nextStepOn: nil, openedAt: now, closedAt: nil)
    }

    init(row: Row) throws {
        self.init(
            id: try row["id"], reference: try row["reference"], school: try row["school_id"],
            family: try row["family_id"], student: try row["student_id"], kind: try row["kind"],
            concern: try row["concern"], referredBy: try row["referred_by"],
            liaison: try row["liaison_id"], state: try row["state"],
            nextStep: try row["next_step"], nextStepOn: try row["next_step_on"],
            openedAt: try row["opened_at"], closedAt: try row["closed_at"])
    }
}
