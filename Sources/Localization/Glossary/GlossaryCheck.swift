import MessageFormat

/// Whether a translation has a school's words for its terms.
///
/// A doubt that is mostly wrong is soon read by nobody. So the check is lenient where it looks for
/// an approved word (any bent form will do, its words may stand apart) and strict where it looks
/// for a forbidden one.
public enum GlossaryCheck {
    /// What a person should look at: `.glossary` where a term of the source has none of its
    /// approved forms in the target, `.forbidden` where the target has a word that is not used.
    ///
    /// A forbidden word counts where its term stands in the source, and wherever its term has no
    /// approved form. One that is part of an approved form which stands there is not counted.
    /// - Parameters:
    ///   - source: English; slots such as `{$name1}` are passed over.
    ///   - target: The translation.
    ///   - terms: Those of the target's language.
    /// - Returns: At most one doubt of each kind for each term, in the order of the terms found.
    public static func findings(
        source: String, target: String, terms: [GlossaryTerm]
    ) -> [Doubt] {
        guard let language = terms.first?.language else { return [] }
        let terms = terms.filter { $0.language == language }
        let found = EnglishTerms(withoutSlots(source)).found(terms)
        let words = TargetWords(withoutSlots(target), language)
        let forms = found.flatMap(\.forms).filter(words.has)
        let rest = forms.reduce(words) { $0.without($1) }
        let lonely = terms.filter { term in term.forms.isEmpty && !found.contains(term) }
        var doubts: [Doubt] = []
        for term in found {
            if let preferred = term.forms.first, !term.forms.contains(where: words.has) {
                doubts.append(Doubt(.glossary, "\(term.term) → \(preferred)"))
            }
        }
        for term in found + lonely {
            if let word = term.forbidden.first(where: rest.hasJust) {
                doubts.append(Doubt(.forbidden, word))
            }
        }
        return doubts
    }

    /// The same for segments.
    public static func findings(
        source: TextSegment, target: TextSegment, terms: [GlossaryTerm]
    ) -> [Doubt] {
        findings(source: plain(source), target: plain(target), terms: terms)
    }

    private static func plain(_ segment: TextSegment) -> String {
        segment.parts.map { if case .words(let words) = $0 { words } else { " " } }.joined()
    }

    private static func withoutSlots(_ text: String) -> String {
        TMXText.parts(of: text).map { if case .words(let words) = $0 { words } else { " " } }
            .joined()
    }
}
