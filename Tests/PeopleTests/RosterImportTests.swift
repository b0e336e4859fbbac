import Engines
import MessageFormat
import Store
import Testing

@testable import People

/// Two families: a mother with two children, and a father with one.
private let small = [
    edge("s1", "c1", ["phone": "612 555 0101"]), edge("s2", "c1", ["phone": "612 555 0101"]),
    edge("s3", "c2", ["relation": "father"]),
]

private func changed(_ lines: [Line], _ place: Int, _ cells: Line) -> [Line] {
    lines.enumerated().map { $0 == place ? $1.merging(cells) { _, new in new } : $1 }
}

@Suite struct `A roster that is imported` {
    @Test(arguments: Engine.reachable)
    func `makes students, families, contacts, their addresses and what binds them`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        let difference = try await place.bring(small)
        #expect(difference.counts.students == RosterCount(added: 3))
        #expect(difference.counts.contacts == RosterCount(added: 2))
        #expect(difference.counts.families == RosterCount(added: 2))
        #expect(difference.counts.edges == RosterCount(added: 3))
        #expect(difference.counts.addresses == RosterCount(added: 3))
        let contact = try #require(try await place.contact("c1"))
        #expect(contact.fullName == "Contact c1")
        #expect(contact.homeLanguage.text == "so")
        #expect(contact.chosenLanguage == nil)
        let (phones, edges) = try await place.database.read { t in
            (
                try Contacts().addresses(of: contact.id, .sms, t),
                try ContactRule().edges(of: contact.id, t)
            )
        }
        #expect(phones.map(\.address) == ["+16125550101"])
        #expect(phones.map(\.original) == ["612 555 0101"])
        #expect(edges.count == 2)
        #expect(edges.allSatisfy { $0.mayReceive && !$0.noContact && $0.livesWith })
    }

    @Test(arguments: Engine.reachable)
    func `twice changes nothing the second time, and says so`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let file = try read(small.reversed())
        let again = try await place.difference(file)
        #expect(again.isEmpty)
        #expect(
            again.summary == ["The roster says what Parley already knows: nothing would change."])
        let outcome = try await place.apply(file, expecting: again.digest)
        #expect(outcome == .nothingToChange)
        #expect(outcome.sentence.contains("nothing was changed"))
        #expect(try await place.count("SELECT COUNT(*) AS n FROM roster_imports") == 1)
        #expect(try await place.count("SELECT COUNT(*) AS n FROM audit") == 1)
    }

    @Test(arguments: Engine.reachable)
    func `leaves the time zone that a liaison has set for a family`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        _ = try await place.database.write { t in
            try t.execute("UPDATE families SET time_zone = 'America/Denver'")
        }
        let changed = small.map { $0.merging(["home_language": "es"]) { $1 } }
        try await place.bring(changed)
        let families = try await place.database.read { t in
            try t.rows("SELECT time_zone, home_language FROM families").map {
                [try $0["time_zone"] as String?, try $0["home_language"] as String?]
            }
        }
        #expect(!families.isEmpty)
        #expect(families.allSatisfy { $0 == ["America/Denver", "es"] })
    }

    @Test(arguments: Engine.reachable)
    func `leaves a record of who did it, with counts and without names`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        let file = try read(small)
        let difference = try await place.difference(file)
        _ = try await place.apply(file, expecting: difference.digest)
        let (kept, audit) = try await place.database.read { t in
            (
                try #require(try t.row("SELECT * FROM roster_imports")),
                try #require(try t.row("SELECT * FROM audit"))
            )
        }
        #expect(try kept["digest"] as String == file.digest)
        #expect(try kept["staff_id"] as String == "amina")
        let counts = try fromJSON(kept["summary"], as: RosterCounts.self)
        #expect(counts == difference.counts)
        #expect(try audit["action"] as String == "roster.import")
        #expect(try audit["subject_id"] as String == kept["id"] as String)
        let details = try audit["details"] as String
        #expect(details.contains(#""students.added":"3""#))
        #expect(!details.contains("example.org") && !details.contains("Contact"))
    }

    @Test(arguments: Engine.reachable)
    func `changes what it carries and nothing else`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let before = try #require(try await place.contact("c2"))
        try await place.database.write { t in
            try t.execute("UPDATE contacts SET chosen_language = \("ar") WHERE id = \(before.id)")
        }
        let difference = try await place.bring(
            changed(
                small, 2,
                [
                    "home_language": "am", "grade": "6", "relation": "uncle", "unlisted": "yes",
                    "contact_given_name": "Bekele", "interpreter": "yes",
                ]))
        #expect(difference.counts.students == RosterCount(changed: 1))
        #expect(difference.counts.contacts == RosterCount(changed: 1))
        #expect(difference.counts.families == RosterCount(changed: 1))
        #expect(difference.counts.edges == RosterCount(changed: 1))
        #expect(difference.counts.addresses == RosterCount(changed: 1))
        #expect(difference.warnings.isEmpty)
        let after = try #require(try await place.contact("c2"))
        #expect(after.id == before.id)
        #expect(after.languages.map(\.text) == ["ar", "am"])
        #expect(after.needsInterpreter)
        #expect(after.givenName == "Bekele")
        let entry = try #require(difference.entries.listed.first { $0.kind == .student })
        #expect(entry.fields == [RosterFieldChange(field: "grade", from: "5", to: "6")])
        #expect(
            difference.details(limit: 1) == [
                "student changed: Student s3 (s3): grade \"5\" → \"6\"", "… and 4 more.",
            ])
    }

    @Test(arguments: Engine.reachable)
    func `keeps a suppressed address suppressed`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let before = try await place.database.read { t in
            try #require(try t.row("SELECT id FROM addresses WHERE address = \("c2@example.org")"))
        }
        try await place.bring(changed(small, 2, ["email": "new@example.org"]))
        try await place.bring(small)
        let after = try await place.database.read { t in
            try #require(try t.row("SELECT id FROM addresses WHERE address = \("c2@example.org")"))
        }
        // What is known of an address hangs on its id.
        #expect(try before["id"] as String == after["id"] as String)
    }

    @Test(arguments: Engine.reachable)
    func `makes two families of separated parents, each with the same child`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        try await place.bring([
            edge("s1", "mother", ["family": "north"]),
            edge("s1", "father", ["family": "south", "lives_with": "no"]),
        ])
        let school = place.school.id
        let families = try await place.database.read { t in
            let student = try #require(try Students().student(rosterKey: "s1", of: school, t))
            return try Families().families(of: student.id, t)
        }
        #expect(families.map(\.rosterKey).sorted() == ["north", "south"])
    }

    @Test(arguments: Engine.reachable)
    func `lets two families share one phone`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring([
            edge("s1", "c1", ["phone": "612-555-0199"]),
            edge("s2", "c2", ["phone": "+1 (612) 555-0199"]),
        ])
        let families = try await place.database.read { t in
            try Families().families(using: "+16125550199", .sms, t)
        }
        #expect(families.count == 2)
        #expect(
            try await place.count("SELECT COUNT(*) AS n FROM addresses WHERE channel = 'sms'") == 1)
    }

    @Test(arguments: Engine.reachable)
    func `tells who moves to another family`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let difference = try await place.bring(changed(small, 2, ["family": "f-c1"]))
        #expect(
            difference.moved.listed == [
                RosterMove(contact: "c2", name: "Contact c2 (c2)", from: "f-c2", to: "f-c1")
            ])
        #expect(difference.counts.movedContacts == 1)
        #expect(difference.counts.families == RosterCount(removed: 1))
        #expect(
            difference.summary.contains("  Contact c2 (c2) moves from family f-c2 to family f-c1."))
        let one = try #require(try await place.contact("c1"))
        let two = try #require(try await place.contact("c2"))
        #expect(one.family == two.family)
        // The empty family's row stays, for its cases belong to it.
        #expect(try await place.count("SELECT COUNT(*) AS n FROM families") == 2)
        #expect(try await place.difference(read(changed(small, 2, ["family": "f-c1"]))).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `calls out each change of who may be told`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        let first = try await place.bring(changed(small, 0, ["no_contact": "yes"]))
        #expect(
            first.callouts.listed.map(\.sentence) == [
                "Contact c1 (c1) must not be contacted about Student s1 (s1)."
            ])
        let next = try await place.difference(
            read([
                edge("s1", "c1", ["phone": "612 555 0101", "custody": "no"]),
                edge(
                    "s2", "c1",
                    ["phone": "612 555 0101", "no_contact": "yes", "may_receive": "no"]),
                edge("s3", "c2", ["relation": "father"]),
            ]))
        #expect(
            next.callouts.listed.map(\.description) == [
                "no-contact: yes → no", "custody: yes → no", "no-contact: no → yes",
                "may-receive: yes → no",
            ])
        #expect(next.counts.noContactChanges == 2)
        #expect(next.counts.custodyChanges == 1)
        #expect(next.counts.mayReceiveChanges == 1)
        #expect(next.summary.contains("Who may be told and who must not:"))
        let gone = try await place.difference(read(Array(small.dropFirst())))
        #expect(gone.callouts.listed.map(\.description) == ["no-contact: yes → gone"])
    }

    @Test(arguments: Engine.reachable)
    func `tells of students whom nobody may be told about`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        let difference = try await place.difference(
            read(changed(small, 2, ["may_receive": "no"])))
        #expect(difference.warnings.map(\.kind) == [.nobodyToTell])
        #expect(!difference.needsAllowance)
    }

    @Test(arguments: Engine.reachable)
    func `tells of telephones that mostly take no texts, and takes them`(
        _ engine: Engine
    ) async throws {
        for number in ["1-900-555-1234", "800-555-0199", "+44 20 7946 0958"] {
            let place = try await Place(engine)
            let difference = try await place.difference(read(changed(small, 2, ["phone": number])))
            #expect(difference.warnings.map(\.kind) == [.phonesWithoutTexts], "\(number)")
            #expect(difference.warnings.first?.sentence.hasPrefix("1 telephone ") == true)
            #expect(!difference.needsAllowance)
        }
        let place = try await Place(engine)
        #expect(try await place.difference(read(small)).warnings.isEmpty)
    }
}

@Suite struct `Whoever is gone from the roster` {
    @Test(arguments: Engine.reachable)
    func `becomes inactive, loses the edges, and can come back`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let before = try #require(try await place.contact("c2"))
        let left = try await place.bring(Array(small.dropLast()), allowRemoval: true)
        #expect(left.counts.students == RosterCount(removed: 1))
        #expect(left.counts.contacts == RosterCount(removed: 1))
        #expect(left.counts.families == RosterCount(removed: 1))
        #expect(left.counts.edges == RosterCount(removed: 1))
        #expect(left.counts.addresses == RosterCount())
        let gone = try #require(try await place.contact("c2"))
        #expect(!gone.isActive)
        #expect(try await place.count("SELECT COUNT(*) AS n FROM guardianships") == 2)
        #expect(try await place.count("SELECT COUNT(*) AS n FROM students") == 3)
        #expect(try await place.difference(read(Array(small.dropLast()))).isEmpty)

        let back = try await place.bring(small)
        #expect(back.counts.students == RosterCount(returned: 1))
        #expect(back.counts.contacts == RosterCount(returned: 1))
        #expect(back.counts.families == RosterCount(returned: 1))
        #expect(back.counts.edges == RosterCount(added: 1))
        let again = try #require(try await place.contact("c2"))
        #expect(again.isActive && again.id == before.id)
        #expect(try await place.difference(read(small)).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `is kept while more than a fifth would go, unless that is allowed`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        let ten = (0..<10).map { edge("s\($0)", "c\($0)") }
        try await place.bring(ten)
        let eight = try await place.difference(read(Array(ten.prefix(8))))
        #expect(!eight.needsAllowance)

        let file = try read(Array(ten.prefix(7)))
        let difference = try await place.difference(file)
        #expect(difference.warnings.map(\.kind) == [.studentsRemoved, .contactsRemoved])
        #expect(difference.summary.contains { $0.hasPrefix("STOP: 3 of 10 students") })
        let refusal = try await #require(throws: RosterRefusal.self) {
            try await place.apply(file, expecting: difference.digest)
        }
        #expect(refusal.description.contains("`allowRemoval`"))
        #expect(
            try await place.count("SELECT COUNT(*) AS n FROM students WHERE active = \(true)")
                == 10)
        _ = try await place.apply(file, expecting: difference.digest, allowRemoval: true)
        #expect(
            try await place.count("SELECT COUNT(*) AS n FROM students WHERE active = \(true)")
                == 7)
    }

    @Test(arguments: Engine.reachable)
    func `is not forgotten when an empty column takes all addresses`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        let ten = (0..<10).map { edge("s\($0)", "c\($0)") }
        try await place.bring(ten)
        let difference = try await place.difference(
            read((0..<10).map { edge("s\($0)", "c\($0)", ["email": ""]) }))
        #expect(difference.warnings.map(\.kind) == [.addressesLost])
        #expect(difference.needsAllowance)
    }

    @Test(arguments: Engine.reachable)
    func `is not looked for in families that were numbered anew`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring((0..<10).map { edge("s\($0)", "c\($0)") })
        let difference = try await place.difference(
            read((0..<10).map { edge("s\($0)", "c\($0)", ["family": "n\($0)"]) }))
        #expect(difference.warnings.map(\.kind) == [.contactsMoved])
        #expect(difference.moved.count == 10)
    }

    @Test(arguments: Engine.reachable)
    func `belongs to this school alone`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let other = School(
            id: SchoolID(text: "other"), name: "Other", timeZone: "UTC", language: .english,
            region: "US")
        let (roster, staff) = (place.roster, place.staff)
        let file = try read([edge("s1", "c1", ["phone": "612 555 0101"])])
        let counts = try await place.database.write { t in
            _ = try Schools().insert(other, at: Instant(milliseconds: 0), t)
            let difference = try roster.difference(file, school: other, t)
            _ = try roster.apply(
                file, school: other, staff: staff, expecting: difference.digest, t)
            return difference.counts
        }
        #expect(counts.students == RosterCount(added: 1))
        #expect(try await place.count("SELECT COUNT(*) AS n FROM students") == 4)
        // The address is one row for both, since whoever stops it stops it for both.
        #expect(try await place.count("SELECT COUNT(*) AS n FROM addresses") == 3)
        #expect(try await place.difference(read(small)).isEmpty)
    }
}

@Suite struct `Applying a roster` {
    @Test(arguments: Engine.reachable)
    func `is refused when the database has changed since it was shown`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        try await place.bring(small)
        let file = try read(changed(small, 0, ["grade": "6"]))
        let shown = try await place.difference(file)
        try await place.bring(changed(small, 2, ["grade": "7"]))
        await #expect(throws: RosterRefusal.databaseChanged) {
            try await place.apply(file, expecting: shown.digest)
        }
        #expect(
            try await place.count("SELECT COUNT(*) AS n FROM students WHERE grade = \("6")") == 0)
        #expect(RosterRefusal.databaseChanged.description.contains("look at the difference again"))
        let fresh = try await place.difference(file)
        #expect(fresh.digest != shown.digest)
        _ = try await place.apply(file, expecting: fresh.digest)
    }

    @Test(arguments: Engine.reachable)
    func `keeps nothing when it fails in the middle`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        let file = try read(small)
        let difference = try await place.difference(file)
        let (roster, school) = (place.roster, place.school)
        await #expect(throws: StoreError.self) {
            try await place.database.write { t in
                try roster.apply(
                    file, school: school, staff: StaffID(text: "nobody"),
                    expecting: difference.digest, t)
            }
        }
        for count in [
            try await place.count("SELECT COUNT(*) AS n FROM students"),
            try await place.count("SELECT COUNT(*) AS n FROM contacts"),
            try await place.count("SELECT COUNT(*) AS n FROM addresses"),
            try await place.count("SELECT COUNT(*) AS n FROM roster_imports"),
        ] {
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.reachable)
    func `is done once when two do it at the same moment`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        let file = try read(small)
        let digest = try await place.difference(file).digest
        async let one = place.apply(file, expecting: digest)
        async let two = place.apply(file, expecting: digest)
        let outcomes = try await [one, two]
        #expect(outcomes.count { $0 == .nothingToChange } == 1)
        #expect(try await place.count("SELECT COUNT(*) AS n FROM roster_imports") == 1)
        #expect(try await place.count("SELECT COUNT(*) AS n FROM students") == 3)
    }

    @Test(arguments: Engine.reachable)
    func `is refused for a school that is not there`(_ engine: Engine) async throws {
        let place = try await Place(engine)
        let file = try read(small)
        let roster = place.roster
        let staff = place.staff
        let nowhere = School(
            id: SchoolID(text: "nowhere"), name: "Nowhere", timeZone: "UTC", language: .english,
            region: "US")
        await #expect(throws: RosterRefusal.unknownSchool) {
            try await place.database.write { t in
                try roster.apply(file, school: nowhere, staff: staff, expecting: "", t)
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `of a whole district's worth of rows needs no more than one transaction`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        let file = try RosterFile.read(large(rows: 10_000), region: "US")
        #expect(file.rows == 10_000)
        let difference = try await place.difference(file)
        _ = try await place.apply(file, expecting: difference.digest)
        #expect(try await place.count("SELECT COUNT(*) AS n FROM guardianships") == 10_000)
        #expect(try await place.difference(file).isEmpty)
    }
}

/// Two parents with two children and one phone, again and again.
private func large(rows: Int) -> [UInt8] {
    var text = headers.joined(separator: ",") + "\n"
    for row in 0..<rows {
        let (family, student, contact) = (row / 4, row / 2, row / 4 * 2 + row % 2)
        text +=
            "s\(student),Given \(student),Family,5,c\(contact),Contact \(contact),Family,mother,"
        text += "so,c\(contact)@example.org,+1612\(5_550_000 + contact / 2 * 2),"
        text += "f\(family),yes,yes,yes,no,no,no\n"
    }
    return Array(text.utf8)
}
