import Engines
import People
import Store
import Testing

@testable import Outreach

/// Who gets what at which address, and who not and why, in a few words each.
private func summary(_ recipients: Recipients) -> [String] {
    recipients.recipients.map { "\($0.contact.id) at \($0.address)" }
        + recipients.leftOut.map { "\($0.contact.id) \($0.reason.rawValue)" }
}

extension DeskFixture {
    fileprivate func audience(
        _ audience: Audience = Audience(), isBulk: Bool = true
    ) async throws -> [String] {
        try await database.read { t in
            guard let school = try Schools().school(SchoolID(text: "school"), t) else {
                throw Missing()
            }
            var pages = SchoolReaders(
                audience: audience, school: school.id, ways: .first([.email]), isBulk: isBulk
            ).pages
            var all = Recipients()
            while let page = try pages.next(desk, t) {
                all.recipients += page.recipients
                all.leftOut += page.leftOut
            }
            return summary(all)
        }
    }

    fileprivate func family(_ family: String, about student: String) async throws -> [String] {
        try await database.read { t in
            summary(
                try Recipients.ofFamily(
                    FamilyID(text: family), about: StudentID(text: student),
                    by: .first([.email]), desk, t))
        }
    }
}

@Test(arguments: Engine.reachable)
func `an audience gets each address once`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    #expect(
        try await fixture.audience() == [
            "asha at asha@example.org", "joon at home@example.org", "rosa at rosa@example.org",
            "yusuf at yusuf@example.org", "mei same-address",
        ])
}

@Test(arguments: Engine.reachable)
func `a contact is left out for the strongest reason`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    for change: SQL in [
        "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'asha'",
        "UPDATE guardianships SET may_receive = \(false) WHERE contact_id IN ('rosa', 'asha')",
        "DELETE FROM contact_addresses WHERE contact_id IN ('yusuf', 'asha')",
    ] { try await fixture.school.change(change) }
    try await fixture.stopBulk("home@example.org")
    #expect(
        try await fixture.audience() == [
            "asha no-contact", "joon suppressed", "mei suppressed", "rosa may-not-receive",
            "yusuf no-address",
        ])
}

@Test(arguments: Engine.reachable)
func `who stopped bulk notices is left out of them and not of an emergency`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.stopBulk("rosa@example.org")
    #expect(try await fixture.audience(isBulk: true).contains("rosa suppressed"))
    #expect(try await fixture.audience(isBulk: false).contains("rosa at rosa@example.org"))
}

@Test(arguments: Engine.reachable)
func `a second address takes the place of one that is stopped`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.school.add(
        .init("zoe", of: "zed", students: ["zac"], addresses: ["a@example.org", "b@example.org"]))
    try await fixture.stopBulk("a@example.org")
    #expect(try await fixture.audience().contains("zoe at b@example.org"))
}

@Test(arguments: Engine.reachable)
func `an audience is limited by grade and by language`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    var parent = SmallSchool.Parent("zoe", of: "zed", students: ["zac"], language: "zh-Hant")
    parent.grade = "K"
    try await fixture.school.add(parent)
    try await fixture.school.change(
        "UPDATE contacts SET chosen_language = 'en' WHERE id = 'rosa'")
    #expect(try await fixture.audience(.init(grade: "K")) == ["zoe at zoe@example.org"])
    #expect(try await fixture.audience(.init(language: "so")) == ["asha at asha@example.org"])
    #expect(try await fixture.audience(.init(language: "es")).isEmpty)
    #expect(try await fixture.audience(.init(language: "en")).contains("rosa at rosa@example.org"))
    #expect(try await fixture.audience(.init(language: "zh-Hans")).isEmpty)
    #expect(try await fixture.audience(.init(grade: "K", language: "so")).isEmpty)
}

@Test(arguments: Engine.reachable)
func `what concerns a child goes to its own family, over an edge to that child`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.school.add(.init("uncle", of: "hassan", students: ["cousin"]))
    var barred = SmallSchool.Parent("barred", of: "hassan", students: ["ali"])
    barred.noContact = true
    try await fixture.school.add(barred)
    #expect(
        try await fixture.family("hassan", about: "ali") == [
            "asha at asha@example.org", "barred no-contact", "uncle may-not-receive",
        ])
    #expect(try await fixture.family("warsame", about: "ali") == ["yusuf at yusuf@example.org"])
}

@Test(arguments: Engine.reachable)
func `an address gets one copy, however many pages lie between those who share it`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    for number in 0..<Audiences.page {
        let id = "p\(1_000 + number)"
        try await fixture.school.add(.init(id, of: id, students: ["s" + id]))
    }
    var barred = SmallSchool.Parent("a0", of: "a0", students: ["sa0"])
    barred.noContact = true
    try await fixture.school.add(barred)
    for (id, shared) in [
        ("q1", ["p1000@example.org"]), ("q2", ["a0@example.org"]), ("q3", ["a0@example.org"]),
        ("q4", ["asha@example.org", "q4@example.org"]), ("q5", ["q4@example.org"]),
    ] {
        try await fixture.school.add(.init(id, of: id, students: ["s" + id], addresses: shared))
    }
    let all = try await fixture.audience()
    #expect(all.count == Audiences.page + 5 + 6)
    #expect(
        all.filter { $0.hasPrefix("q") || $0.hasPrefix("a0") } == [
            // The first in the roster may not be told, so that the next one's copy goes there. Who
            // prefers an address that has its copy gets none at another.
            "q2 at a0@example.org", "q5 at q4@example.org", "a0 no-contact", "q1 same-address",
            "q3 same-address", "q4 same-address",
        ])
}
