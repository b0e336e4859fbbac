import Store

/// Every name at a school: what must not leave with a text, though its writer may have meant somebody
/// else.
public struct SchoolNames: Sendable {
    /// A person's name as it is kept.
    public struct Name: Sendable, Hashable {
        /// The given names; of a member of staff the whole name.
        public let given: String
        /// The family names; empty for a member of staff.
        public let family: String
    }

    /// Has no state of its own.
    public init() {}

    /// The names of children, parents and staff, each once; of those too who have left.
    public func all(of school: SchoolID, _ t: borrowing Transaction) throws -> Set<Name> {
        try t.rows(
            """
            SELECT given_name, family_name FROM students WHERE school_id = \(school)
            UNION SELECT given_name, family_name FROM contacts WHERE school_id = \(school)
            UNION SELECT name, '' FROM staff WHERE school_id = \(school)
            """
        ).reduce(into: []) {
            $0.insert(Name(given: try $1["given_name"], family: try $1["family_name"]))
        }
    }
}
