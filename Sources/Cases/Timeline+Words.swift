import People
import Store

extension Timeline {
    /// The words of one entry, as they were written.
    public func words(of id: EntryID, _ t: borrowing Transaction) throws -> String? {
        try t.row("SELECT words FROM timeline WHERE id = \(id)")?["words"]
    }
}
