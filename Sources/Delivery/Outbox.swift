import People
import Store
import Wire

/// The outbox: what is to be sent is committed here before the first byte leaves, and what became
/// of it is kept here. Its rows are the progress; there is no cursor.
public struct Outbox: Sendable {
    /// Has no state of its own.
    public init() {}

    /// Keeps a decision to send.
    /// - Returns: Its reference for staff.
    public func insert(
        _ send: NewSend, _ source: ClockAndChance, _ t: borrowing Transaction
    ) throws -> String {
        var taken = ""
        try Reference(source).claim(t) { reference, t in
            taken = reference
            return try t.execute(
                """
                INSERT INTO sends (id, reference, school_id, family_id, notice, about_kind,
                    about_id, bulk, audience, notice_values, staff_id, answers, release_at,
                    goes_before, created_at)
                VALUES (\(send.id), \(reference), \(send.school), \(send.family), \(send.notice),
                    \(send.about.kind), \(send.about.id), \(send.isBulk), \(send.audience),
                    \(send.values), \(send.staff), \(send.answers),
                    \(send.release), \(send.goesBefore), \(source.now()))
                ON CONFLICT (reference) DO NOTHING
                """) == 1
        }
        return taken
    }

    /// Keeps a text that messages of a send will say.
    public func insert(
        _ rendering: StoredRendering, of send: SendID, _ t: borrowing Transaction
    ) throws {
        let calendar = try rendering.calendar.map { try jsonText($0) }
        try t.execute(
            """
            INSERT INTO renderings (id, send_id, family_id, record_kind, language, direction,
                standing, subject, text_body, html_body, sources, calendar)
            VALUES (\(rendering.id), \(send), \(rendering.family), \("notice"),
                \(rendering.language), \(rendering.direction), \(rendering.standing),
                \(rendering.subject), \(rendering.text), \(rendering.html), \(rendering.sources),
                \(calendar))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    /// Keeps who was left out of a send, and why.
    public func exclude(
        _ contacts: [(contact: ContactID, family: FamilyID, reason: Exclusion)], from send: SendID,
        _ t: borrowing Transaction
    ) throws {
        try t.insert(
            "INSERT INTO send_exclusions (send_id, contact_id, family_id, reason)",
            contacts.map { one in
                [
                    send.sqlValue, one.contact.sqlValue, one.family.sqlValue, one.reason.sqlValue,
                ]
            }, "ON CONFLICT (send_id, contact_id) DO NOTHING")
    }

    /// Takes back a send of which no message was queued, in the transaction that made it.
    public func takeBack(_ send: SendID, _ t: borrowing Transaction) throws {
        try t.execute("DELETE FROM send_exclusions WHERE send_id = \(send)")
        try t.execute("DELETE FROM renderings WHERE send_id = \(send)")
        try t.execute("DELETE FROM sends WHERE id = \(send)")
    }

    /// Puts a message in the queue.
    /// - Returns: False when a message of the same key is there already.
    public func insert(
        _ message: NewMessage, at now: Instant, _ t: borrowing Transaction
    ) throws -> Bool {
        try !insert([message], at: now, t).isEmpty
    }

    /// Puts messages in the queue.
    /// - Returns: Those that are new: of no other is a message of the same key there already.
    public func insert(
        _ messages: [NewMessage], at now: Instant, _ t: borrowing Transaction
    ) throws -> Set<OutboundID> {
        var new: Set<OutboundID> = []
        for some in batches(messages) {
            let ids = some.map(\.id)
            let count = try t.insertAtOnce(
                """
                INSERT INTO messages (id, idempotency_key, send_id, school_id, family_id,
                    contact_id, case_id, channel, address, lane, rendering_id, message_id,
                    in_reply_to, bulk, priority, state, due_at, attempts, expires_at, created_at,
                    changed_at)
                """, some.map { $0.row(at: now) }, "ON CONFLICT (idempotency_key) DO NOTHING")
            // Nearly always all are new, and none need be told apart.
            new.formUnion(count == some.count ? Set(ids) : try kept(among: ids, t))
        }
        try t.announce()
        return new
    }

    private func kept(
        among ids: [OutboundID], _ t: borrowing Transaction
    ) throws -> Set<OutboundID> {
        try t.found("id", among: ids) { some in
            "SELECT id FROM messages WHERE id IN (\(padded: some))"
        }
    }

    /// One message.
    public func message(_ id: OutboundID, _ t: borrowing Transaction) throws -> OutboundMessage? {
        try t.row(OutboundMessage.columns + " WHERE messages.id = \(id)")
            .map(OutboundMessage.init(row:))
    }

    /// Some messages, in no order.
    public func messages(
        _ ids: [OutboundID], _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try batches(ids).flatMap { some in
            try t.rows(
                OutboundMessage.columns + " WHERE messages.id IN (\(padded: Array(some)))"
            ).map(OutboundMessage.init(row:))
        }
    }

    /// The messages that bear one of some Message-IDs.
    public func messages(
        bearing messageIDs: [String], _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try batches(messageIDs).flatMap { some in
            try t.rows(
                OutboundMessage.columns + " WHERE messages.message_id IN (\(padded: Array(some)))"
            ).map(OutboundMessage.init(row:))
        }
    }

    /// The latest message of a case to one contact: what the next one follows.
    public func latest(
        in caseID: CaseID, to contact: ContactID, _ t: borrowing Transaction
    ) throws -> OutboundMessage? {
        try t.row(
            OutboundMessage.columns + """
                 WHERE messages.case_id = \(caseID) AND messages.contact_id = \(contact)
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT 1
                """
        ).map(OutboundMessage.init(row:))
    }

    /// Every message of a send, in the order of making.
    public func messages(
        of send: SendID, _ t: borrowing Transaction
    ) throws -> [OutboundMessage] {
        try t.rows(
            OutboundMessage.columns + " WHERE messages.send_id = \(send) ORDER BY messages.id"
        ).map(OutboundMessage.init(row:))
    }

    /// What a contact's calendar was told last about a message's subject, by it or before it.
    public func calendar(
        toldBy message: OutboundMessage, _ t: borrowing Transaction
    ) throws -> CalendarInvitation? {
        let row = try t.row(
            """
            SELECT renderings.calendar FROM messages JOIN sends ON sends.id = messages.send_id
            JOIN renderings ON renderings.id = messages.rendering_id
            WHERE messages.case_id = \(message.caseID) AND messages.contact_id = \(message.contact)
                AND sends.about_kind = \(message.about.kind)
                AND sends.about_id = \(message.about.id) AND renderings.calendar IS NOT NULL
                AND messages.created_at <= \(message.createdAt)
            ORDER BY messages.created_at DESC, messages.id DESC LIMIT 1
            """)
        guard let text: String = try row?["calendar"] else { return nil }
        return try fromJSON(text, as: CalendarInvitation.self)
    }

    /// What a message says, exactly as sent.
    public func rendering(
        of message: OutboundID, _ t: borrowing Transaction
    ) throws -> StoredRendering? {
        try t.row(
            StoredRendering.rows + """
                 JOIN messages ON messages.rendering_id = renderings.id
                WHERE messages.id = \(message)
                """
        ).map { row in try StoredRendering(row: row) }
    }
}

extension StoredRendering {
    /// Reads a row that may have its id under another name, where rows are joined.
    init(row: Row, id: String = "id", family: String = "family_id") throws {
        let calendar: String? = try row["calendar"]
        self.init(
            id: try row[id], family: try row[family], language: try row["language"],
            direction: try row["direction"], standing: try row["standing"],
            subject: try row["subject"], text: try row["text_body"], html: try row["html_body"],
            sources: try row["sources"],
            calendar: try calendar.map { try fromJSON($0, as: CalendarInvitation.self) })
    }
}

extension Outbox {
    /// Queues failed messages again, because a person says so: the same messages, with the same
    /// Message-ID.
    /// - Returns: How many.
    public func sendAgain(
        _ keys: [String], at now: Instant, _ t: borrowing Transaction
    ) throws -> Int {
        let failed = MessageState.failed(reply: "")
        var count = 0
        for some in batches(keys) {
            count += try t.execute(
                """
                UPDATE messages SET state = \(Self.pausedOrQueued), due_at = \(now),
                    changed_at = \(now), schedule_from = attempts
                WHERE state = \(failed.word) AND idempotency_key IN (\(padded: Array(some)))
                    AND (expires_at IS NULL OR expires_at > \(now)) \(Self.notCancelled)
                """)
        }
        if count > 0 { try t.announce() }
        return count
    }

    /// Which of some addresses have been written to before, by any school's notice.
    public func addressed(
        _ addresses: [String], _ channel: Channel, _ t: borrowing Transaction
    ) throws -> Set<String> {
        var known: Set<String> = []
        for some in batches(addresses) {
            let rows = try t.rows(
                """
                SELECT DISTINCT address FROM messages
                WHERE channel = \(channel) AND address IN (\(padded: Array(some)))
                    AND state <> 'cancelled'
                """)
            for row in rows { known.insert(try row["address"]) }
        }
        return known
    }

    /// Which idempotency keys are taken already.
    public func known(_ keys: [String], _ t: borrowing Transaction) throws -> Set<String> {
        var known: Set<String> = []
        for some in batches(keys) {
            let rows = try t.rows(
                """
                SELECT idempotency_key FROM messages WHERE idempotency_key IN (\(padded: Array(some)))
                """)
            for row in rows { known.insert(try row["idempotency_key"]) }
        }
        return known
    }
}

extension Outbox {
    /// The latest message of a notice to an address.
    public func latest(
        _ notice: String, to address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> OutboundMessage? {
        try t.row(
            OutboundMessage.columns + """
                 WHERE messages.channel = \(channel) AND messages.address = \(address)
                    AND sends.notice = \(notice)
                ORDER BY messages.created_at DESC LIMIT 1
                """
        ).map(OutboundMessage.init(row:))
    }
}

extension NewMessage {
    /// The values of its row, in the order of the columns that are inserted.
    fileprivate func row(at now: Instant) -> [SQLValue] {
        let state = isHeld ? MessageState.Word.held : .queued
        return [
            id.sqlValue, idempotencyKey.sqlValue, send.sqlValue, school.sqlValue, family.sqlValue,
            contact.sqlValue, caseID.sqlValue, channel.sqlValue, address.sqlValue,
            Lane(of: address, channel).name.sqlValue, rendering.sqlValue, messageID.sqlValue,
            inReplyTo.sqlValue, isBulk.sqlValue, priority.sqlValue, state.sqlValue, due.sqlValue,
            0.sqlValue, expires.sqlValue, now.sqlValue, now.sqlValue,
        ]
    }
}
