import Engines
import Store
import Testing

@testable import People

private func guardianship(mayReceive: Bool, noContact: Bool) -> Guardianship {
    Guardianship(
        student: StudentID(text: "s"), contact: ContactID(text: "c"), relation: "parent",
        custody: "yes", mayReceive: mayReceive, noContact: noContact, livesWith: true)
}

@Test(
    arguments: [
        (true, false, nil), (false, false, .mayNotReceive), (true, true, .noContact),
        (false, true, .noContact),
    ] as [(Bool, Bool, Exclusion?)])
func `an edge that forbids contact wins over one that lets hear`(
    _ row: (mayReceive: Bool, noContact: Bool, objection: Exclusion?)
) {
    let edge = guardianship(mayReceive: row.mayReceive, noContact: row.noContact)
    #expect(ContactRule().objection(to: edge) == row.objection)
}

@Test func `one edge that permits suffices for what concerns no single student`() {
    let permits = guardianship(mayReceive: true, noContact: false)
    let silent = guardianship(mayReceive: false, noContact: false)
    let forbids = guardianship(mayReceive: true, noContact: true)
    let rule = ContactRule()
    #expect(rule.objection(toAnyOf: [silent, permits]) == nil)
    #expect(rule.objection(toAnyOf: [silent, forbids]) == .noContact)
    #expect(rule.objection(toAnyOf: [silent]) == .mayNotReceive)
    #expect(rule.objection(toAnyOf: []) == .mayNotReceive)
}

@Test(arguments: Engine.reachable)
func `edges to people and students who have left count no more`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    try await school.add(.init("asha", of: "hassan", students: ["ali", "omar"]))
    try await school.add(.init("yusuf", of: "hassan", students: ["ali"]))
    try await school.change("UPDATE students SET active = \(false) WHERE id = 'omar'")
    try await school.change("UPDATE contacts SET active = \(false) WHERE id = 'yusuf'")
    try await school.database.read { t in
        let ofAsha = try ContactRule().edges(of: ContactID(text: "asha"), t)
        #expect(ofAsha.map(\.student.text) == ["ali"])
        let ofAli = try ContactRule().edges(of: StudentID(text: "ali"), t)
        #expect(ofAli.map(\.contact.text) == ["asha"])
    }
}

@Test func `every reason for leaving a contact out has words for the liaison`() {
    let sentences = Exclusion.allCases.map(\.sentence)
    #expect(Set(sentences).count == Exclusion.allCases.count)
    #expect(sentences.allSatisfy { !$0.isEmpty })
}
