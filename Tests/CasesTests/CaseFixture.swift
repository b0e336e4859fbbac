import Engines
import People
import Store

@testable import Cases

/// A school with one family, and what keeps its cases.
struct CaseFixture: Sendable {
    let school: SmallSchool
    let clock = FixedClock()
    let schoolID = SchoolID(text: "school")
    let family = FamilyID(text: "hassan")
    let student = StudentID(text: "ali")
    let amina = StaffID(text: "amina")
    var database: any Database { school.database }
    var book: CaseBook { CaseBook(clock.source) }
    var timeline: Timeline { Timeline(clock.source) }

    init(_ engine: Engine) async throws {
        school = try await SmallSchool(engine, clock: clock)
        try await school.add(.init("asha", of: "hassan", students: ["ali"]))
        try await school.add(.init("rosa", of: "lopez", students: ["ana"]))
    }

    /// Opens a case about the child.
    func openCase() async throws -> Case {
        let new = NewCase(
            school: schoolID, family: family, student: student, kind: .concern,
            concern: "attention", referredBy: StaffID(text: "tom"), liaison: amina)
        return try await database.write { t in try book.open(new, t) }
    }

    /// The family's standing conversation.
    func standing() async throws -> Case {
        try await database.write { t in
            guard let family = try Families().family(family, t) else { throw Missing() }
            return try book.standing(of: family, liaison: amina, t)
        }
    }

    func entries(of file: Case) async throws -> [TimelineEntry] {
        try await database.read { t in try timeline.entries(of: file.id, t) }
    }
}

/// What a test had put there is not there.
struct Missing: Error {}
