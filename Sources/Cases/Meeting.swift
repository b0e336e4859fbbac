import People
import Store

/// Whether a meeting stands.
public enum MeetingState: String, Sendable, Codable, SQLBindable, SQLReadable {
    case planned, invited, cancelled
}

/// Whether somebody will interpret.
public enum InterpreterState: String, Sendable, Codable, SQLBindable, SQLReadable {
    case notNeeded = "not-needed"
    case requested, confirmed, none
}

/// A meeting with one family about one child. A calendar knows it by one UID.
public struct Meeting: Sendable {
    /// The id.
    public let id: MeetingID
    /// What staff type.
    public let reference: String
    /// The case.
    public let caseID: CaseID
    /// The family.
    public let family: FamilyID
    /// The child.
    public let student: StudentID
    /// Local date and time, `2026-12-03T17:30`, beside its zone: it stays when rules change.
    public let startsLocal: String
    /// IANA name.
    public let timeZone: String
    /// The moment by the rules known when it was set.
    public let startsAt: Instant
    /// How long it takes.
    public let minutes: Int
    /// Where, in the school's own words.
    public let place: String
    /// The teacher who is there.
    public let teacher: StaffID?
    /// The principal, when there.
    public let principal: StaffID?
    /// Whether somebody interprets.
    public let interpreter: InterpreterState
    /// A word to the family, in English.
    public let note: String
    /// For iTIP: one per meeting and family.
    public let calendarUID: String
    /// For iTIP: raised with each change.
    public let sequence: Int
    /// Whether it stands.
    public let state: MeetingState
}

/// What setting a meeting needs.
public struct NewMeeting: Sendable {
    let startsLocal: String
    let timeZone: String
    let startsAt: Instant
    let minutes: Int
    let place: String
    let teacher: StaffID?
    let principal: StaffID?
    let interpreter: InterpreterState
    let note: String

    /// Describes a meeting to set.
    public init(
        startsLocal: String, timeZone: String, startsAt: Instant, minutes: Int, place: String,
        teacher: StaffID?, principal: StaffID?, interpreter: InterpreterState, note: String
    ) {
        self.startsLocal = startsLocal
        self.timeZone = timeZone
        self.startsAt = startsAt
        self.minutes = minutes
        self.place = place
        self.teacher = teacher
        self.principal = principal
        self.interpreter = interpreter
        self.note = note
    }
}

/// Sets and finds meetings.
public struct Meetings: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Sets a meeting for a case that is about a child.
    /// `domain`: The right side of the calendar UID.
    public func set(
        _ new: NewMeeting, for file: Case, student: StudentID, by staff: StaffID, domain: String,
        _ t: borrowing Transaction
    ) throws -> Meeting {
        let id: MeetingID = source.newID()
        let uid = "\(source.randomText(digits: 24))@\(domain)"
        try Reference(source).claim(t) { reference, t in
            try t.execute(
                """
                INSERT INTO meetings (id, reference, case_id, family_id, student_id, starts_local,
                    time_zone, starts_at, minutes, place, teacher_id, principal_id, interpreter,
                    note, calendar_uid, sequence, state, created_by, created_at)
                VALUES (\(id), \(reference), \(file.id), \(file.family), \(student),
                    \(new.startsLocal), \(new.timeZone), \(new.startsAt), \(new.minutes),
                    \(new.place), \(new.teacher), \(new.principal), \(new.interpreter),
                    \(new.note), \(uid), \(0), \(MeetingState.planned), \(staff), \(source.now()))
                ON CONFLICT (reference) DO NOTHING
                """) == 1
        }
        guard let meeting = try find(id, t) else {
            throw StoreError.statement("a meeting vanished while it was set")
        }
        return meeting
    }

    /// One meeting.
    public func find(_ id: MeetingID, _ t: borrowing Transaction) throws -> Meeting? {
        try t.row("SELECT * FROM meetings WHERE id = \(id)").map(Meeting.init(row:))
    }

    /// The meeting that staff call so, by reference or id.
    public func find(named name: String, _ t: borrowing Transaction) throws -> Meeting? {
        let name = name.lowercased()
        return try t.row(
            "SELECT * FROM meetings WHERE reference = \(name) OR id = \(name)"
        ).map(Meeting.init(row:))
    }

    /// The meeting that a calendar knows by a UID.
    public func find(calendarUID uid: String, _ t: borrowing Transaction) throws -> Meeting? {
        try t.row("SELECT * FROM meetings WHERE calendar_uid = \(uid)").map(Meeting.init(row:))
    }

    /// A case's meetings, the next last.
    public func meetings(of id: CaseID, _ t: borrowing Transaction) throws -> [Meeting] {
        try t.rows("SELECT * FROM meetings WHERE case_id = \(id) ORDER BY starts_at, id")
            .map(Meeting.init(row:))
    }

    /// Every meeting of a school from a moment on.
    public func meetings(
        of school: SchoolID, from now: Instant, _ t: borrowing Transaction
    ) throws -> [Meeting] {
        try t.rows(
            """
            SELECT meetings.* FROM meetings JOIN cases ON cases.id = meetings.case_id
            WHERE cases.school_id = \(school) AND meetings.starts_at >= \(now)
            ORDER BY meetings.starts_at, meetings.id
            """
        ).map(Meeting.init(row:))
    }

    /// Moves a meeting; its SEQUENCE is raised (RFC 5546 §2.1.4).
    public func move(
        _ meeting: Meeting, to time: LocalTime, place: String, minutes: Int,
        _ t: borrowing Transaction
    ) throws -> Meeting {
        try t.execute(
            """
            UPDATE meetings SET starts_local = \(time.text), starts_at = \(time.instant),
                place = \(place), minutes = \(minutes), sequence = sequence + 1
            WHERE id = \(meeting.id)
            """)
        return try find(meeting.id, t) ?? meeting
    }

    /// Calls a meeting off, which raises its SEQUENCE too.
    public func cancel(_ meeting: Meeting, _ t: borrowing Transaction) throws -> Meeting {
        try t.execute(
            """
            UPDATE meetings SET state = \(MeetingState.cancelled), sequence = sequence + 1
            WHERE id = \(meeting.id)
            """)
        return try find(meeting.id, t) ?? meeting
    }

    /// Marks a meeting as one that the family was invited to.
    public func markInvited(_ id: MeetingID, _ t: borrowing Transaction) throws {
        try t.execute(
            """
            UPDATE meetings SET state = \(MeetingState.invited)
            WHERE id = \(id) AND state = \(MeetingState.planned)
            """)
    }
}

extension Meeting {
    init(row: Row) throws {
        self.init(
            id: try row["id"], reference: try row["reference"], caseID: try row["case_id"],
            family: try row["family_id"], student: try row["student_id"],
            startsLocal: try row["starts_local"], timeZone: try row["time_zone"],
            startsAt: try row["starts_at"], minutes: try row["minutes"], place: try row["place"],
            teacher: try row["teacher_id"], principal: try row["principal_id"],
            interpreter: try row["interpreter"], note: try row["note"],
            calendarUID: try row["calendar_uid"], sequence: try row["sequence"],
            state: try row["state"])
    }
}
