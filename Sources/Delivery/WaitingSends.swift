import People
import Store

/// A notice that waits, for the readers of one language, until its words are translated.
public struct WaitingSend: Sendable {
    /// The id.
    public let id: WaitingSendID
    /// The school.
    public let school: SchoolID
    /// The family that it concerns; nil for news to many.
    public let family: FamilyID?
    /// The notice's name.
    public let notice: String
    /// `meeting`, `event`, `case` or `school`, with its id.
    public let about: (kind: String, id: String)
    /// Says *same*, as its messages' keys do.
    public let key: String
    /// BCP 47: of the readers who wait.
    public let language: String
    /// The translation that it waits for.
    public let draft: DraftID
    /// The rule by which it waits, as the settings write it.
    public let rule: String
    /// What is to be sent, to whom, as JSON of who ordered it.
    public let order: String
    /// How many addresses waited when it was ordered.
    public let addresses: Int
    /// What was sent at once to readers of other languages; nil for nothing.
    public let send: SendID?
    /// Where it stands.
    public let state: WaitingState
    /// From then on the words go in English; nil for never.
    public let englishAt: Instant?
    /// From then on nobody needs it.
    public let expires: Instant?
    /// Who sent it.
    public let staff: StaffID
    /// When it was ordered.
    public let at: Instant
}

/// Where a waiting notice stands.
public enum WaitingState: String, Sendable, Codable, SQLBindable, SQLReadable {
    /// For its translation.
    case waiting
    /// Its messages were queued.
    case released
    /// A person, or what it was about, has ended it.
    case withdrawn
    /// It was of no use any more.
    case expired
}

/// What making a waiting notice needs; see ``WaitingSend``.
public struct NewWaitingSend: Sendable {
    let school: SchoolID
    let family: FamilyID?
    let notice: String
    let about: (kind: String, id: String)
    let key: String
    let language: String
    let draft: DraftID
    let rule: String
    let order: String
    let addresses: Int
    let send: SendID?
    let englishAt: Instant?
    let expires: Instant?
    let staff: StaffID

    /// Describes a notice that is to wait.
    public init(
        school: SchoolID, family: FamilyID?, notice: String, about: (kind: String, id: String),
        key: String, language: String, draft: DraftID, rule: String, order: String,
        addresses: Int, send: SendID?, englishAt: Instant?, expires: Instant?, staff: StaffID
    ) {
        (self.school, self.family, self.notice, self.about) = (school, family, notice, about)
        (self.key, self.language, self.draft, self.rule) = (key, language, draft, rule)
        (self.order, self.addresses, self.send) = (order, addresses, send)
        (self.englishAt, self.expires, self.staff) = (englishAt, expires, staff)
    }
}

/// Keeps notices that wait for their words.
public struct WaitingSends: Sendable {
    private let source: ClockAndChance

    /// Takes the clock and chance from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Keeps a notice until its words are there.
    /// - Returns: False when the same waits already.
    public func insert(_ new: NewWaitingSend, _ t: borrowing Transaction) throws -> Bool {
        let (id, now): (WaitingSendID, Instant) = (source.newID(), source.now())
        return try t.execute(
            """
            INSERT INTO waiting_sends (id, school_id, family_id, notice, about_kind, about_id,
                order_key, language, draft_id, rule, order_json, addresses, send_id, state,
                english_at, expires_at, staff_id, created_at, changed_at)
            VALUES (\(id), \(new.school), \(new.family), \(new.notice), \(new.about.kind),
                \(new.about.id), \(new.key), \(new.language), \(new.draft), \(new.rule),
                \(new.order), \(new.addresses), \(new.send), \(WaitingState.waiting),
                \(new.englishAt), \(new.expires), \(new.staff), \(now), \(now))
            ON CONFLICT (order_key, language) WHERE state = 'waiting' DO NOTHING
            """) == 1
    }

    /// Those that wait for a draft, the oldest first.
    public func waiting(
        for draft: DraftID, _ t: borrowing Transaction
    ) throws -> [WaitingSend] {
        try t.rows(
            """
            SELECT * FROM waiting_sends WHERE draft_id = \(draft) AND state = 'waiting'
            ORDER BY created_at, id
            """
        ).map(WaitingSend.init(row:))
    }

    /// A school's, the oldest first.
    public func waiting(
        of school: SchoolID, limit: Int, _ t: borrowing Transaction
    ) throws -> [WaitingSend] {
        try t.rows(
            """
            SELECT * FROM waiting_sends WHERE state = 'waiting' AND school_id = \(school)
            ORDER BY created_at, id LIMIT \(limit)
            """
        ).map(WaitingSend.init(row:))
    }

    /// The schools at which something waits.
    public func schools(_ t: borrowing Transaction) throws -> [SchoolID] {
        try t.rows(
            """
            SELECT DISTINCT school_id FROM waiting_sends WHERE state = 'waiting'
            ORDER BY school_id
            """
        ).map { try $0["school_id"] }
    }

    /// The drafts that something of a school waits for.
    public func drafts(of school: SchoolID, _ t: borrowing Transaction) throws -> Set<DraftID> {
        try t.rows(
            """
            SELECT DISTINCT draft_id FROM waiting_sends
            WHERE state = 'waiting' AND school_id = \(school)
            """
        ).reduce(into: []) { $0.insert(try $1["draft_id"]) }
    }

    /// The languages in which the same waits.
    public func languages(of key: String, _ t: borrowing Transaction) throws -> [String] {
        try t.rows(
            "SELECT language FROM waiting_sends WHERE order_key = \(key) AND state = 'waiting'"
        ).map { try $0["language"] }
    }

    /// All that wait, a page at a time, by age.
    ///
    /// `after`: The last one that was looked at; nil to begin.
    public func page(
        after: WaitingSendID?, limit: Int, _ t: borrowing Transaction
    ) throws -> [WaitingSend] {
        let rest: SQL = after.map { "AND id > \($0)" } ?? ""
        return try t.rows(
            """
            SELECT * FROM waiting_sends WHERE state = 'waiting' \(rest) ORDER BY id LIMIT \(limit)
            """
        ).map(WaitingSend.init(row:))
    }

    /// One that still waits, for the transaction that ends it: no other can end it meanwhile.
    public func lock(
        _ id: WaitingSendID, _ t: borrowing Transaction
    ) throws -> WaitingSend? {
        let now = source.now()
        let held = try t.execute(
            "UPDATE waiting_sends SET changed_at = \(now) WHERE id = \(id) AND state = 'waiting'")
        guard held == 1 else { return nil }
        return try t.row("SELECT * FROM waiting_sends WHERE id = \(id)").map(WaitingSend.init(row:))
    }

    /// Ends the waiting.
    public func end(
        _ id: WaitingSendID, as state: WaitingState, send: String? = nil,
        _ t: borrowing Transaction
    ) throws {
        let now = source.now()
        try t.execute(
            """
            UPDATE waiting_sends SET state = \(state), released_as = \(send), changed_at = \(now)
            WHERE id = \(id) AND state = 'waiting'
            """)
    }

    /// Withdraws what waits of a send that was cancelled.
    /// - Returns: How many.
    public func withdraw(of send: SendID, _ t: borrowing Transaction) throws -> Int {
        try withdraw(where: "send_id = \(send)", t)
    }

    /// Withdraws what waits for a draft that is of no use.
    public func withdraw(for draft: DraftID, _ t: borrowing Transaction) throws -> Int {
        try withdraw(where: "draft_id = \(draft)", t)
    }

    private func withdraw(where condition: SQL, _ t: borrowing Transaction) throws -> Int {
        let now = source.now()
        return try t.execute(
            """
            UPDATE waiting_sends SET state = 'withdrawn', changed_at = \(now)
            WHERE state = 'waiting' AND \(condition)
            """)
    }
}

extension WaitingSend {
    init(row: Row) throws {
        id = try row["id"]
        school = try row["school_id"]
        family = try row["family_id"]
        notice = try row["notice"]
        about = (try row["about_kind"], try row["about_id"])
        key = try row["order_key"]
        language = try row["language"]
        draft = try row["draft_id"]
        rule = try row["rule"]
        order = try row["order_json"]
        addresses = try row["addresses"]
        send = try row["send_id"]
        state = try row["state"]
        englishAt = try row["english_at"]
        expires = try row["expires_at"]
        staff = try row["staff_id"]
        at = try row["created_at"]
    }
}
