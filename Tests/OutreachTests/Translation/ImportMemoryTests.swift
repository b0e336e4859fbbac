import Engines
import Foundation
import Localization
import Logging
import MessageFormat
import Store
import Synchronization
import Testing

@testable import Outreach

/// A file of an agency comes into the memory whole, if need be in two runs, and without what a
/// person should look at first.
@Suite struct ImportMemoryTests {
    private func importer(_ desk: Desk) -> ImportMemory { ImportMemory(desk, pause: { _ in }) }

    @Test(arguments: Engine.allCases)
    func
        `forbidden words and names of the school are doubtful, and stay out unless they are wanted`(
            _ engine: Engine
        ) async throws
    {
        let desk = try await TranslatingFixture(engine).desk
        _ = try await KeepGlossary(desk).put(
            GlossaryTerm(
                "counselor", in: try #require(LanguageTag("so")), approved: "la-taliye",
                forbidden: ["dhakhtar"]), by: "amina")
        let file = try TMXFile([
            ("The counselor is here.", "La-taliyuhu waa halkan."),
            ("The counselor called.", "Dhakhtar ayaa soo wacay."),
            ("Hassan was late.", "Hassan wuu soo daahay."),
        ])
        let plain = try await importer(desk).difference(file.url, .init(), by: "amina")
        #expect(plain.receipt.added == 1 && plain.doubtful == 2)
        #expect(plain.doubts.map { $0.doubts.map(\.kind) } == [[.forbidden], [.name]])
        #expect(plain.doubts.map(\.line) == [3, 4])
        let all = try await importer(desk).apply(
            file.url, .init(withDoubts: true), by: "amina")
        #expect(all.receipt.added == 3 && all.doubtful == 2)
    }

    @Test(arguments: Engine.allCases)
    func
        `a name that is misspelt, cut up or in another script is doubtful, and so is a hidden mark`(
            _ engine: Engine
        ) async throws
    {
        let desk = try await TranslatingFixture(engine).desk
        let file = try TMXFile([
            ("The book is here.", "Buuggu waa halkan."),
            ("We saw Hasssan here today.", "Maanta waan ku aragnay."),
            ("We saw Has-san today.", "Maanta waan aragnay."),
            ("We saw حسن today.", "Maanta waan aragnay."),
            ("The door is open.", "Albaabku waa \u{202E}furan yahay."),
            ("The door is shut.", "Albaabku &lt;b&gt;waa xiran&lt;/b&gt; yahay."),
        ])
        let report = try await importer(desk).difference(file.url, .init(), by: "amina")
        #expect(report.doubts.map(\.line) == [3, 4, 5, 6, 7])
        #expect(report.doubts.suffix(2).allSatisfy { $0.doubts.map(\.kind) == [.hidden] })
    }

    @Test(arguments: Engine.allCases)
    func `too many translations of a sentence are told before, and stand in the audit`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine).desk
        let file = try TMXFile(
            (0..<1_200).map { ("The door is open.", "Albaabku waa furan yahay \(letters($0))") })
        let terms = ImportMemory.Terms(withDoubts: true)
        let before = try await importer(desk).difference(file.url, terms, by: "amina").receipt
        let after = try await importer(desk).apply(file.url, terms, by: "amina").receipt
        #expect(before.added == 100 && before.refused == 1_100)
        #expect(after.added == 100 && after.refused == 1_100)
        let lines = try await desk.database.read { t in
            try t.rows(
                "SELECT action, details FROM audit WHERE subject_kind = 'memory' ORDER BY action"
            )
            .map { (try $0["action"] as String, try $0["details"] as String) }
        }
        #expect(lines.map(\.0) == ["memory.import", "memory.import-begin"])
        #expect(lines.last?.1.contains(file.url.lastPathComponent) == true)
        #expect(lines.first?.1.contains("1100") == true)
    }

    /// A word of its own for a number.
    private func letters(_ number: Int) -> String {
        String(String(number).compactMap { $0.wholeNumberValue.map { Array("abcdefghij")[$0] } })
    }

    @Test(arguments: Engine.allCases)
    func `a file that breaks off changes nothing`(_ engine: Engine) async throws {
        let desk = try await TranslatingFixture(engine).desk
        let file = try TMXFile(
            (0..<12_000).map { ("Sentence \($0) of ours", "Weedh \($0)") }, end: "")
        await #expect(throws: Refusal.self) {
            try await importer(desk).apply(file.url, .init(), by: "amina")
        }
        #expect(try await KeepMemory(desk).statistics(by: "amina").isEmpty)
        #expect(try await KeepMemory(desk).unfinished(by: "amina").isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `an import that was interrupted is told, and goes on where it stopped`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine).desk
        let file = try TMXFile(
            (0..<12_000).map {
                ("We meet in room \($0) of our school", "Waxaan ku kulannaa qolka \($0) ee dugsiga")
            })
        let portions = PortionCount()
        let interrupted = Task {
            try await ImportMemory(
                desk,
                pause: { _ in
                    if portions.next() == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            ).apply(file.url, .init(), by: "amina")
        }
        await #expect(throws: CancellationError.self) { try await interrupted.value }
        let waiting = try await KeepMemory(desk).unfinished(by: "amina")
        #expect(waiting.map(\.done) == [10_000])
        #expect(waiting.map(\.name) == [file.url.lastPathComponent])
        #expect(try await entries(desk) == 10_000)

        let report = try await importer(desk).apply(file.url, .init(), by: "amina")
        // Told for the whole file, of which two thousand were kept now.
        #expect(report.receipt.added == 12_000 && report.receipt.known == 0)
        #expect(report.translations == 12_000)
        #expect(try await entries(desk) == 12_000)
        #expect(try await KeepMemory(desk).unfinished(by: "amina").isEmpty)
        for room in [3, 11_999] {
            let found = try await similar("we meet in room \(room) of the school", desk)
            #expect(found.first?.target.source == "Waxaan ku kulannaa qolka \(room) ee dugsiga")
        }
        let again = try await importer(desk).apply(file.url, .init(), by: "amina")
        #expect(again.receipt.added == 0 && again.receipt.known == 12_000)
    }

    @Test(arguments: Engine.allCases)
    func `a worker builds a stale index anew, once, with what came meanwhile`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine).desk
        let memory = TranslationMemory(desk.source)
        let pair = LanguagePair(.english, try #require(LanguageTag("so")))
        func keep(_ numbers: Range<Int>) async throws {
            let entries = try numbers.map {
                NewMemoryEntry(
                    pair, source: try TextSegment(source: "We meet in room \($0) of our school"),
                    target: try TextSegment(source: "Qolka \($0)"), standing: .draft,
                    origin: .imported)
            }
            try await desk.database.write { t in _ = try memory.keep(entries, t) }
        }
        let keeper = KeepIndex(desk, log: Logger(label: "test"), pause: { _ in })
        #expect(try await keeper.run() == nil)
        try await keep(0..<1_500)
        let draft = try await memory.indexDraft(desk.database)
        try await keep(1_500..<1_510)
        let report = try await desk.database.write { t in try memory.takeIndex(draft, t) }
        #expect(report.segments == 1_510)
        #expect(try await keeper.run() == nil)
        for room in [7, 1_505] {
            let found = try await similar("we meet in room \(room) of the school", desk)
            #expect(found.first?.target.source == "Qolka \(room)")
        }
        try await keep(1_510..<5_000)
        #expect(try await keeper.run()?.segments == 5_000)
        #expect(try await keeper.run() == nil)
    }

    private func entries(_ desk: Desk) async throws -> Int {
        try await KeepMemory(desk).statistics(by: "amina").reduce(0) { $0 + $1.entries }
    }

    private func similar(_ words: String, _ desk: Desk) async throws -> [MemoryMatch] {
        try await KeepMemory(desk).search(by: "amina").similar(
            to: try TextSegment(source: words),
            LanguagePair(.english, try #require(LanguageTag("so"))))
    }
}

private final class PortionCount: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// A file of sentences with their translations into Somali, gone when it is let go.
private final class TMXFile: Sendable {
    let url: URL

    init(_ pairs: [(String, String)], end: String = "</body></tmx>") throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "memory-\(UUID().uuidString).tmx")
        let units = pairs.map { source, target in
            "<tu><tuv xml:lang='en'><seg>\(source)</seg></tuv>"
                + "<tuv xml:lang='so'><seg>\(target)</seg></tuv></tu>\n"
        }
        let text =
            "<tmx version='1.4'><header srclang='en'/><body>\n" + units.joined() + end
        try Data(text.utf8).write(to: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
