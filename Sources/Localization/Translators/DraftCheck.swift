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
        doubts(source: CheckedText(source), target: CheckedText(target), back: back, pair: pair)
    }

    /// The same of texts that were looked through.
    static func doubts(
        source: CheckedText, target: CheckedText, back: TextSegment?, pair: LanguagePair
    ) -> [Doubt] {
        var doubts = Figures.added(in: target, to: source).map { Doubt(.addedNumber, $0) }
        doubts += Figures.lost(from: source, in: target).filter { !Self.isSpelled($0, in: target) }
            .map { Doubt(.lostNumber, $0) }
        doubts += AddressWords.added(in: target, to: source).sorted().map { Doubt(.addedLink, $0) }
        if let word = ScriptCheck.stranger(in: target, besides: source, pair.target) {
            doubts.append(Doubt(.wrongScript, word))
        }
        if isUntranslated(source.words, target.words, pair) { doubts.append(Doubt(.untranslated)) }
        if let doubt = LengthCheck.doubt(source.words, target.words, pair) { doubts.append(doubt) }
        if let words = Repetition.found(in: target, besides: source, pair.target) {
            doubts.append(Doubt(.repeated, words))
        }
        if let back { doubts += BackCheck.doubts(source.segment, back, pair) }
        if SlotOrder.isDoubtful(source.segment, target.segment) { doubts.append(Doubt(.slotOrder)) }
        return doubts
    }

    /// A number of up to twelve is often written as a word; which, only a dictionary could tell. A
    /// larger one that is gone is told.
    private static func isSpelled(_ figure: String, in target: CheckedText) -> Bool {
        guard let value = Int(figure), (0...12).contains(value) else { return false }
        return target.text.contains(where: \.isLetter)
    }

    /// The same words in the same order, where there are enough of them for that to be no chance.
    private static func isUntranslated(
        _ before: PlainWords, _ after: PlainWords, _ pair: LanguagePair
    ) -> Bool {
        guard pair.source.language != pair.target.language else { return false }
        guard before.words.count >= 2 || before.letters >= 5 else { return false }
        if before.isSame(as: after) { return true }
        guard before.words.count >= 4 else { return false }
        let isMost = { (count: Int) in count * 5 >= before.words.count * 4 }
        guard isMost(before.sharedAtMost(with: after)) else { return false }
        let known = Set(before.texts)
        return isMost(after.texts.count(where: known.contains))
    }
}
