import Engines
import Store
import Testing

@testable import People

@Test(arguments: Engine.reachable)
func `separated parents are two families with one child`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    try await school.add(.init("asha", of: "hassan", students: ["ali"]))
    try await school.add(.init("yusuf", of: "warsame", students: ["ali"]))
    try await school.database.read { t in
        let families = try Families().families(of: StudentID(text: "ali"), t)
        #expect(families.map(\.id.text) == ["hassan", "warsame"])
    }
}

@Test(arguments: Engine.reachable)
func `an address is known with every family that uses it`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    let shared = ["home@example.org"]
    try await school.add(.init("asha", of: "hassan", students: ["ali"], addresses: shared))
    try await school.add(.init("rosa", of: "lopez", students: ["ana"], addresses: shared))
    try await school.add(.init("old", of: "gone", students: ["ali"], addresses: shared))
    try await school.change("UPDATE contacts SET active = \(false) WHERE id = 'old'")
    try await school.database.read { t in
        let families = try Families().families(using: "home@example.org", .email, t)
        #expect(families.map(\.text) == ["hassan", "lopez"])
        let contacts = try Contacts().contacts(using: "home@example.org", .email, t)
        #expect(contacts.map(\.id.text) == ["asha", "rosa"])
        #expect(try Families().families(using: "home@example.org", .sms, t).isEmpty)
        #expect(try Families().families(using: "nobody@example.org", .email, t).isEmpty)
    }
}

@Test(arguments: Engine.reachable)
func `a contact's own language comes before the roster's, and the first address first`(
    _ engine: Engine
) async throws {
    let school = try await SmallSchool(engine)
    try await school.add(
        .init(
            "asha", of: "hassan", students: ["ali"], addresses: ["z@example.org", "a@example.org"],
            language: "so"))
    try await school.change("UPDATE contacts SET chosen_language = 'ar' WHERE id = 'asha'")
    try await school.database.read { t in
        let contact = try Contacts().contact(ContactID(text: "asha"), t)
        #expect(contact?.languages.map(\.text) == ["ar", "so"])
        let addresses = try Contacts().addresses(of: ContactID(text: "asha"), .email, t)
        #expect(addresses.map(\.address) == ["z@example.org", "a@example.org"])
    }
}

@Test(arguments: Engine.reachable)
func `an audience is limited by grade through its students`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    try await school.add(.init("asha", of: "hassan", students: ["ali"]))
    var other = SmallSchool.Parent("rosa", of: "lopez", students: ["ana"])
    other.grade = "K"
    try await school.add(other)
    try await school.database.read { t in
        let id = SchoolID(text: "school")
        let all = try Audiences().contacts(of: id, grade: nil, after: nil, t)
        #expect(all.map(\.id.text) == ["asha", "rosa"])
        let young = try Audiences().contacts(of: id, grade: "K", after: nil, t)
        #expect(young.map(\.id.text) == ["rosa"])
        #expect(try Audiences().contacts(of: id, grade: "9", after: nil, t).isEmpty)
        let second = try Audiences().contacts(of: id, grade: nil, after: "asha", t)
        #expect(second.map(\.id.text) == ["rosa"])
        #expect(try Audiences().count(of: id, grade: "K", t) == 1)
        let both = ["asha", "rosa"].map(ContactID.init(text:))
        #expect(try Audiences().edges(ofEach: both, grade: nil, t).count == 2)
        #expect(try Audiences().edges(ofEach: both, grade: "K", t).keys.map(\.text) == ["rosa"])
        let addresses = try Audiences().addresses(ofEach: both, [.email], t)
        #expect(addresses[ContactID(text: "asha")]?.map(\.address) == ["asha@example.org"])
        #expect(addresses[ContactID(text: "asha")]?.map(\.isShared) == [false])
    }
}

@Test(arguments: Engine.reachable)
func `a handle belongs to one member of staff, whatever its case`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    let double = StaffMember(
        id: StaffID(text: "x"), school: SchoolID(text: "school"), handle: "amina",
        name: "Another", role: .teacher, email: nil)
    let isNew = try await school.database.write { t in
        try Staff().insert(double, at: school.clock.now, t)
    }
    #expect(!isNew)
    let member = try await school.database.read { t in try Staff().member(handle: "AMINA", t) }
    #expect(member?.role == .liaison)
}

@Test(arguments: Engine.reachable)
func `the liaison of a school is one who still works there`(_ engine: Engine) async throws {
    let school = try await SmallSchool(engine)
    let id = SchoolID(text: "school")
    #expect(
        try await school.database.read { t in try Staff().liaison(of: id, t)?.handle } == "amina")
    try await school.change("UPDATE staff SET active = \(false) WHERE id = 'amina'")
    #expect(try await school.database.read { t in try Staff().liaison(of: id, t)?.handle } == nil)
}

@Test(arguments: Engine.reachable)
func `an audit row is kept with the change that it tells of, or not at all`(
    _ engine: Engine
) async throws {
    struct Stop: Error {}
    let school = try await SmallSchool(engine)
    let audit = Audit(school.clock.source)
    let record: @Sendable (borrowing Transaction) throws -> Void = { t in
        try audit.record(
            "case.note", by: StaffID(text: "amina"), on: ("case", "c1"),
            details: ["b": "2", "a": "1"], t)
    }
    try await school.database.write(record)
    await #expect(throws: Stop.self) {
        try await school.database.write { t in
            try record(t)
            throw Stop()
        }
    }
    #expect(try await school.count("SELECT COUNT(*) AS n FROM audit") == 1)
    let details = try await school.database.read { t -> String? in
        try t.row("SELECT details FROM audit")?["details"]
    }
    #expect(details == #"{"a":"1","b":"2"}"#)
}

@Test(arguments: Engine.reachable)
func `a reference that is taken is passed over, and the search ends`(
    _ engine: Engine
) async throws {
    let school = try await SmallSchool(engine)
    try await school.database.write { t in
        var tried: [String] = []
        try Reference(school.clock.source).claim(t) { reference, _ in
            tried.append(reference)
            return tried.count == 3
        }
        #expect(Set(tried).count == 3)
        #expect(tried.allSatisfy { $0.count == 5 })
    }
    await #expect(throws: StoreError.self) {
        try await school.database.write { t in
            try Reference(school.clock.source).claim(t) { _, _ in false }
        }
    }
}
