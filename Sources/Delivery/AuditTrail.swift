import People
import Store

/// Which part of the audit trail is asked for.
public enum AuditFilter: Sendable, Hashable {
    /// All of a school's.
    case everything
    /// What was done with one send and its messages.
    case send(SendID)
    /// What was done about one family.
    case family(FamilyID)
    /// What one member of staff did.
    case staff(StaffID)
}

/// One act on the trail.
public struct AuditedAct: Sendable {
    /// Its own id.
    public let id: EntryID
    /// When.
    public let at: Instant
    /// Who; nil for what the program did by itself.
    public let staff: String?
    /// What, as the command says it: `send.pause`.
    public let action: String
    /// `send`, `case`, `contact` …, with the reference that staff type, else the id.
    public let subject: (kind: String, name: String)
    /// What the roster calls the family that it is about.
    public let family: String?
    /// Counts and ids.
    public let details: [String: String]
}

/// One message of a school on the trail: who got which words, and when.
public struct AuditedMessage: Sendable {
    /// The message.
    public let id: OutboundID
    /// When it was made, and when a server took it.
    public let createdAt: Instant, sentAt: Instant?
    /// The send's reference, and its notice.
    public let send: String, notice: String
    /// Who decided to send it.
    public let staff: String
    /// To whom.
    public let contact: String, family: String
    /// By which way, in which language.
    public let channel: Channel, language: String
    /// What became of it.
    public let state: MessageState.Word
    /// The id of its words among the send's.
    public let rendering: String
}

/// Reads the trail that ``Audit`` writes, and what was sent, page by page.
public struct AuditTrail: Sendable {
    /// Has no state of its own.
    public init() {}

    /// The acts of a school, the oldest first.
    ///
    /// `after`: Only those that come after this one; the last of the page before.
    public func acts(
        _ filter: AuditFilter, of school: SchoolID, after: EntryID?, limit: Int,
        _ t: borrowing Transaction
    ) throws -> [AuditedAct] {
        let later: SQL = after.map { "AND audit.id > \($0)" } ?? ""
        return try t.rows(
            """
            SELECT audit.*, staff.handle, sends.reference AS send_name,
                cases.reference AS case_name, families.roster_key AS family_name
            FROM audit LEFT JOIN staff ON staff.id = audit.staff_id
            LEFT JOIN families ON families.id = audit.family_id
            LEFT JOIN sends ON audit.subject_kind = 'send' AND sends.id = audit.subject_id
            LEFT JOIN cases ON audit.subject_kind = 'case' AND cases.id = audit.subject_id
            WHERE COALESCE(staff.school_id, families.school_id, sends.school_id,
                cases.school_id) = \(school) AND \(Self.condition(filter)) \(later)
            ORDER BY audit.id LIMIT \(limit)
            """
        ).map(AuditedAct.init(row:))
    }

    /// The messages of a send, to a family, or decided by a member of staff, in the order of making.
    public func messages(
        _ filter: AuditFilter, of school: SchoolID, after: OutboundID?, limit: Int,
        _ t: borrowing Transaction
    ) throws -> [AuditedMessage] {
        let later: SQL = after.map { "AND messages.id > \($0)" } ?? ""
        let condition: SQL =
            switch filter {
            case .everything: "1 = 1"
            case .send(let id): "messages.send_id = \(id)"
            case .family(let id): "messages.family_id = \(id)"
            case .staff(let id): "sends.staff_id = \(id)"
            }
        return try t.rows(
            """
            SELECT messages.id, messages.created_at, messages.sent_at, messages.channel,
                messages.state, messages.rendering_id, sends.reference, sends.notice, staff.handle,
                contacts.roster_key AS contact_key, families.roster_key AS family_key,
                renderings.language
            FROM messages JOIN sends ON sends.id = messages.send_id
            JOIN staff ON staff.id = sends.staff_id
            JOIN contacts ON contacts.id = messages.contact_id
            JOIN families ON families.id = messages.family_id
            JOIN renderings ON renderings.id = messages.rendering_id
            WHERE messages.school_id = \(school) AND \(condition) \(later)
            ORDER BY messages.id LIMIT \(limit)
            """
        ).map(AuditedMessage.init(row:))
    }

    /// The words of those messages exactly as sent, each once.
    public func words(
        _ filter: AuditFilter, after: String?, limit: Int, _ t: borrowing Transaction
    ) throws -> [StoredRendering] {
        let condition: SQL =
            switch filter {
            case .everything: "1 = 1"
            case .send(let id): "renderings.send_id = \(id)"
            case .family(let id):
                "renderings.id IN (SELECT rendering_id FROM messages WHERE messages.family_id = \(id))"
            case .staff(let id):
                "renderings.send_id IN (SELECT sends.id FROM sends WHERE sends.staff_id = \(id))"
            }
        let later: SQL = after.map { "AND renderings.id > \($0)" } ?? ""
        return try t.rows(
            StoredRendering.rows + """
                 WHERE \(condition) \(later) ORDER BY renderings.id LIMIT \(limit)
                """
        ).map { row in try StoredRendering(row: row) }
    }

    private static func condition(_ filter: AuditFilter) -> SQL {
        switch filter {
        case .everything: "1 = 1"
        case .send(let id):
            """
            ((audit.subject_kind = 'send' AND audit.subject_id = \(id))
                OR (audit.subject_kind = 'message' AND audit.subject_id IN (
                    SELECT messages.id FROM messages WHERE messages.send_id = \(id))))
            """
        case .family(let id): "audit.family_id = \(id)"
        case .staff(let id): "audit.staff_id = \(id)"
        }
    }
}

extension AuditedAct {
    fileprivate init(row: Row) throws {
        let (send, file): (String?, String?) = (try row["send_name"], try row["case_name"])
        let (kind, id): (String, String) = (try row["subject_kind"], try row["subject_id"])
        self.init(
            id: try row["id"], at: try row["at"], staff: try row["handle"],
            action: try row["action"], subject: (kind, send ?? file ?? id),
            family: try row["family_name"],
            details: try fromJSON(row["details"], as: [String: String].self))
    }
}

extension AuditedMessage {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row["id"], createdAt: try row["created_at"], sentAt: try row["sent_at"],
            send: try row["reference"], notice: try row["notice"], staff: try row["handle"],
            contact: try row["contact_key"], family: try row["family_key"],
            channel: try row["channel"], language: try row["language"], state: try row["state"],
            rendering: try row["rendering_id"])
    }
}
