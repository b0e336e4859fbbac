import MessageFormat
import Wire

/// What a person should look at in a draft. It judges words alone, and is often wrong: nothing is
/// refused for a doubt.
public enum DraftCheck {
    /// The doubts about a draft.
    /// - Parameters:
    ///   - source: What was to be said.
    ///   - target: What a machine made of it.
    ///   - back: The target, translated back by a machine; nil where that was not done.
    ///   - pair: From which language into which.
    /// - Returns: In the order of ``Doubt/Kind``, each kind at most a few times; linear in the texts.
    public static func doubts(
        source: TextSegment, target: TextSegment, back: TextSegment?, pair: LanguagePair
    ) -> [Doubt] {
        let (from, to) = (source.words, target.words)
        var doubts = Figures.added(in: target, to: source).map { Doubt(.addedNumber, $0) }
        doubts += Figures.lost(from: source, in: target).filter { !Self.isSpelled($0, in: target) }
            .map { Doubt(.lostNumber, $0) }
        doubts += AddressWords.found(in: to).subtracting(AddressWords.found(in: from)).sorted()
            .map { Doubt(.addedLink, $0) }
        if let word = ScriptCheck.stranger(in: to, besides: from, pair.target) {
            doubts.append(Doubt(.wrongScript, word))
        }
        let said = PlainWords.found(in: to)
        if isUntranslated(PlainWords.found(in: from), said, pair) {
            doubts.append(Doubt(.untranslated))
        }
        if let doubt = LengthCheck.doubt(from, to, pair) { doubts.append(doubt) }
        if let words = Repetition.found(in: to, said, besides: from, pair.target) {
            doubts.append(Doubt(.repeated, words))
        }
        if let back { doubts += BackCheck.doubts(source, back, pair) }
        if SlotOrder.isDoubtful(source, target) { doubts.append(Doubt(.slotOrder)) }
        return doubts
    }

    /// A number of up to twelve is often written as a word; which, only a dictionary could tell. A
    /// larger one that is gone is told.
    private static func isSpelled(_ figure: String, in target: TextSegment) -> Bool {
        guard let value = Int(figure), (0...12).contains(value) else { return false }
        return target.words.contains(where: \.isLetter)
    }

    /// The same words in the same order, where there are enough of them for that to be no chance.
    private static func isUntranslated(
        _ before: [Substring.UnicodeScalarView], _ after: [Substring.UnicodeScalarView],
        _ pair: LanguagePair
    ) -> Bool {
        guard pair.source.language != pair.target.language else { return false }
        guard before.count >= 2 || (before.first?.count ?? 0) >= 5 else { return false }
        if before.elementsEqual(after, by: { $0.elementsEqual($1) }) { return true }
        guard before.count >= 4 else { return false }
        let known = Set(before.map { Substring($0) })
        return after.count { known.contains(Substring($0)) } * 5 >= before.count * 4
    }
}
