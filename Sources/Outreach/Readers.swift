import People
import Store

/// Whom a plan is for: some recipients who were found already, or a school's, found when asked.
enum Readers: Sendable {
    case listed(Recipients)
    case audience(SchoolReaders)

    /// From the first page to the last.
    var pages: Pages { Pages(readers: self) }

    /// Pages of recipients in the roster's order. Each is read when it is asked for, so that an
    /// audience takes the memory of a page.
    struct Pages {
        private let readers: Readers
        private var crowd: SchoolReaders.Pages?
        private var isOver = false

        init(readers: Readers) {
            self.readers = readers
            if case .audience(let school) = readers { crowd = school.pages }
        }

        /// The next page, which may be empty; nil after the last.
        mutating func next(
            _ desk: Desk, _ t: borrowing Transaction
        ) throws -> Recipients? {
            if crowd != nil { return try crowd?.next(desk, t) }
            guard case .listed(let recipients) = readers, !isOver else { return nil }
            isOver = true
            return recipients
        }
    }

    /// Whether there is more than one recipient.
    func areSeveral(_ desk: Desk, _ t: borrowing Transaction) throws -> Bool {
        var (count, pages) = (0, pages)
        while count < 2, let page = try pages.next(desk, t) { count += page.recipients.count }
        return count > 1
    }

    /// More recipients than this there can't be.
    func most(_ t: borrowing Transaction) throws -> Int {
        switch self {
        case .listed(let recipients): return recipients.recipients.count
        case .audience(let school):
            let contacts = try Audiences().count(of: school.school, grade: school.audience.grade, t)
            return contacts * school.ways.channels.count
        }
    }
}
