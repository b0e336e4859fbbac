import Store

/// How a member of staff is told by mail that families wrote.
public enum NotifyChoice: Sendable, Hashable {
    /// A mail for each, at once.
    case each
    /// One mail for all of so many hours, within the hours of staff; what is urgent at once.
    case digest(hours: Int)
    /// Not by mail.
    case never

    /// What counts until somebody chooses.
    public static let usual = NotifyChoice.digest(hours: 1)

    /// As the database has it, and `--json`: `each`, `digest:4`, `never`.
    public var word: String {
        switch self {
        case .each: "each"
        case .digest(let hours): "digest:\(hours)"
        case .never: "never"
        }
    }

    /// For people.
    public var sentence: String {
        switch self {
        case .each: "is told of each at once"
        case .digest(1): "is told every hour, and at once of what is urgent"
        case .digest(let hours): "is told every \(hours) hours, and at once of what is urgent"
        case .never: "is told nothing by mail"
        }
    }

    /// Reads a stored word; nil for any other.
    init?(word: String) {
        switch word {
        case "each": self = .each
        case "never": self = .never
        default:
            guard word.hasPrefix("digest:"), let hours = Int(word.dropFirst(7)) else { return nil }
            self = .digest(hours: hours)
        }
    }
}

extension Staff {
    /// How a member of staff is told.
    public func notify(_ id: StaffID, _ t: borrowing Transaction) throws -> NotifyChoice {
        let row = try t.rows(once: "SELECT notify FROM staff WHERE id = \(id)").first
        let word: String? = try row?["notify"]
        return word.flatMap { NotifyChoice(word: $0) } ?? .usual
    }

    /// Keeps how a member of staff wants to be told.
    public func setNotify(
        _ choice: NotifyChoice, of id: StaffID, _ t: borrowing Transaction
    ) throws {
        t.forget()
        try t.execute("UPDATE staff SET notify = \(choice.word) WHERE id = \(id)")
    }

    /// Keeps where Parley writes to a member of staff; nil for nowhere.
    public func setEmail(
        _ address: String?, of id: StaffID, _ t: borrowing Transaction
    ) throws {
        t.forget()
        try t.execute("UPDATE staff SET email = \(address) WHERE id = \(id)")
    }

    /// The liaisons of a school whom Parley can write to; those of every school where none is named.
    public func liaisonsWithMailbox(
        of school: SchoolID?, _ t: borrowing Transaction
    ) throws -> [StaffMember] {
        try t.rows(
            once: """
                SELECT * FROM staff WHERE role = \(StaffRole.liaison) AND active = \(true)
                    AND email IS NOT NULL
                    AND (CAST(\(school) AS TEXT) IS NULL OR school_id = \(school))
                ORDER BY handle
                """
        ).map(StaffMember.init(row:))
    }
}
