import Cases
import Localization
import MessageFormat
import People
import Store

/// The contacts of a school whom a notice to many is for, and by which ways it goes to them.
struct SchoolReaders: Sendable {
    let audience: Audience
    let school: SchoolID
    let ways: Ways
    /// Whether an address that asked for no more bulk notices is passed over.
    let isBulk: Bool
    /// It goes out from the number for emergencies, where there is one.
    var isUrgent = false
    var only = Only.everybody

    /// Which of the audience are meant.
    enum Only: Sendable {
        case everybody
        /// Families that were told of an event, but for those that have answered it where that
        /// counts.
        case told(of: SchoolEventID, unlessAnswered: Bool)
        /// Of whom the roster knows no language and who have chosen none.
        case ofUnknownLanguage
    }

    var pages: Pages { Pages(readers: self) }

    /// Reads them a page at a time.
    ///
    /// An address gets one copy, by the first contact in the roster's order who would be reached
    /// there. Whether one of an earlier page is, is asked of the database for the addresses that
    /// several use; only some of those are remembered.
    struct Pages {
        private static let remembered = 4_000
        private let readers: SchoolReaders
        private var last: String?
        private var isOver = false
        private var known: Set<Recipients.Way> = []

        init(readers: SchoolReaders) {
            self.readers = readers
        }

        /// The next page, which may be empty; nil after the last.
        mutating func next(_ desk: Desk, _ t: borrowing Transaction) throws -> Recipients? {
            guard !isOver else { return nil }
            let contacts = try Audiences().contacts(
                of: readers.school, grade: readers.audience.grade, after: last, t)
            isOver = contacts.count < Audiences.page
            let crowd = try Crowd(contacts, of: readers, desk, t)
            var page = Recipients(taken: try taken(among: crowd.shared, desk, t))
            for contact in contacts { page.add(contact, crowd.decision(about: contact)) }
            last = contacts.last?.rosterKey
            return page
        }

        /// Which of some addresses have their copy by a contact of an earlier page.
        private mutating func taken(
            among shared: Set<Recipients.Way>, _ desk: Desk, _ t: borrowing Transaction
        ) throws -> Set<Recipients.Way> {
            var taken = shared.intersection(known)
            guard let last else { return taken }
            for channel in readers.ways.channels {
                let open = shared.subtracting(taken).filter { $0.channel == channel }
                for some in batches(open.map(\.address).sorted()) {
                    let earlier = try Audiences().contacts(
                        using: Array(some), channel, of: readers.school, upTo: last, t)
                    taken.formUnion(try reached(earlier, desk, t))
                }
            }
            remember(taken)
            return taken
        }

        private func reached(
            _ contacts: [Contact], _ desk: Desk, _ t: borrowing Transaction
        ) throws -> Set<Recipients.Way> {
            var ways: Set<Recipients.Way> = []
            for some in batches(contacts).map(Array.init) {
                let crowd = try Crowd(some, of: readers, desk, t)
                for contact in some {
                    guard case .reached(let own) = crowd.decision(about: contact) else { continue }
                    ways.formUnion(own)
                }
            }
            return ways
        }

        private mutating func remember(_ taken: Set<Recipients.Way>) {
            for way in taken where known.count < Self.remembered { known.insert(way) }
        }
    }
}
