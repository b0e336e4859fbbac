import Store

// What a file says of each kind, from the tables that it was read into. All of their cells are
// there: a roster with a problem in one is refused before anyone reads it.

extension RosterStudent {
    static func page(after key: String?, _ t: borrowing Transaction) throws -> [RosterStudent] {
        try t.rows(
            """
            SELECT * FROM students WHERE key > \(key ?? "") ORDER BY key LIMIT \(filePage)
            """
        ).map { row in
            RosterStudent(
                key: try row["key"], givenName: try row["given_name"],
                familyName: try row["family_name"], grade: try row["grade"])
        }
    }
}

extension RosterFamily {
    static func page(after key: String?, _ t: borrowing Transaction) throws -> [RosterFamily] {
        try t.rows(
            """
            SELECT * FROM families WHERE key > \(key ?? "") ORDER BY key LIMIT \(filePage)
            """
        ).map { row in
            RosterFamily(
                key: try row["key"], name: try row["name"], homeLanguage: try row["home_language"])
        }
    }
}

extension RosterContact {
    static func page(after key: String?, _ t: borrowing Transaction) throws -> [RosterContact] {
        try t.rows(
            """
            SELECT * FROM contacts WHERE key > \(key ?? "") ORDER BY key LIMIT \(filePage)
            """
        ).map { row in
            RosterContact(
                key: try row["key"], givenName: try row["given_name"],
                familyName: try row["family_name"], homeLanguage: try row["home_language"],
                family: try row["family"], needsInterpreter: try isYes(row["interpreter"]))
        }
    }
}

extension RosterEdge {
    static func page(after key: Key?, _ t: borrowing Transaction) throws -> [RosterEdge] {
        try t.rows(
            """
            SELECT * FROM edges WHERE (student, contact) >
                (\(key?.student ?? ""), \(key?.contact ?? ""))
            ORDER BY student, contact LIMIT \(filePage)
            """
        ).map { row in
            RosterEdge(
                key: Key(student: try row["student"], contact: try row["contact"]),
                relation: try row["relation"], custody: try row["custody"],
                mayReceive: try isYes(row["may_receive"]), noContact: try isYes(row["no_contact"]),
                livesWith: try isYes(row["lives_with"]))
        }
    }
}

extension RosterAddress {
    static func page(after key: Key?, _ t: borrowing Transaction) throws -> [RosterAddress] {
        try t.rows(
            """
            SELECT * FROM addresses WHERE (contact, channel, address) >
                (\(key?.contact ?? ""), \(key?.channel.rawValue ?? ""), \(key?.address ?? ""))
            ORDER BY contact, channel, address LIMIT \(filePage)
            """
        ).map { row in
            RosterAddress(
                key: Key(
                    contact: try row["contact"], channel: try row["channel"],
                    address: try row["address"]),
                original: try row["original"], position: try row["position"],
                isUnlisted: try isYes(row["unlisted"]))
        }
    }
}

/// Rows of a page. No key is empty, so that every row comes after the empty one.
private let filePage = 400

private func isYes(_ cell: String) -> Bool { cell == "yes" }
