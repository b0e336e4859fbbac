import Engines
import People
import Store
import Testing

@testable import Inbox

extension KeepingFixture {
    /// An arrival that waits in the tray with two candidates.
    func waiting(
        _ words: String = "Hello", isRead: Bool = true
    ) async throws -> (id: InboundID, candidates: [Lead]) {
        let bytes = Array("From: x@example.net\nSubject: Hi\n\n\(words)".utf8)
        let id = try await keep(arrival(String(decoding: bytes, as: UTF8.self))).id
        let family = FamilyID(text: "hassan")
        let candidates = [
            Lead(.token, family: family, contact: nil, caseID: nil),
            Lead(.sender, family: family, contact: nil, caseID: nil),
        ]
        let read = readMessage(bytes)
        try await database.write { t in
            // The same place twice is shown once.
            try tray.put(
                id, because: .severalFamilies, candidates: candidates + candidates.prefix(1), t)
            guard isRead else { return }
            try readings.insert(read, of: id, bodyDigest: "", .init(.triage), t)
        }
        return (id, candidates)
    }

    func items() async throws -> [TriageItem] {
        try await database.read { t in try tray.open(t) }
    }
}

@Test(arguments: Engine.reachable)
func `what waits is shown with its words, its reason and where it may belong`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    let (id, candidates) = try await fixture.waiting("When is the bus?")
    let item = try #require(try await fixture.items().first)
    #expect(item.inbound == id)
    #expect(item.reason == .severalFamilies)
    #expect(item.words == "When is the bus?")
    #expect(item.subject == "Hi")
    #expect(item.fromAddress == "x@example.net")
    #expect(item.kind == "new")
    #expect(item.state == "open")
    #expect(item.candidates.map(\.lead) == candidates)
    let named = try await fixture.database.read { t in
        try fixture.tray.find(named: item.reference.uppercased(), t)?.inbound
    }
    #expect(named == id)
}

@Test(arguments: Engine.reachable)
func `what could not even be read waits too`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let (id, _) = try await fixture.waiting(isRead: false)
    let item = try #require(try await fixture.items().first)
    #expect(item.inbound == id)
    #expect(item.kind == "unreadable")
    #expect(item.language == "und")
}

@Test(arguments: Engine.reachable)
func `an arrival stands in the tray once`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let (id, candidates) = try await fixture.waiting()
    try await fixture.database.write { t in
        try fixture.tray.put(id, because: .setAside, candidates: candidates, t)
    }
    let items = try await fixture.items()
    #expect(items.count == 1)
    #expect(items.first?.candidates.count == 2)
}

@Test(arguments: Engine.reachable)
func `two people who settle an item at once are not both right`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let (id, _) = try await fixture.waiting()
    let file = try await fixture.openCase()
    let won = try await withThrowingTaskGroup(of: Bool.self) { group in
        for target in [file, nil] {
            group.addTask {
                try await fixture.database.write { t in
                    try fixture.tray.settle(id, into: target, by: StaffID(text: "amina"), t)
                }
            }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(won == 1)
    #expect(try await fixture.items().isEmpty)
}

@Test(arguments: Engine.reachable)
func `the oldest waits on top`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let (first, _) = try await fixture.waiting("one")
    fixture.clock.advance(.seconds(1))
    let (second, _) = try await fixture.waiting("two")
    #expect(try await fixture.items().map(\.inbound) == [first, second])
}

@Test(arguments: Engine.reachable)
func `what a person assigned is filed by that person's word`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let (id, _) = try await fixture.waiting()
    let file = try await fixture.openCase()
    try await fixture.school.change(
        """
        INSERT INTO timeline (id, case_id, family_id, at, kind, author_kind, words, language,
            details, unverified)
        VALUES ('entry1', 'case1', 'hassan', 0, 'reply', 'family', '', 'und', '{}', \(false))
        """)
    let row = try await fixture.database.write { t in
        try fixture.readings.assign(id, to: file, entry: EntryID(text: "entry1"), t)
        try InboundQueue().assign(id, to: FamilyID(text: "hassan"), t)
        return try t.row(
            """
            SELECT readings.outcome, readings.evidence, readings.family_id AS family,
                inbound.family_id AS owner
            FROM readings JOIN inbound ON inbound.id = readings.raw_id
            """)
    }
    let values: [String] = try ["outcome", "evidence", "family", "owner"].map { name in
        try row?[name] ?? ""
    }
    #expect(values == ["filed", "staff", "hassan", "hassan"])
}
