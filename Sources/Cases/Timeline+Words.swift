import People
import Store

extension Timeline {
    /// The words of one entry, as they were written.
    public func words(of id: EntryID, _ t: borrowing Transaction) throws -> String? {
        try t.row("SELECT words FROM timeline WHERE id = \(id)")?["words"]
    }

    /// What an entry is.
    public func kind(of id: EntryID, _ t: borrowing Transaction) throws -> EntryKind? {
        try t.row("SELECT kind FROM timeline WHERE id = \(id)")?["kind"]
    }

    /// The case that an entry stands on.
    public func caseID(of id: EntryID, _ t: borrowing Transaction) throws -> CaseID? {
        try t.row("SELECT case_id FROM timeline WHERE id = \(id)")?["case_id"]
    }

    /// Whether an entry rests on a From line or a number alone.
    public func isUnverified(_ id: EntryID, _ t: borrowing Transaction) throws -> Bool {
        let found: Bool? = try t.row("SELECT unverified FROM timeline WHERE id = \(id)")?[
            "unverified"]
        return found ?? false
    }
}
