import Foundation
import Store

/// What the file and the database say of one thing.
enum RosterPair<Record: RosterRecord>: Sendable {
    case new(Record)
    case known(Stored<Record>, Record)
    /// The file no longer speaks of it.
    case gone(Stored<Record>)

    var stored: Stored<Record>? {
        switch self {
        case .new: nil
        case .known(let stored, _), .gone(let stored): stored
        }
    }
    var wanted: Record? {
        switch self {
        case .new(let record), .known(_, let record): record
        case .gone: nil
        }
    }
}

/// Goes through file and database side by side, in the order of the keys' bytes, a page of each at
/// hand.
///
/// What is written meanwhile is not met again: it stands at or before the keys that were passed.
struct RosterMerge<Record: RosterRecord> {
    private let file: RosterFile
    private let school: SchoolID
    private var said = Pages<Record>()
    private var had = Pages<Stored<Record>>()
    private var end: String?

    private struct Pages<Element> {
        var page: ArraySlice<(parts: [String], element: Element)> = []
        var isOver = false
    }

    init(_ file: RosterFile, _ school: SchoolID) {
        self.file = file
        self.school = school
    }

    /// The next of them; nil at the end.
    mutating func next(_ t: borrowing Transaction) throws -> RosterPair<Record>? {
        try readOn(t)
        guard let new = said.page.first else {
            return had.page.popFirst().map { .gone($0.element) }
        }
        guard let old = had.page.first, !comesBefore(new.parts, old.parts) else {
            said.page.removeFirst()
            return .new(new.element)
        }
        had.page.removeFirst()
        if comesBefore(old.parts, new.parts) { return .gone(old.element) }
        said.page.removeFirst()
        return .known(old.element, new.element)
    }

    private mutating func readOn(_ t: borrowing Transaction) throws {
        if said.page.isEmpty, !said.isOver {
            let last = lastSaid
            let page = try file.tables.use { t in try Record.page(after: last, t) }
            lastSaid = page.last?.key ?? last
            said.page = page.map { ($0.keyParts, $0) }[...]
            said.isOver = page.isEmpty
        }
        while had.page.isEmpty, !had.isOver {
            let page = try Record.stored(of: school, after: end, t)
            had.page = try Record.concerned(page.records, by: file).map {
                ($0.record.keyParts, $0)
            }[...]
            end = page.end
            had.isOver = page.end == nil
        }
    }

    private var lastSaid: Record.Key?
}

/// Whether a key comes before another in the order of UTF-8 bytes, which is that of both databases
/// and needs no normal form.
func comesBefore(_ left: [String], _ right: [String]) -> Bool {
    for (one, other) in zip(left, right) {
        let order = byteOrder(one, other)
        if order != 0 { return order < 0 }
    }
    return left.count < right.count
}

/// Less than 0 when the first comes before the second, 0 when they are the same.
private func byteOrder(_ left: String, _ right: String) -> Int {
    var (left, right) = (left, right)
    return left.withUTF8 { one in
        right.withUTF8 { other in
            let count = min(one.count, other.count)
            guard let first = one.baseAddress, let second = other.baseAddress, count > 0 else {
                return one.count - other.count
            }
            let order = memcmp(first, second, count)
            return order == 0 ? one.count - other.count : Int(order)
        }
    }
}
