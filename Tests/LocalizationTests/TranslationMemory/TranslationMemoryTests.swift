import Engines
import MessageFormat
import Store
import Testing

@testable import Localization

@Suite struct TranslationMemoryTests {
    @Test(arguments: Engine.reachable)
    func `the same translation is one entry whose standing only rises`(_ engine: Engine)
        async throws
    {
        let memory = try await MemoryFixture(engine)
        #expect(try await memory.keep("Bring {$name1}.", "Keen {$name1}.", .draft).added == 1)
        #expect(try await memory.keep("Bring {$name1}.", "Keen {$name1}.", .draft).known == 1)
        let raised = try await memory.keep(
            "Bring {$name1}.", "Keen {$name1}.", .reviewed, reviewer: "hodan")
        #expect(raised.raised == 1 && raised.added == 0)
        #expect(try await memory.keep("Bring {$name1}.", "Keen {$name1}.", .machine).known == 1)
        let all = try await memory.all()
        #expect(all.count == 1)
        #expect(all.first?.standing == .reviewed && all.first?.reviewer == "hodan")
    }

    @Test(arguments: Engine.reachable)
    func `a reviewed translation takes the place of a machine's, not of a person's`(
        _ engine: Engine
    ) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("Thank you.", "Mahad.", .machine)
        try await memory.keep("Thank you.", "Mahadsanid!", .draft)
        #expect(try await memory.keep("Thank you.", "Mahadsanid.", .reviewed).replaced == 1)
        #expect(try await memory.keep("Thank you.", "Mahad celin.", .machine).known == 1)
        #expect(
            Set(try await memory.all().map(\.target.source)) == ["Mahadsanid!", "Mahadsanid."])
        #expect(try await memory.exact("Thank you.")?.target.source == "Mahadsanid.")
    }

    @Test(arguments: Engine.reachable)
    func `what is exact is the same words, marks, slots and languages`(_ engine: Engine)
        async throws
    {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("School is closed.", "Iskuulku waa xiran yahay.", .draft, at: 5)
        try await memory.keep("School is closed.", "Iskuulku wuu xiran yahay.", .draft, at: 9)
        #expect(
            try await memory.exact("School is closed.")?.target.source
                == "Iskuulku wuu xiran yahay.")
        #expect(try await memory.exact("School is closed!") == nil)
        #expect(
            try await memory.exact(
                "School is closed.", pair: LanguagePair(.english, MemoryFixture.tag("es"))) == nil)
    }

    @Test(arguments: Engine.reachable)
    func `a target that lacks a slot is not kept`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        let receipt = try await memory.keep([
            memory.entry("See {$name1}.", "Arag."), memory.entry("{$name1}!", "{$name2}!"),
            memory.entry("Hello", " "), memory.entry("Hi {$name1}", "{$name1} {$name1}"),
        ])
        #expect(receipt.refused == 4 && receipt.added == 0)
        #expect(try await memory.all().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a batch that says the same several ways is counted as it is kept`(_ engine: Engine)
        async throws
    {
        let memory = try await MemoryFixture(engine)
        let receipt = try await memory.keep([
            memory.entry("Yes.", "Haa.", .machine), memory.entry("Yes.", "Haa.", .reviewed),
            memory.entry("Yes.", "Haa.", .draft), memory.entry("YES", "HAA", .machine),
        ])
        #expect(receipt.added == 2 && receipt.raised == 1 && receipt.known == 1)
        #expect(try await memory.exact("Yes.")?.standing == .reviewed)
        #expect(try await memory.similar("yes").count == 2)
    }

    @Test(arguments: Engine.reachable)
    func `statistics, pages and removal agree`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep(
            (0..<20).map { try memory.entry("Bus \($0) is late.", "Bas \($0).", .draft) })
        let all = try await memory.all()
        #expect(all.count == 20 && all == all.sorted { $0.id < $1.id })
        let (store, kept) = (memory.database, memory.memory)
        let id = try #require(all.first?.id)
        #expect(try await store.write { try kept.remove(id, $0) })
        #expect(try await store.write { try !kept.remove(id, $0) })
        #expect(try await store.write { try !kept.remove(MemoryEntryID(text: "x"), $0) })
        let left = try await store.read { try kept.statistics($0) }
        #expect(left.map(\.entries) == [19] && left.first?.standing == .draft)
        let gone = try #require(all.first?.source.source)
        #expect(try await !memory.similar(gone).contains { $0.entry.id == id })
        #expect(try await memory.similar(all[1].source.source).first?.score == 1)
    }

    @Test(arguments: Engine.reachable)
    func `a source has a hundred translations at most`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        let receipt = try await memory.keep(
            (0..<250).map { try memory.entry("Yes.", "Haa \($0).", .draft) })
        #expect(receipt.added == 100 && receipt.refused == 150)
        #expect(try await memory.keep("Yes.", "Haa 7.", .reviewed).raised == 1)
        #expect(try await memory.exact("Yes.")?.target.source == "Haa 7.")
    }

    @Test(arguments: Engine.reachable)
    func `use is counted`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("Yes.", "Haa.")
        let id = try #require(try await memory.exact("Yes.")?.id)
        let kept = memory.memory
        try await memory.database.write { try kept.use([id, id, MemoryEntryID(text: "")], $0) }
        #expect(try await memory.exact("Yes.")?.uses == 2)
    }

    @Test func `an id says where its entry stands, and nothing else is one`() throws {
        for key in [
            MemoryKey(source: .min, target: .max), MemoryKey(source: -1, target: 0),
            MemoryKey(source: 77, target: -99),
        ] {
            #expect(MemoryKey(key.id) == key && key.id.text.count == 26)
        }
        for text in ["", "x", String(repeating: "z", count: 26), String(repeating: "i", count: 26)]
        {
            #expect(MemoryKey(MemoryEntryID(text: text)) == nil)
        }
    }
}
