import Cases
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Delivery
@testable import Outreach

@Test(arguments: Engine.reachable)
func `words that may be anybody's are marked, and neither they nor a wish are told to the teacher`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    for handle in ["amina", "tom"] { try await fixture.choose(.each, for: handle) }
    let file = try await fixture.refer()
    let message = try await fixture.invite(file).message
    _ = try await ChooseNotifications(fixture.desk).share(file.reference, isOn: true, by: "amina")
    // The From line alone.
    try await fixture.receive(FamilyMail("Mahadsanid."))
    let mails = try await fixture.tellStaff()
    #expect(mails.map { $0.to.first?.address } == ["amina@school.example"])
    #expect(mails.first?.subject.hasSuffix("sender not verified") == true)
    try await fixture.receive(try await fixture.answer("STOP", to: message))
    #expect(try await fixture.tellStaff().map { $0.to.first?.address } == ["amina@school.example"])
}

@Test(arguments: Engine.reachable)
func `where the liaison has no mailbox the school's others are told, but not for who wants none`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.school.change(
        """
        INSERT INTO staff (id, school_id, handle, name, role, email, active, created_at)
        VALUES ('zoe', 'school', 'zoe', 'Zoe', 'liaison', 'zoe@school.example', \(true), 1)
        """)
    let message = try await fixture.invite(try await fixture.refer()).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    fixture.clock.advance(.seconds(3_600))
    #expect(try await fixture.tellStaff().map { $0.to.first?.address } == ["zoe@school.example"])
    try await fixture.giveStaffMailboxes()
    try await fixture.choose(.never)
    try await fixture.receive(try await fixture.answer("Haye.", to: message))
    fixture.clock.advance(.seconds(7_200))
    #expect(try await fixture.tellStaff().isEmpty)
}

@Test(arguments: Engine.reachable)
func `what waits follows a new choice`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    try await fixture.choose(.digest(hours: 168))
    let message = try await fixture.invite(try await fixture.refer()).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    try await fixture.choose(.digest(hours: 1))
    fixture.clock.advance(.seconds(3_600))
    #expect(try await fixture.tellStaff().count == 1)
    try await fixture.receive(try await fixture.answer("Haye.", to: message))
    try await fixture.choose(.never)
    try await fixture.choose(.each)
    #expect(try await fixture.tellStaff().isEmpty)
}

@Test(arguments: Engine.reachable)
func `a mail to staff that comes back is no arrival, and an answer to one is told to nobody`(
    _ engine: Engine
) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    try await fixture.choose(.each)
    let message = try await fixture.invite(try await fixture.refer()).message
    try await fixture.receive(try await fixture.answer("Mahadsanid.", to: message))
    let post = StaffPost()
    await fixture.staffWorker(post).runDue()
    let sent = try #require(post.mails.first)
    let back = try await fixture.receive(sent.bytes, to: [DeskFixture.liaison])
    #expect(back.outcome == .loop)
    var answer = FamilyMail("Thanks.")
    answer.inReplyTo = try sent.mail().messageID
    #expect(try await fixture.receive(answer).outcome == .triage)
    #expect(try await fixture.tellStaff().isEmpty)
}

@Test(arguments: Engine.reachable)
func `another school's liaison changes nobody's mailbox or choice`(_ engine: Engine) async throws {
    let fixture = try await DeskFixture(engine)
    try await fixture.giveStaffMailboxes()
    try await fixture.school.change(
        """
        INSERT INTO schools (id, name, time_zone, language, region, created_at)
        VALUES ('other', 'Other', 'America/Chicago', 'en', 'US', 0)
        """)
    try await fixture.school.change(
        """
        INSERT INTO staff (id, school_id, handle, name, role, email, active, created_at)
        VALUES ('zoe', 'other', 'zoe', 'Zoe', 'liaison', 'zoe@other.example', \(true), 1)
        """)
    let choose = ChooseNotifications(fixture.desk)
    await #expect(throws: Refusal.self) {
        try await choose.setEmail("zoe@other.example", of: "amina", by: "zoe")
    }
    await #expect(throws: Refusal.self) { try await choose.set(.never, of: "amina", by: "zoe") }
}

@Test func `what waits for staff is found by an index, however much has been told`() async throws {
    let fixture = try await DeskFixture(.sqlite)
    let plans = try await fixture.database.read { t in
        try [
            t.rows(
                """
                EXPLAIN QUERY PLAN SELECT due_at FROM staff_notes
                WHERE staff_id = 'amina' AND mail_id IS NULL ORDER BY due_at LIMIT 1
                """),
            t.rows(
                """
                EXPLAIN QUERY PLAN SELECT DISTINCT staff_id FROM staff_notes
                WHERE mail_id IS NULL AND due_at <= 5 ORDER BY staff_id
                """),
            t.rows("EXPLAIN QUERY PLAN " + StaffMails.due(fixture.clock.now)),
        ].map { rows in try rows.map { try $0["detail"] as String }.joined(separator: "; ") }
    }
    #expect(plans[0].contains("staff_notes_due"), "\(plans)")
    #expect(plans[1].contains("staff_notes_due"), "\(plans)")
    #expect(plans[2].contains("staff_mails_due"), "\(plans)")
}
