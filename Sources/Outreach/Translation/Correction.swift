import Localization
import MessageFormat

/// What a reviewer wrote for one sentence, held against its source.
struct Correction {
    let target: TextSegment
    let doubts: [Doubt]

    /// - Throws: ``Refusal`` that says which blank is lost, doubled or unknown.
    init(
        _ words: String, of sentence: DraftSentence, _ pair: LanguagePair, _ terms: [GlossaryTerm]
    ) throws(Refusal) {
        let clean = try TypedWords(words, "The translation", limit: 4_000, isLine: false).text
        do throws(TextSegment.SourceProblem) {
            target = try TextSegment(source: clean)
        } catch {
            throw Refusal("Sentence \(sentence.number): \(error.description)")
        }
        guard target.hasSameSlots(as: sentence.source) else {
            throw Refusal(Self.difference(target, sentence))
        }
        doubts =
            DraftCheck.doubts(source: sentence.source, target: target, back: nil, pair: pair)
            + GlossaryCheck.findings(
                source: sentence.source, target: target, terms: terms)
    }

    private static func difference(_ target: TextSegment, _ sentence: DraftSentence) -> String {
        func count(_ slots: [TextSegment.Slot]) -> [TextSegment.Slot: Int] {
            slots.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        let (wanted, given) = (count(sentence.source.slots), count(target.slots))
        let all = Set(wanted.keys).union(given.keys).sorted { $0.name < $1.name }
        let differences = all.compactMap { slot -> String? in
            let (wants, has) = (wanted[slot] ?? 0, given[slot] ?? 0)
            guard wants != has else { return nil }
            return "{$\(slot.name)} stands \(has == 0 ? "nowhere" : "\(has) times"), and "
                + "\(wants == 0 ? "not at all" : "\(wants) times") in the English"
        }
        return "Sentence \(sentence.number): " + differences.joined(separator: "; ")
            + ". Keep every blank, spelled as in the English."
    }
}
