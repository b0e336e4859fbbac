import Engines
import People
import Store
import Testing

@testable import Cases

@Test(
    arguments: [
        ("ACCEPTED", .yes), ("accepted", .yes), ("DECLINED", .no), ("TENTATIVE", .maybe),
        ("NEEDS-ACTION", nil), ("DELEGATED", nil), ("", nil),
    ] as [(String, Answer?)])
func `a calendar's participation is read by RFC 5545`(_ row: (word: String, answer: Answer?)) {
    #expect(Answer(participation: row.word) == row.answer)
}

@Test(arguments: Engine.reachable)
func `the latest answer of each family counts, and the earlier ones stay`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let occasion = Occasion.event(SchoolEventID(text: "e1"))
    let given: [(String, Answer)] = [
        ("hassan", .yes), ("lopez", .contactMe), ("hassan", .no), ("hassan", .maybe),
    ]
    for (family, answer) in given {
        fixture.clock.advance(.seconds(60))
        try await record(answer, to: occasion, of: family, fixture)
    }
    let latest = try await fixture.database.read { t in
        try Answers(fixture.clock.source).latest(to: occasion, t)
    }
    #expect(latest.map(\.family.text) == ["lopez", "hassan"])
    #expect(latest.map(\.answer) == [.contactMe, .maybe])
    #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM answers") == 4)
}

@Test(arguments: Engine.reachable)
func `an answer to a meeting is none to an event of the same id`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    try await record(.yes, to: .meeting(MeetingID(text: "x")), of: "hassan", fixture)
    try await fixture.database.read { t throws in
        let answers = Answers(fixture.clock.source)
        #expect(try answers.latest(to: .event(SchoolEventID(text: "x")), t).isEmpty)
        #expect(try answers.latest(to: .meeting(MeetingID(text: "x")), t).count == 1)
    }
}

private func record(
    _ answer: Answer, to occasion: Occasion, of family: String, _ fixture: CaseFixture
) async throws {
    try await fixture.database.write { t in
        try Answers(fixture.clock.source).record(
            answer, to: occasion, family: FamilyID(text: family), contact: nil, givenBy: "digit",
            sequence: nil, inbound: nil, t)
    }
}

@Test func `an invitation of which nothing is kept offers what every invitation says`() {
    #expect(OfferedAnswer.standard.map(\.answer) == [.yes, .no, .contactMe])
}
