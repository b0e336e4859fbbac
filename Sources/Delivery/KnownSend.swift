import People
import Store

/// A send as it is found by what staff call it, without counting its messages.
public struct KnownSend: Sendable {
    /// The id.
    public let id: SendID
    /// What staff type.
    public let reference: String
    /// The school.
    public let school: SchoolID
    /// The notice's name.
    public let notice: String
    /// Whether it goes on.
    public let course: SendCourse
}

extension Outbox {
    /// The send that staff call so, by reference or id.
    public func find(sendNamed name: String, _ t: borrowing Transaction) throws -> KnownSend? {
        try Self.row(ofSendNamed: name, t).map { row in
            KnownSend(
                id: try row["id"], reference: try row["reference"], school: try row["school_id"],
                notice: try row["notice"], course: try Self.course(row))
        }
    }

    static func row(ofSendNamed name: String, _ t: borrowing Transaction) throws -> Row? {
        let name = name.lowercased()
        return try t.row("SELECT * FROM sends WHERE reference = \(name) OR id = \(name)")
    }
}
