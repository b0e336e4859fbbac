import Engines
import Foundation
import MessageFormat
import Store
import Testing

@testable import Localization

@Suite struct SimilarSegmentsTests {
    @Test(arguments: Engine.reachable)
    func `a score counts words that differ`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("Please bring a warm coat on Monday", "Fadlan keen jaakad")
        let cases: [(text: String, score: Double)] = [
            ("Please bring a warm coat on Monday", 1.0),
            ("please bring a warm coat on Monday!", 0.99),
            ("Please bring a warm hat on Monday", 6.0 / 7),
            ("Please bring a coat on Monday", 6.0 / 7),
            ("Please bring a very warm coat on Monday", 7.0 / 8),
            ("Please also bring a very warm coat on Monday", 7.0 / 9),
        ]
        for (text, score) in cases {
            let best = try await memory.similar(text).first?.score ?? 0
            #expect(abs(best - score) < 1e-9, "\(text)")
        }
        #expect(try await memory.similar("Monday on coat warm a bring please").isEmpty)
        #expect(
            try await memory.similar("Please bring a warm hat on Monday", atLeast: 0.9).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `slots meet by their kind, and the target has those that were asked for`(
        _ engine: Engine
    ) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep(
            "Dear {$name1}, {$name2} was late for school again on {$date1}",
            "{$name2} ayaa daahay {$date1}, {$name1}")
        let match = try #require(
            try await memory.similar("{$name2}, {$name1} was late to school again on {$date1}")
                .first)
        #expect(abs(match.score - 0.8) < 1e-9)
        #expect(match.target.source == "{$name1} ayaa daahay {$date1}, {$name2}")
    }

    @Test(arguments: Engine.reachable)
    func `a match that names what the segment has not is left out`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep(
            "{$name1} and {$name2} were late for school today again", "{$name1} iyo {$name2}")
        #expect(try await memory.similar("{$name1} they were late for school today again").isEmpty)
        let match = try #require(
            try await memory.similar("{$name1} and {$name2} were late for school again").first)
        #expect(match.target.source == "{$name1} iyo {$name2}" && match.missing.isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a slot that a match lacks is named`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("Meet {$name1} at the school on {$date1} please", "{$name1} {$date1}")
        let match = try #require(
            try await memory.similar("Meet {$name1} at the school on {$date1} {$time1} please")
                .first
        )
        #expect(match.missing.map(\.name) == ["time1"])
    }

    @Test(arguments: Engine.reachable)
    func `one name twice is not two names`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        try await memory.keep("Ask {$name1} and also {$name1} to come", "{$name1} {$name1}")
        try await memory.keep("Ask {$name1} and also {$name2} to go", "{$name1} {$name2}")
        let twice = try await memory.similar("Ask {$name1} and also {$name1} to come")
        #expect(twice.map(\.score) == [1])
        let two = try await memory.similar("Ask {$name1} and also {$name2} to come")
        #expect(two.first.map { $0.score > 0.8 && $0.score < 0.9 } == true)
        #expect(two.first?.target.source == "{$name1} {$name2}")
    }

    @Test(arguments: [
        ("zh", "明天下午学校放学后请来接孩子", "明天上午学校放学后请来接孩子"),
        ("th", "พรุ่งนี้โรงเรียนปิดเพราะหิมะตกหนักมาก", "วันนี้โรงเรียนปิดเพราะหิมะตกหนักมาก"),
        ("km", "ថ្ងៃស្អែកសាលារៀនបិទដោយសារព្រិលធ្លាក់ខ្លាំង", "ថ្ងៃនេះសាលារៀនបិទដោយសារព្រិលធ្លាក់ខ្លាំង"),
    ])
    func `languages that write no blanks have words too`(
        _ language: String, _ kept: String, _ asked: String
    ) async throws {
        let memory = try await MemoryFixture(.sqlite)
        let pair = LanguagePair(MemoryFixture.tag(language), .english)
        try await memory.keep(kept, "It will be so.", pair: pair)
        let match = try #require(try await memory.similar(asked, pair: pair).first)
        #expect(match.score >= 0.75 && match.score < 0.99)
    }

    @Test(arguments: Engine.reachable)
    func `whatever is similar is found, as by comparing with all`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        var numbers = SeededNumbers(engine == .sqlite ? 1 : 2)
        var texts: [String] = []
        for _ in 0..<1_500 { texts.append(sentence(&numbers, like: texts)) }
        try await memory.keep(texts.prefix(700).map { try memory.entry($0, tongue($0)) })
        // Half of it is indexed by the words as they were counted, half with later ones.
        _ = try await memory.rebuild()
        try await memory.keep(texts.dropFirst(700).map { try memory.entry($0, tongue($0)) })
        let all = try await memory.all()
        var matches = 0
        for round in 0..<150 {
            let text = sentence(&numbers, like: texts)
            let segment = try TextSegment(source: text)
            let words = SegmentWords(segment, .english)
            let score = [0.75, 0.8, 0.9][round % 3]
            let expected = all.compactMap {
                MemoryMatch($0, to: segment, words, atLeast: score)
            }
            let found = try await memory.similar(text, atLeast: score, limit: 1_000)
            #expect(Set(found) == Set(expected), "\(text)")
            #expect(found.map(\.score) == expected.map(\.score).sorted(by: >))
            let best = try await memory.similar(text, atLeast: score, limit: 3)
            #expect(best.map(\.score) == found.prefix(3).map(\.score))
            matches += found.count
        }
        #expect(matches > 100)
    }

    @Test(arguments: Engine.reachable)
    func `building the index anew changes no answer`(_ engine: Engine) async throws {
        let memory = try await MemoryFixture(engine)
        var numbers = SeededNumbers(3)
        var texts: [String] = []
        for _ in 0..<600 { texts.append(sentence(&numbers, like: texts)) }
        try await memory.keep(texts.map { try memory.entry($0, tongue($0)) })
        let queries = (0..<40).map { _ in sentence(&numbers, like: texts) }
        var before: [[MemoryMatch]] = []
        for text in queries { before.append(try await memory.similar(text)) }
        let report = try await memory.rebuild()
        for (text, matches) in zip(queries, before) {
            #expect(try await memory.similar(text) == matches)
        }
        #expect(report.segments > 400 && report.blocks > 50)
        #expect(before.filter { !$0.isEmpty }.count > 20)
    }

    /// How long an answer takes, `BENCH=memory` says.
    @Test(arguments: Engine.reachable)
    func `a memory of the same ten words finds the one that is meant`(_ engine: Engine) async throws
    {
        let memory = try await MemoryFixture(engine)
        let words = "we will see you all in our school next week".split(separator: " ")
        var numbers = SeededNumbers(5)
        var entries: [NewMemoryEntry] = []
        for _ in 0..<20_000 {
            var order = words
            for index in order.indices { order.swapAt(index, numbers.next(order.count)) }
            let text = order.joined(separator: " ")
            entries.append(try memory.entry(text, tongue(text)))
        }
        try await memory.keep(entries)
        let text = words.joined(separator: " ")
        try await memory.keep(text, tongue(text))
        #expect(try await memory.similar(text.uppercased()).first?.score == 0.99)
    }

    @Test func `texts without words, or with very many, are found as the same alone`() async throws
    {
        let memory = try await MemoryFixture(.sqlite)
        let long = Array(repeating: "word", count: 5_000).joined(separator: " ")
        for text in ["!!!", "🎉", long] {
            try await memory.keep(text, "Hadal.")
            #expect(try await memory.similar(text).map(\.score) == [1])
        }
        #expect(try await memory.similar("???").isEmpty)
        #expect(try await memory.similar(long + " more").isEmpty)
        #expect(try await memory.similar("anything", limit: 0).isEmpty)
    }

    /// A target with the slots of a source.
    private func tongue(_ source: String) -> String {
        "Waa " + source.split(separator: " ").filter { $0.hasPrefix("{") }.joined(separator: " ")
    }

    /// Few words, some of them common, and many sentences that are nearly another.
    private func sentence(_ numbers: inout SeededNumbers, like texts: [String]) -> String {
        if !texts.isEmpty, numbers.next(3) > 0 {
            var words = texts[numbers.next(texts.count)].split(separator: " ").map(String.init)
            for _ in 0...numbers.next(3) {
                let place = numbers.next(words.count)
                switch numbers.next(4) {
                case 0: words.insert(word(&numbers), at: place)
                case 1 where words.count > 1: words.remove(at: place)
                case 2:
                    words[place] =
                        words[place].uppercased().hasPrefix("{")
                        ? words[place] : words[place].uppercased()
                default: words[place] = word(&numbers)
                }
            }
            return words.joined(separator: " ")
        }
        return (0..<(1 + numbers.next(16))).map { _ in word(&numbers) }.joined(separator: " ")
    }

    private func word(_ numbers: inout SeededNumbers) -> String {
        switch numbers.next(12) {
        case 0: "{$name1}"
        case 1: "{$name2}"
        case 2: "{$date1}"
        case 3...7: "c\(numbers.next(6))"
        default: "w\(numbers.next(150))"
        }
    }
}
