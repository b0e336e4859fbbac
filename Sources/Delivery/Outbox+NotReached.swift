import People
import Store

/// A family that no message of a send has reached, with what became of each of its contacts.
public struct UnreachedFamily: Sendable {
    /// The family.
    public let id: FamilyID
    /// What the roster calls it.
    public let key: String
    /// For staff only, such as a surname.
    public let name: String
    /// At least one.
    public let outcomes: [ContactOutcome]

    /// What a person does next.
    public var step: NextStep { .first(of: outcomes.lazy.map(\.step)) }

    /// When something is tried next by itself; nil when nothing is.
    public var retry: Instant? { outcomes.compactMap(\.retry).min() }
}

extension Outbox {
    /// How many families a send is for, and how many of them a server has taken a message for that
    /// did not come back.
    public func reach(
        of send: SendID, _ t: borrowing Transaction
    ) throws -> (families: Int, reached: Int) {
        let row = try t.row(
            """
            SELECT COUNT(*) AS families, CAST(COALESCE(SUM(had), 0) AS BIGINT) AS reached
            FROM (SELECT family_id, MAX(had) AS had
                FROM (\(Self.families(of: send, after: nil))) AS each_one
                GROUP BY family_id) AS grouped
            """)
        return (try row?["families"] ?? 0, try row?["reached"] ?? 0)
    }

    /// The families that a send has not reached, by id, so many at a time.
    ///
    /// `family`: Only those that come after this one; the last of the page before.
    /// `limit`: How many. Each page looks at the whole send once, so it is better large.
    /// - Returns: One page; the last one is shorter than the limit.
    public func notReached(
        by send: SendID, after family: FamilyID?, limit: Int, _ t: borrowing Transaction
    ) throws -> [UnreachedFamily] {
        let families = try t.rows(
            """
            SELECT unreached.family_id, families.roster_key, families.name
            FROM (SELECT family_id FROM (\(Self.families(of: send, after: family))) AS each_one
                GROUP BY family_id HAVING MAX(had) = 0
                ORDER BY family_id LIMIT \(limit)) AS unreached
            JOIN families ON families.id = unreached.family_id ORDER BY unreached.family_id
            """)
        let ids: [FamilyID] = try families.map { try $0["family_id"] }
        let outcomes = try self.outcomes(of: send, ids, t)
        return try families.map { row in
            let id: FamilyID = try row["family_id"]
            return UnreachedFamily(
                id: id, key: try row["roster_key"], name: try row["name"],
                outcomes: outcomes[id] ?? [])
        }
    }

    /// A row for each message and each contact who was left out.
    private static func families(of send: SendID, after family: FamilyID?) -> SQL {
        let later: SQL = family.map { "AND family_id > \($0)" } ?? ""
        return """
            SELECT family_id, CASE WHEN state IN ('sent', 'delivered') THEN 1 ELSE 0 END AS had
            FROM messages WHERE send_id = \(send) \(later)
            UNION ALL
            SELECT family_id, 0 FROM send_exclusions WHERE send_id = \(send) \(later)
            """
    }

    private func outcomes(
        of send: SendID, _ families: [FamilyID], _ t: borrowing Transaction
    ) throws -> [FamilyID: [ContactOutcome]] {
        guard let first = families.first, let last = families.last else { return [:] }
        let missed = MessageState.Word.allCases.filter { $0 != .sent && $0 != .delivered }
        // By state first, for what was missed is little of a large send; and by a range, so that
        // the send is looked at once for the page.
        let messages = try t.rows(
            """
            SELECT messages.family_id, \(Self.contact), messages.channel, messages.state,
                messages.due_at, messages.last_reply,
                CASE WHEN EXISTS (SELECT 1 FROM suppressions
                    WHERE suppressions.channel = messages.channel
                        AND suppressions.address = messages.address
                        AND suppressions.reason = 'dead-address'
                        AND suppressions.lifted_at IS NULL) THEN 1 ELSE 0 END AS dead
            FROM messages JOIN contacts ON contacts.id = messages.contact_id
            WHERE messages.send_id = \(send) AND messages.state IN (\(list: missed))
                AND messages.family_id >= \(first) AND messages.family_id <= \(last)
            ORDER BY contacts.roster_key, messages.id
            """)
        let leftOut = try t.rows(
            """
            SELECT send_exclusions.family_id, \(Self.contact), send_exclusions.reason
            FROM send_exclusions JOIN contacts ON contacts.id = send_exclusions.contact_id
            WHERE send_exclusions.send_id = \(send)
                AND send_exclusions.family_id >= \(first) AND send_exclusions.family_id <= \(last)
            ORDER BY contacts.roster_key
            """)
        // Families between them that were reached are in there too.
        let wanted = Set(families)
        var found: [FamilyID: [ContactOutcome]] = [:]
        for row in messages {
            let family: FamilyID = try row["family_id"]
            guard wanted.contains(family) else { continue }
            found[family, default: []].append(try ContactOutcome(message: row))
        }
        for row in leftOut {
            let family: FamilyID = try row["family_id"]
            guard wanted.contains(family) else { continue }
            found[family, default: []].append(try ContactOutcome(leftOut: row))
        }
        return found
    }

    private static let contact: SQL = """
        contacts.roster_key, contacts.given_name, contacts.family_name,
        COALESCE(contacts.chosen_language, contacts.home_language) AS language
        """
}

extension ContactOutcome {
    fileprivate init(message row: Row) throws {
        let dead: Int = try row["dead"]
        self.init(
            contact: try row["roster_key"], name: try Self.name(row),
            language: try row["language"], channel: try row["channel"],
            fate: .message(
                try row["state"], due: try row["due_at"], reply: try row["last_reply"],
                isDeadAddress: dead == 1))
    }

    fileprivate init(leftOut row: Row) throws {
        self.init(
            contact: try row["roster_key"], name: try Self.name(row),
            language: try row["language"], channel: nil, fate: .leftOut(try row["reason"]))
    }

    private static func name(_ row: Row) throws -> String {
        let (given, family): (String, String) = (try row["given_name"], try row["family_name"])
        return [given, family].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
