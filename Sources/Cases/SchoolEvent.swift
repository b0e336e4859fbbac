import MessageFormat
import People
import Store

/// An event that a school invites to, with its own words in the languages that the school has.
public struct SchoolEvent: Sendable {
    /// What one language says.
    public struct Words: Sendable, Hashable, Codable {
        /// A short title.
        public let title: String
        /// One or two sentences; may be empty.
        public let description: String

        /// Joins a title and a description.
        public init(title: String, description: String) {
            self.title = title
            self.description = description
        }
    }

    /// The id.
    public let id: SchoolEventID
    /// What staff type.
    public let reference: String
    /// The school.
    public let school: SchoolID
    /// Local date and time, `2026-12-03T17:30`.
    public let startsLocal: String
    /// Local date and time, when it is known.
    public let endsLocal: String?
    /// IANA name.
    public let timeZone: String
    /// The moment by the rules known when it was set.
    public let startsAt: Instant
    /// Where, in the school's own words.
    public let place: String
    /// By language; English is always there.
    public let words: [LanguageTag: Words]
}

/// What setting an event needs.
public struct NewSchoolEvent: Sendable {
    let school: SchoolID
    let startsLocal: String
    let endsLocal: String?
    let timeZone: String
    let startsAt: Instant
    let place: String
    let words: [LanguageTag: SchoolEvent.Words]

    /// Describes an event to set.
    public init(
        school: SchoolID, startsLocal: String, endsLocal: String?, timeZone: String,
        startsAt: Instant, place: String, words: [LanguageTag: SchoolEvent.Words]
    ) {
        self.school = school
        self.startsLocal = startsLocal
        self.endsLocal = endsLocal
        self.timeZone = timeZone
        self.startsAt = startsAt
        self.place = place
        self.words = words
    }
}

/// Sets and finds events.
public struct SchoolEvents: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Sets an event.
    public func set(
        _ new: NewSchoolEvent, by staff: StaffID, _ t: borrowing Transaction
    ) throws -> SchoolEvent {
        let id: SchoolEventID = source.newID()
        try Reference(source).claim(t) { reference, t in
            try t.execute(
                """
                INSERT INTO school_events (id, reference, school_id, starts_local, ends_local,
                    time_zone, starts_at, place, created_by, created_at)
                VALUES (\(id), \(reference), \(new.school), \(new.startsLocal), \(new.endsLocal),
                    \(new.timeZone), \(new.startsAt), \(new.place), \(staff), \(source.now()))
                ON CONFLICT (reference) DO NOTHING
                """) == 1
        }
        try keep(new.words, of: id, t)
        guard let event = try find(id, t) else {
            throw StoreError.statement("an event vanished while it was set")
        }
        return event
    }

    /// One event.
    public func find(_ id: SchoolEventID, _ t: borrowing Transaction) throws -> SchoolEvent? {
        guard let row = try t.row("SELECT * FROM school_events WHERE id = \(id)") else {
            return nil
        }
        return try SchoolEvent(row: row, words: words(of: id, t))
    }

    /// The event that staff call so, by reference or id.
    public func find(named name: String, _ t: borrowing Transaction) throws -> SchoolEvent? {
        let name = name.lowercased()
        let row = try t.row(
            "SELECT id FROM school_events WHERE reference = \(name) OR id = \(name)")
        guard let id: SchoolEventID = try row?["id"] else { return nil }
        return try find(id, t)
    }

    /// A school's events from a moment on.
    public func events(
        of school: SchoolID, from now: Instant, _ t: borrowing Transaction
    ) throws -> [SchoolEvent] {
        try t.rows(
            """
            SELECT * FROM school_events WHERE school_id = \(school) AND starts_at >= \(now)
            ORDER BY starts_at, id
            """
        ).map { row -> SchoolEvent in try SchoolEvent(row: row, words: words(of: row["id"], t)) }
    }

    private func keep(
        _ words: [LanguageTag: SchoolEvent.Words], of id: SchoolEventID,
        _ t: borrowing Transaction
    ) throws {
        for (language, own) in words.sorted(by: { $0.key < $1.key }) {
            try t.execute(
                """
                INSERT INTO event_words (event_id, language, title, description)
                VALUES (\(id), \(language.text), \(own.title), \(own.description))
                """)
        }
    }

    private func words(
        of id: SchoolEventID, _ t: borrowing Transaction
    ) throws -> [LanguageTag: SchoolEvent.Words] {
        let rows = try t.rows("SELECT * FROM event_words WHERE event_id = \(id)")
        return try rows.reduce(into: [:]) { words, row in
            guard let language = LanguageTag(try row["language"]) else { return }
            words[language] = SchoolEvent.Words(
                title: try row["title"], description: try row["description"])
        }
    }
}

extension SchoolEvent {
    init(row: Row, words: [LanguageTag: Words]) throws {
        self.init(
            id: try row["id"], reference: try row["reference"], school: try row["school_id"],
            startsLocal: try row["starts_local"], endsLocal: try row["ends_local"],
            timeZone: try row["time_zone"], startsAt: try row["starts_at"],
            place: try row["place"], words: words)
    }
}
