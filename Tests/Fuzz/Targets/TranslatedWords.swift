import Engines
import Foundation
import Localization
import MessageFormat

/// A liaison's words on their way to a translation provider and back: what is private stays, whatever
/// stands round it, and no answer that has lost or bent a blank is taken.
struct TranslatedWords: FuzzTarget {
    private let mutation: Mutation
    private let protectors: [Protector]
    private let pairs: [LanguagePair]

    init(_ corpus: Corpus) throws {
        mutation = Mutation(
            corpus.sentences + SchoolOfWords.sentences.map { Array($0.utf8) },
            words: SchoolOfWords.words)
        guard let today = CalendarDay("2026-11-26") else { throw FuzzFinding("no such day") }
        pairs = ["en es", "en ar", "es en", "so en", "ru en"].compactMap {
            let tags = $0.split(separator: " ").compactMap { LanguageTag(String($0)) }
            return tags.count == 2 ? LanguagePair(tags[0], tags[1]) : nil
        }
        protectors = pairs.map {
            Protector(
                known: SchoolOfWords.known, language: $0.source, today: today,
                timeZone: "America/Chicago", region: "US")
        }
    }

    mutating func input(_ chance: inout SeededGenerator) -> [UInt8] {
        Array(mutation.input(&chance).prefix(20_000))
    }

    mutating func read(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        var chance = SeededGenerator(
            state: input.reduce(14_695_981_039_346_656_037) {
                ($0 ^ UInt64($1)) &* 1_099_511_628_211
            })
        let index = Int.random(in: 0..<protectors.count, using: &chance)
        let protected = protectors[index].protect(text)
        try holds(
            protected.original.unicodeScalars.elementsEqual(text.unicodeScalars),
            "put together again it is another text")
        for sentence in protected.sentences {
            let slots = Set(sentence.segment.slots)
            try holds(slots == Set(sentence.values.keys), "a blank has no value")
            for case .words(let words) in sentence.segment.parts { try isPrivate(words) }
        }
        try travels(protected, pairs[index], &chance)
    }

    /// To a provider and back, with an answer that is broken in many ways.
    private func travels(
        _ protected: ProtectedText, _ pair: LanguagePair, _ chance: inout SeededGenerator
    ) throws {
        let kind = ServiceKind.allCases.randomElement(using: &chance) ?? .deepl
        let most = kind == .apertium ? 1 : 6
        let segments = protected.sentences.prefix(most).map(\.segment)
        let way = Int.random(in: 0...1, using: &chance)
        let trial = AnswerTrial(segments, pair, to: kind, way: way)
        guard !segments.isEmpty, let texts = trial.texts, texts.count == segments.count else {
            return
        }
        for text in texts { try isPrivate(text) }
        var answer = BrokenAnswer(kind: kind, chance: chance)
        let taken = trial.taken(from: answer.body(texts))
        try holds(taken.count == segments.count, "not as many answers as sentences")
        for (target, segment) in zip(taken, segments) {
            guard let target else { continue }
            try holds(target.hasSameSlots(as: segment), "an answer with other blanks was taken")
        }
        // Sentences without an answer stand as they were written.
        let targets = zip(taken, segments).map { $0 ?? $1 }
        let restored = protected.restored(targets, in: pair.target)
        for sentence in protected.sentences.prefix(most) {
            for value in sentence.values.values where value.person != nil {
                guard case .text = value.meaning,
                    value.original.allSatisfy({ $0.isASCII && $0.isLetter })
                else {
                    continue
                }
                try holds(restored.contains(value.original), "a name is missing in what is read")
            }
        }
    }

    /// An oracle that knows nothing of the rules: runs of letters, compared.
    private func isPrivate(_ words: String) throws {
        for word in words.utf8.split(whereSeparator: { !SchoolOfWords.isLetter($0) }) {
            let small = String(decoding: word, as: UTF8.self).lowercased()
            try holds(!SchoolOfWords.secret.contains(small), "a name is in what leaves")
        }
    }
}
