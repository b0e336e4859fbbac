import Store

/// Every name at a school: what must not leave with a text, though its writer may have meant somebody
/// else.
public struct SchoolNames: Sendable {
    /// Has no state of its own.
    public init() {}

    /// The given and family names of children and parents, and the names of staff, each once; of
    /// those too who have left.
    public func all(of school: SchoolID, _ t: borrowing Transaction) throws -> Set<String> {
        try t.rows(
            """
            SELECT given_name AS name FROM students WHERE school_id = \(school)
            UNION SELECT family_name FROM students WHERE school_id = \(school)
            UNION SELECT given_name FROM contacts WHERE school_id = \(school)
            UNION SELECT family_name FROM contacts WHERE school_id = \(school)
            UNION SELECT name FROM staff WHERE school_id = \(school)
            """
        ).reduce(into: []) { $0.insert(try $1["name"]) }
    }
}
