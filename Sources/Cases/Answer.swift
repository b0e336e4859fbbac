import People
import Store

/// What a family says to an invitation, however it says it.
public enum Answer: String, Sendable, Codable, SQLBindable, SQLReadable {
    case yes, no
    case contactMe = "contact-me"
    case maybe
    /// One that a notice offers in words of its own, and of which no more is known.
    case other

    /// RFC 5545 §3.2.12.
    public init?(participation: String) {
        switch participation.uppercased() {
        case "ACCEPTED": self = .yes
        case "DECLINED": self = .no
        case "TENTATIVE": self = .maybe
        default: return nil
        }
    }
}

/// What an answer is to.
public enum Occasion: Sendable, Hashable {
    case meeting(MeetingID)
    case event(SchoolEventID)
    /// An offer or a question that was sent; nothing else is known of it.
    case send(SendID)

    /// The word in the database.
    public var kind: String {
        switch self {
        case .meeting: "meeting"
        case .event: "event"
        case .send: "send"
        }
    }

    /// The id in the database.
    public var id: String {
        switch self {
        case .meeting(let id): id.text
        case .event(let id): id.text
        case .send(let id): id.text
        }
    }
}

/// One answer as it was given.
public struct GivenAnswer: Sendable {
    /// Whose it is.
    public let family: FamilyID
    /// Who gave it, when that is known.
    public let contact: ContactID?
    /// What it says.
    public let answer: Answer
    /// `digit`, `word` or `calendar`.
    public let givenBy: String
    /// When it was received.
    public let at: Instant
}

/// Keeps answers. The latest of a family's contact counts; the earlier ones stay.
public struct Answers: Sendable {
    let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Keeps an answer.
    /// `sequence`: The revision that a calendar's answer is to.
    /// `at`: When it was received; now, unless a person puts an earlier one right.
    public func record(
        _ answer: Answer, to occasion: Occasion, family: FamilyID, contact: ContactID?,
        givenBy: String, sequence: Int?, inbound: InboundID?, at: Instant? = nil,
        _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO answers (id, about_kind, about_id, family_id, contact_id, answer, given_by,
                sequence, at, raw_id)
            VALUES (\(source.newID(EntryID.self)), \(occasion.kind), \(occasion.id), \(family),
                \(contact), \(answer), \(givenBy), \(sequence), \(at ?? source.now()),
                \(inbound))
            """)
    }

    /// What counts: the latest answer of each family. An answer to an earlier revision than
    /// `sequence` was to another time or place, and does not.
    public func latest(
        to occasion: Occasion, sequence: Int = 0, _ t: borrowing Transaction
    ) throws -> [GivenAnswer] {
        let rows = try t.rows(
            """
            SELECT * FROM answers WHERE about_kind = \(occasion.kind) AND about_id = \(occasion.id)
                AND (sequence IS NULL OR sequence >= \(sequence)) AND withdrawn_at IS NULL
            ORDER BY at, id
            """)
        let answers = try rows.map(GivenAnswer.init(row:))
        let byFamily = Dictionary(answers.map { ($0.family, $0) }, uniquingKeysWith: { $1 })
        return byFamily.values.sorted { $0.at < $1.at }
    }
}

extension Answers {
    /// Which of some families have answered, whatever they said.
    public func families(
        answering occasion: Occasion, among families: [FamilyID], _ t: borrowing Transaction
    ) throws -> Set<FamilyID> {
        let rows = try t.rows(
            """
            SELECT DISTINCT family_id FROM answers
            WHERE about_kind = \(occasion.kind) AND about_id = \(occasion.id)
                AND family_id IN (\(padded: families)) AND (sequence IS NULL OR sequence >= 0)
                AND withdrawn_at IS NULL
            """)
        return try rows.reduce(into: []) { $0.insert(try $1["family_id"]) }
    }

    /// What the family says to a meeting as it stands now; nil when nothing that was said counts,
    /// and for a meeting that was called off.
    public func counting(for meeting: Meeting, _ t: borrowing Transaction) throws -> Answer? {
        guard meeting.state != .cancelled else { return nil }
        return try latest(to: .meeting(meeting.id), sequence: meeting.sequence, t).last?.answer
    }
}

extension GivenAnswer {
    init(row: Row) throws {
        self.init(
            family: try row["family_id"], contact: try row["contact_id"],
            answer: try row["answer"], givenBy: try row["given_by"], at: try row["at"])
    }
}
