import People
import Store

/// Whom a plan is for, as it is kept while its words are being translated.
enum StoredReaders: Codable, Sendable {
    /// Those of a family who may hear about a child, or about nobody in particular.
    case family(FamilyID, about: StudentID?, by: StoredWays, isBulk: Bool)
    /// Those of a school's audience.
    case audience(Audience, by: StoredWays, isBulk: Bool, isUrgent: Bool, only: Only)

    /// See ``SchoolReaders/Only``.
    enum Only: Codable, Sendable {
        case everybody
        case told(of: SchoolEventID, unlessAnswered: Bool)
        case ofUnknownLanguage
    }

    /// Nil for readers that were found in a way which cannot be gone again.
    init?(_ readers: Readers) {
        switch readers {
        case .listed(let recipients):
            guard let search = recipients.search else { return nil }
            self = .family(
                search.family, about: search.student, by: StoredWays(search.ways),
                isBulk: search.isBulk)
        case .audience(let school):
            let only: Only =
                switch school.only {
                case .everybody: .everybody
                case .told(let event, let unless): .told(of: event, unlessAnswered: unless)
                case .ofUnknownLanguage: .ofUnknownLanguage
                }
            self = .audience(
                school.audience, by: StoredWays(school.ways), isBulk: school.isBulk,
                isUrgent: school.isUrgent, only: only)
        }
    }

    /// The same readers as they are found now.
    func readers(
        of school: SchoolID, _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Readers {
        switch self {
        case .family(let family, let student, let ways, let isBulk):
            return .listed(
                try Recipients.ofFamily(
                    family, about: student, by: ways.ways, isBulk: isBulk, desk, t))
        case .audience(let audience, let ways, let isBulk, let isUrgent, let only):
            var readers = SchoolReaders(
                audience: audience, school: school, ways: ways.ways, isBulk: isBulk,
                isUrgent: isUrgent)
            readers.only =
                switch only {
                case .everybody: .everybody
                case .told(let event, let unless): .told(of: event, unlessAnswered: unless)
                case .ofUnknownLanguage: .ofUnknownLanguage
                }
            return .audience(readers)
        }
    }
}

/// ``Ways`` as JSON.
struct StoredWays: Codable, Sendable {
    let isEvery: Bool
    let channels: [String]

    init(_ ways: Ways) {
        switch ways {
        case .first(let channels): (isEvery, self.channels) = (false, channels.map(\.rawValue))
        case .every(let channels): (isEvery, self.channels) = (true, channels.map(\.rawValue))
        }
    }

    var ways: Ways {
        let known = channels.compactMap(Channel.init(rawValue:))
        return isEvery ? .every(known) : .first(known)
    }
}
