import Localization
import MessageFormat
import People
import Store
import Synchronization

/// What is doubtful about translations that come in a file: what their words say by themselves,
/// the school's forbidden words, and names of the school in what should hold blanks.
///
/// The memory is the whole organisation's, so a child's name in it would be read by other schools.
final class MemoryDoubts: Sendable {
    private let terms: [String: [GlossaryTerm]]
    private let known: KnownWords
    private let finders = Mutex<[LanguageTag: (PrivateWords, PlainSentences)]>([:])
    /// Words of the names that the school has added, folded.
    private let given: Set<String>

    /// Reads the school's terms and names once for a whole file.
    init(_ desk: Desk, _ staff: StaffMember, _ t: borrowing Transaction) throws {
        terms = Dictionary(
            grouping: try Glossary().terms(of: staff.school.text, in: nil, t),
            by: \.language.language)
        known = try KnownNames(desk).ofEverybody(at: staff.school, t)
        given = known.names.reduce(into: []) { $0.formUnion(KnownWords.folded($1.full)) }
    }

    /// What a person should look at before it is taken.
    func doubts(_ unit: TMXUnit) -> [Doubt] {
        var doubts = TMXImport.doubts(unit)
        doubts += GlossaryCheck.findings(
            source: unit.source, target: unit.target, terms: terms(for: unit.pair.target)
        ).filter { $0.kind == .forbidden }
        if names(unit.source, unit.pair.source) || names(unit.target, unit.pair.target) {
            doubts.append(Doubt(.name))
        }
        return doubts
    }

    /// Those of the country where it has any, else those of the language.
    private func terms(for language: LanguageTag) -> [GlossaryTerm] {
        let own = terms[language.language] ?? []
        let best = LanguageTag.lookup([language], in: Set(own.map(\.language)))
        return own.filter { $0.language == best }
    }

    /// As closely as what leaves for a service: a name may be misspelt, cut up, glued, or written in
    /// another script. Only what holds nothing but plain words, none of them in a name, is passed.
    private func names(_ segment: TextSegment, _ language: LanguageTag) -> Bool {
        finders.withLock { finders in
            // Made for a language once, not for each of its sentences.
            let kept =
                finders.removeValue(forKey: language)
                ?? (PrivateWords(known, language), PlainSentences())
            let finder = kept.0
            var plain = kept.1
            defer { finders[language] = (finder, plain) }
            let isNobody = plain.nameNobody(segment.words) { word in
                KnownWords.folded(word).contains { given.contains($0) || known.others.contains($0) }
                    || finder.stand(in: TextSegment(words: word))
            }
            return !isNobody && finder.stand(in: segment)
        }
    }
}
