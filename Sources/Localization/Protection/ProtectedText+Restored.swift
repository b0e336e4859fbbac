import MessageFormat

extension ProtectedText {
    /// The text in a reader's language: translated sentences with what stood in the slots.
    ///
    /// Dates, times, numbers and amounts are written as that language and its country write them;
    /// names, places, phone numbers and links stand as they were written, isolated where they run
    /// the other way. In the text's own language everything stands as it was written.
    ///
    /// - Parameters:
    ///   - targets: One for each sentence, in order. A sentence whose target is missing or has
    ///     other slots stands as it was written: damage is shown to nobody.
    ///   - language: What the targets are written in.
    ///   - dates: Names of months and days that replace ICU's, as the catalogs have them.
    ///   - digits: Which digits the school wants.
    /// - Returns: The text, with the line breaks and list marks of the original.
    public func restored(
        _ targets: [TextSegment], in language: LanguageTag, dates: DateWords? = nil,
        digits: DigitChoice = DigitChoice()
    ) -> String {
        let writer = SlotWriter(
            isOwn: language.language == setting.language.language
                && language.likelyScript == setting.language.likelyScript,
            language: language, setting: setting, dates: dates, digits: digits)
        var text = ""
        for (index, sentence) in sentences.enumerated() {
            text += sentence.before
            guard targets.indices.contains(index),
                targets[index].hasSameSlots(as: sentence.segment)
            else {
                text += sentence.original
                continue
            }
            for part in targets[index].parts {
                switch part {
                case .words(let words): text += words
                case .slot(let slot): text += sentence.values[slot].map(writer.text) ?? ""
                }
            }
        }
        return text + after
    }
}
