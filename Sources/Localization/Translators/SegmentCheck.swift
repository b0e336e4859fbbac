import MessageFormat

/// What is certainly wrong with a translated segment, whoever made it.
///
/// What may be right and looks odd is a ``Doubt``; what is found here never reaches a person as a
/// translation.
public enum SegmentCheck {
    /// The first thing that makes a target unusable; nil when nothing does. Linear.
    public static func damage(
        source: TextSegment, target: TextSegment, pair: LanguagePair
    ) -> SegmentDamage? {
        guard target.hasSameSlots(as: source) else { return .slots }
        let (from, to) = (source.words, target.words)
        if startsWithMark(behindSlot: target) { return .slots }
        if hasControls(to, beyond: from, pair.target) { return .control }
        if from.contains(where: \.isLetter), !to.contains(where: \.isLetter), !isOneWord(from) {
            return .empty
        }
        if to.allSatisfy(\.isWhitespace), !from.allSatisfy(\.isWhitespace) { return .empty }
        if hasMarkup(to, beyond: from) { return .markup }
        if !AddressWords.found(in: to).isSubset(of: AddressWords.found(in: from)) { return .link }
        if !Figures.added(in: target, to: source).isEmpty { return .figure }
        return isAbsurd(to, for: from) ? .length : nil
    }

    /// `a` or `the` before a slot may vanish; a sentence may not.
    private static func isOneWord(_ words: String) -> Bool {
        words.split(whereSeparator: { !$0.isLetter }).map(\.count).reduce(0, +) <= 3
    }

    /// A combining mark would change the last letter of what stands in the slot.
    private static func startsWithMark(behindSlot target: TextSegment) -> Bool {
        zip(target.parts, target.parts.dropFirst()).contains { before, after in
            guard case .slot = before, case .words(let words) = after,
                let scalar = words.unicodeScalars.first
            else { return false }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: return true
            default: return scalar == "\u{200D}"
            }
        }
    }

    private static func hasControls(
        _ to: String, beyond from: String, _ language: LanguageTag
    ) -> Bool {
        let known = Set(from.unicodeScalars)
        let isLatin = language.likelyScript == "Latn"
        let runsLeft = language.direction == .leftToRight
        return to.unicodeScalars.contains { scalar in
            if known.contains(scalar) { return false }
            switch scalar {
            // Joiners shape letters of Arabic and Indic scripts; marks order text from right to left.
            case "\u{200C}", "\u{200D}": return isLatin
            case "\u{200E}", "\u{200F}", "\u{61C}": return runsLeft
            // Khmer, Lao, Thai and Burmese may part words with it.
            case "\u{200B}": return isLatin || !runsLeft
            default: break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                return true
            default: return scalar == "\u{FFFD}"
            }
        }
    }

    private static let marks: Set<Character> = ["<", ">", "{", "}", "`", "|", "\\", "⟦", "⟧"]

    private static func hasMarkup(_ to: String, beyond from: String) -> Bool {
        let known = Set(from)
        if to.contains(where: { marks.contains($0) && !known.contains($0) }) { return true }
        for pair in ["**", "__", "##", "[["] where to.contains(pair) && !from.contains(pair) {
            return true
        }
        return hasEscape(to) && !hasEscape(from)
    }

    /// `&amp;`, `&#39;`: an escape that nobody took back.
    private static func hasEscape(_ text: String) -> Bool {
        text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().contains { rest in
            let name = rest.prefix(12).prefix { $0 != ";" }
            return !name.isEmpty && rest.dropFirst(name.count).first == ";"
                && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
        }
    }

    /// Chinese needs a third of English's letters, German half as many again.
    private static func isAbsurd(_ to: String, for from: String) -> Bool {
        let (was, now) = (from.unicodeScalars.count, to.unicodeScalars.count)
        return now > was * 8 + 80 || was > 60 && now * 16 < was
    }
}
