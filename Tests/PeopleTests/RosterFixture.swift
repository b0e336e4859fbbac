import Engines
import MessageFormat
import Store
import Synchronization

@testable import People

/// A row of a roster as a test writes it.
typealias Line = [String: String]

/// A student and a contact, all in order; what differs is named.
func edge(_ student: String, _ contact: String, _ cells: Line = [:]) -> Line {
    let usual: Line = [
        "student_id": student, "student_given_name": "Student", "student_family_name": student,
        "grade": "5", "contact_id": contact, "contact_given_name": "Contact",
        "contact_family_name": contact, "relation": "mother", "home_language": "so",
        "email": "\(contact)@example.org", "phone": "", "family": "f-\(contact)",
        "lives_with": "yes", "custody": "yes", "may_receive": "yes", "no_contact": "no",
        "interpreter": "no", "unlisted": "no",
    ]
    return usual.merging(cells) { _, new in new }
}

let headers = RosterColumn.allCases.map(\.header)

/// The bytes of a file.
func sheet(_ lines: [Line], columns: [String] = headers, end: String = "\n") -> [UInt8] {
    let rows = lines.map { line in columns.map { quoted(line[$0] ?? "") }.joined(separator: ",") }
    return Array(([columns.joined(separator: ",")] + rows).map { $0 + end }.joined().utf8)
}

private func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
}

func read(_ lines: [Line]) throws -> RosterFile {
    try RosterFile.read(sheet(lines), region: "US")
}

/// What is wrong with a file; empty when nothing is.
func problems(
    _ bytes: [UInt8], limits: RosterLimits = .standard
) throws -> [RosterProblem] {
    do {
        _ = try RosterFile.read(bytes, region: "US", limits: limits)
        return []
    } catch let problems as RosterProblems {
        return problems.problems
    }
}

extension RosterFile {
    /// What it says of one kind, in the order of the keys.
    func all<Record: RosterRecord>(_ kind: Record.Type) throws -> [Record] {
        var found: [Record] = []
        while true {
            let last = found.last?.key
            let page = try tables.use { t in try Record.page(after: last, t) }
            if page.isEmpty { return found }
            found += page
        }
    }
}

/// A clock that stands still, and chance that can be foretold.
func testSource() -> ClockAndChance {
    let count = Counter()
    return ClockAndChance(now: { Instant(milliseconds: 1_700_000_000_000) }, bits: { count.next() })
}

private final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    func next() -> UInt64 {
        // SplitMix64, so that ids look like those of real use.
        var mixed = count.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A school with a liaison in a database of its own.
struct Place {
    let database: any Database
    let school = School(
        id: SchoolID(text: "school"), name: "Lincoln", timeZone: "America/Chicago",
        language: .english, region: "US")
    let staff = StaffID(text: "amina")
    let roster = RosterImport(source: testSource())

    init(_ engine: Engine) async throws {
        database = try await engine.empty()
        let (school, staff) = (school, staff)
        try await database.write { t in
            _ = try Schools().insert(school, at: Instant(milliseconds: 0), t)
            let amina = StaffMember(
                id: staff, school: school.id, handle: "amina", name: "Amina", role: .liaison,
                email: nil)
            _ = try Staff().insert(amina, at: Instant(milliseconds: 0), t)
        }
    }

    func difference(_ file: RosterFile) async throws -> RosterDifference {
        let (roster, school) = (roster, school)
        return try await database.read { t in try roster.difference(file, school: school, t) }
    }

    func apply(
        _ file: RosterFile, expecting digest: String, allowRemoval: Bool = false
    ) async throws -> RosterOutcome {
        let (roster, school, staff) = (roster, school, staff)
        return try await database.write { t in
            try roster.apply(
                file, school: school, staff: staff, expecting: digest, allowRemoval: allowRemoval,
                t)
        }
    }

    /// Shows and applies, as a person would.
    @discardableResult
    func bring(_ lines: [Line], allowRemoval: Bool = false) async throws -> RosterDifference {
        let file = try read(lines)
        let difference = try await difference(file)
        _ = try await apply(file, expecting: difference.digest, allowRemoval: allowRemoval)
        return difference
    }

    func count(_ statement: SQL) async throws -> Int {
        try await database.read { t in try t.number(statement) }
    }

    func contact(_ key: String) async throws -> Contact? {
        try await database.read { t in
            try t.row("SELECT * FROM contacts WHERE roster_key = \(key)").map(Contact.init(row:))
        }
    }
}
