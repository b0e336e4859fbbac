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
    private let finders = Mutex<[LanguageTag: PrivateWords]>([:])

    /// Reads the school's terms and names once for a whole file.
    init(_ desk: Desk, _ staff: StaffMember, _ t: borrowing Transaction) throws {
        terms = Dictionary(
            grouping: try Glossary().terms(of: staff.school.text, in: nil, t),
            by: \.language.language)
        known = try KnownNames(desk).ofEverybody(at: staff.school, t)
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
    /// another script, so that no quick look knows a sentence to be free of them.
    private func names(_ segment: TextSegment, _ language: LanguageTag) -> Bool {
        finder(language).stand(in: segment)
    }

    /// Made for a language once, not for each of its sentences.
    private func finder(_ language: LanguageTag) -> PrivateWords {
        finders.withLock { finders in
            if let finder = finders[language] { return finder }
            let finder = PrivateWords(known, language)
            finders[language] = finder
            return finder
        }
    }
}
