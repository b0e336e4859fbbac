import People
import Store

extension Readings {
    /// What an arrival was read as, and in which language (BCP 47, or `und`); nil before it is read.
    public func kind(
        of id: InboundID, _ t: borrowing Transaction
    ) throws -> (kind: MailKind, language: String)? {
        let row = try t.row("SELECT kind, language FROM readings WHERE raw_id = \(id)")
        guard let row else { return nil }
        let word: String = try row["kind"]
        return (MailKind(rawValue: word) ?? .unreadable, try row["language"])
    }
}
