import People
import Store

extension CaseBook {
    /// Whether the teacher who referred the child is told that its family wrote.
    public func isTeacherTold(of id: CaseID, _ t: borrowing Transaction) throws -> Bool {
        let told: Bool? = try t.row("SELECT teacher_told FROM cases WHERE id = \(id)")?[
            "teacher_told"]
        return told ?? false
    }

    /// Sets whether the teacher is told.
    public func setTeacherTold(
        _ isTold: Bool, of id: CaseID, _ t: borrowing Transaction
    ) throws {
        try t.execute("UPDATE cases SET teacher_told = \(isTold) WHERE id = \(id)")
    }
}
