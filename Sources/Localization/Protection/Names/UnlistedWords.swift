import MessageFormat

/// Words that may be somebody's name and are on no list.
///
/// What can be seen are capitals: within a sentence, and in English also at its beginning where
/// the word is no ordinary one; and what stands behind `Mr.` or `named`. German writes every noun
/// with a capital, and Arabic, Hindi, Chinese or Amharic have none: there only cues are left.
struct UnlistedWords {
    let scan: TextScan
    let context: SentenceContext
    let language: LanguageTag
    let ordinary: Set<String>

    func remarks(_ findings: Findings) -> [NameFinder.Remark] {
        scan.tokens.indices.filter { findings.isFree($0) && isSuspect($0) }
            .map { NameFinder.Remark(kind: .unlisted, token: $0) }
    }

    private var isEnglish: Bool { language.language == "en" }

    private func isSuspect(_ index: Int) -> Bool {
        let token = scan.tokens[index]
        guard token.kind == .word, token.range.count >= 2, !ordinary.contains(token.folded),
            !OrdinaryCapitals.contains(token.folded), !isEnding(index)
        else { return false }
        let isKnown = isEnglish && EnglishWords.contains(token.folded)
        if NameCues.isIntroduced(scan, index), token.isCapitalised || !isKnown && isEnglish {
            return token.isCapitalised || introducesName(index)
        }
        // "mr walker": somebody, though the word is one.
        if isEnglish, NameCues.isTitledWord(scan, index), !NameCues.isFunctionWord(token.folded) {
            return true
        }
        guard token.isCapitalised, !isKnown, language.language != "de" else { return false }
        // IEP, PTA: letters alone. Of a text all in capitals only what is no word is told.
        if token.isShouted, !context.isShouted(index), token.range.count <= 5 { return false }
        if context.isShouted(index) { return isEnglish }
        return isEnglish || !context.isStart(index)
    }

    /// "a student named mulki" and "called mulki"; not "my son today".
    private func introducesName(_ index: Int) -> Bool {
        guard let before = scan.previous(index), let word = scan[before] else { return false }
        return ["named", "mr", "mrs", "ms", "dr"].contains(word.folded)
    }

    private func isEnding(_ index: Int) -> Bool {
        scan[index - 1]?.isMark("'’ʼ") == true && scan[index - 2]?.kind == .word
            && !scan.tokens[index].isCapitalised
    }
}
