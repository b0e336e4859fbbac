import Localization
import MessageFormat
import People
import Store

/// What is doubtful about translations that come in a file: what their words say by themselves,
/// the school's forbidden words, and names of the school in what should hold blanks.
///
/// The memory is the whole organisation's, so a child's name in it would be read by other schools.
struct MemoryDoubts: Sendable {
    private let terms: [String: [GlossaryTerm]]
    private let known: KnownWords

    /// Reads the school's terms and names once for a whole file.
    init(_ desk: Desk, _ staff: StaffMember, _ t: borrowing Transaction) throws {
        terms = Dictionary(
            grouping: try Glossary().terms(of: staff.school.text, in: nil, t),
            by: \.language.language)
        var known = KnownWords()
        let others = try desk.translating.rosterNames.others(
            of: staff.school, now: desk.source.now(), t)
        known.others = others
        for (word, kind) in try SchoolWords(desk.source).all(of: staff.school, t)
        where kind == .ordinary {
            known.ordinary.formUnion(KnownWords.folded(word))
        }
        known.ordinary = known.ordinary.filter { !others.contains($0) }
        self.known = known
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

    /// Most sentences hold no word of any name, which is known at once; the others are looked at as
    /// closely as what leaves for a service.
    private func names(_ segment: TextSegment, _ language: LanguageTag) -> Bool {
        let words = segment.words
        let mayName =
            KnownWords.folded(words).contains { known.others.contains($0) }
            || words.contains { $0 == "@" || $0.isNumber }
        return mayName && known.stand(in: segment, language)
    }
}
