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
        damage(source: CheckedText(source), target: CheckedText(target), pair: pair)
    }

    /// The same of texts that were looked through.
    static func damage(
        source: CheckedText, target: CheckedText, pair: LanguagePair
    ) -> SegmentDamage? {
        guard target.segment.hasSameSlots(as: source.segment) else { return .slots }
        let (from, to) = (source.text, target.text)
        if startsWithMark(behindSlot: target.segment) { return .slots }
        if target.may(.control), hasControls(to, beyond: from, pair.target) { return .control }
        // `a` or `the` before a slot may vanish; a sentence may not.
        if target.words.letters == 0, source.words.letters > 3 { return .empty }
        if to.unicodeScalars.allSatisfy(\.isBlank), !from.unicodeScalars.allSatisfy(\.isBlank) {
            return .empty
        }
        if hasEnglishMark(to), !hasEnglishMark(from) { return .markup }
        if target.may(.markup), hasMarkup(to, beyond: from) { return .markup }
        if !AddressWords.added(in: target, to: source).isEmpty { return .link }
        if !Figures.added(in: target, to: source).isEmpty { return .figure }
        return isAbsurd(target.signs.scalars, for: source.signs.scalars) ? .length : nil
    }

    /// A combining mark would change the last letter of what stands in the slot.
    private static func startsWithMark(behindSlot target: TextSegment) -> Bool {
        zip(target.parts, target.parts.dropFirst()).contains { before, after in
            guard case .slot = before, case .words(let words) = after,
                let scalar = words.unicodeScalars.first, scalar.value >= 0x300
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
        let isLatin = language.likelyScript == "Latn"
        let runsLeft = language.direction == .leftToRight
        // Made where there is something to look up in it.
        var known: Set<Unicode.Scalar>?
        return to.unicodeScalars.contains { scalar in
            // Letters and marks of ASCII and most of Latin's: nothing to look up.
            if (32..<127).contains(scalar.value) || (0xAE..<0x300).contains(scalar.value) {
                return false
            }
            guard isControl(scalar) else { return false }
            let own = known ?? Set(from.unicodeScalars)
            known = own
            return !own.contains(scalar)
        }

        func isControl(_ scalar: Unicode.Scalar) -> Bool {
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

    /// `EN:`, behind which a family expects the school's own English.
    private static func hasEnglishMark(_ text: String) -> Bool {
        text.holds("EN:")
            && text.split(whereSeparator: \.isWhitespace).contains { $0.hasPrefix("EN:") }
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
    private static func isAbsurd(_ now: Int, for was: Int) -> Bool {
        now > was * 8 + 80 || was > 60 && now * 16 < was
    }
}
