import Store

extension NameSearch {
    /// The names of a school's people that stand in the text: what must not leave with it, though
    /// its writer may have meant somebody else.
    ///
    /// Children, parents and staff; those too who have left.
    public func names(
        at school: SchoolID, _ t: borrowing Transaction
    ) throws -> Set<String> {
        guard !candidates.isEmpty else { return [] }
        var found: Set<String> = []
        let words = candidates
        for row in try t.rows(
            """
            SELECT given_name, family_name FROM students WHERE school_id = \(school)
                AND (given_name IN (\(padded: words)) OR family_name IN (\(padded: words)))
            UNION SELECT given_name, family_name FROM contacts WHERE school_id = \(school)
                AND (given_name IN (\(padded: words)) OR family_name IN (\(padded: words)))
            """)
        {
            let (given, family): (String, String) = (
                try row["given_name"], try row["family_name"]
            )
            found.formUnion([given, family].filter(contains))
        }
        return found
    }
}
