import Engines
import People
import Store
import Testing

@testable import Cases

@Test(arguments: Engine.reachable)
func `entries stand in the order in which they were added, also within one moment`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    try await fixture.database.write { t in
        for number in 0..<20 {
            try fixture.timeline.add(
                NewEntry(.note, by: .staff(fixture.amina), "\(number)"), to: file, t)
        }
    }
    fixture.clock.advance(.seconds(1))
    try await fixture.database.write { t in
        try fixture.timeline.add(NewEntry(.note, by: .system, "20"), to: file, t)
    }
    let entries = try await fixture.entries(of: file)
    #expect(entries.map(\.words) == (0...20).map(String.init))
    #expect(entries.last?.at == fixture.clock.now)
    #expect(entries.first?.at == fixture.clock.now - .seconds(1))
}

@Test(arguments: Engine.reachable)
func `an entry from a clock that ran ahead does not drag the later ones along`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    let ahead = Timeline(FixedClock(fixture.clock.now + .seconds(86_400)).source)
    let now = fixture.clock.now
    try await fixture.database.write { t in
        try ahead.add(NewEntry(.note, by: .system, "tomorrow"), to: file, t)
        try fixture.timeline.add(NewEntry(.note, by: .system, "today"), to: file, t)
    }
    let entries = try await fixture.entries(of: file)
    #expect(entries.map(\.words) == ["today", "tomorrow"])
    #expect(entries.first?.at == now)
}

@Test(arguments: Engine.reachable)
func `an entry comes back as it was written, for the family of its case`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    var entry = NewEntry(
        .reply, by: .contact(ContactID(text: "asha")), "نعم، سأحضر 👍\nشكرا", language: "ar")
    entry.channel = .email
    entry.subject = "Re: اجتماع"
    entry.details = ["answer": "yes", "attachments": "2"]
    entry.message = OutboundID(text: "m1")
    entry.inbound = InboundID(text: "i1")
    entry.evidence = "token"
    entry.isUnverified = true
    let written = entry
    try await fixture.database.write { t in try fixture.timeline.add(written, to: file, t) }
    let entries = try await fixture.entries(of: file)
    let read = try #require(entries.first)
    #expect(read.family == fixture.family)
    #expect(read.words == "نعم، سأحضر 👍\nشكرا")
    #expect(read.language == "ar")
    #expect(read.author == .contact(ContactID(text: "asha")))
    #expect(read.channel == .email)
    #expect(read.subject == "Re: اجتماع")
    #expect(read.details == ["answer": "yes", "attachments": "2"])
    #expect(read.message == OutboundID(text: "m1"))
    #expect(read.inbound == InboundID(text: "i1"))
    #expect(read.evidence == "token")
    #expect(read.isUnverified)
}

@Test(arguments: Engine.reachable)
func `each author is told from the others`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    let authors: [Author] = [
        .staff(fixture.amina), .contact(ContactID(text: "asha")), .family, .system,
    ]
    try await fixture.database.write { t in
        for author in authors {
            try fixture.timeline.add(NewEntry(.note, by: author, ""), to: file, t)
        }
    }
    #expect(try await fixture.entries(of: file).map(\.author) == authors)
}

@Test(arguments: Engine.reachable)
func `a timeline shows its own case only`(_ engine: Engine) async throws {
    let fixture = try await CaseFixture(engine)
    let (one, two) = (try await fixture.openCase(), try await fixture.openCase())
    try await fixture.database.write { t in
        try fixture.timeline.add(NewEntry(.note, by: .system, "one"), to: one, t)
        try fixture.timeline.add(NewEntry(.note, by: .system, "two"), to: two, t)
    }
    #expect(try await fixture.entries(of: two).map(\.words) == ["two"])
}

@Test(arguments: Engine.reachable)
func `a family waits from its last word until a member of staff writes something down`(
    _ engine: Engine
) async throws {
    let fixture = try await CaseFixture(engine)
    let file = try await fixture.openCase()
    let asha = Author.contact(ContactID(text: "asha"))
    // A call that reached nobody leaves the family waiting.
    var inVain = NewEntry(.call, by: .staff(fixture.amina), "")
    inVain.subject = "no-answer"
    let steps: [(NewEntry, isWaiting: Bool)] = [
        (NewEntry(.referral, by: .staff(fixture.amina), ""), false),
        (NewEntry(.notice, by: .system, ""), false), (NewEntry(.automatic, by: asha, ""), false),
        (NewEntry(.reply, by: asha, ""), true), (NewEntry(.notice, by: .system, ""), true),
        (inVain, true), (NewEntry(.call, by: .staff(fixture.amina), ""), false),
        (NewEntry(.reply, by: .family, ""), true),
    ]
    for step in steps {
        fixture.clock.advance(.seconds(1))
        let waiting = try await fixture.database.write { t in
            try fixture.timeline.add(step.0, to: file, t)
            return try fixture.timeline.waiting(at: fixture.schoolID, t)
        }
        #expect((waiting[file.id] != nil) == step.isWaiting, "\(step.0.kind)")
    }
    #expect(try await fixture.entries(of: file).last?.at == fixture.clock.now)
}
