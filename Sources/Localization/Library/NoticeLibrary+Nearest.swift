import MessageFormat

extension NoticeLibrary {
    /// The language that serves a reader: the nearest one that is usable, else the nearest at all.
    ///
    /// A folder that somebody has begun for `es-MX` must not take from its readers what `es` has.
    /// - Parameters:
    ///   - wanted: The reader's language.
    ///   - isUsable: Whether a language has what is asked for.
    /// - Returns: `nil` when no catalog is near.
    /// - Throws: ``LocalizationProblem/brokenCatalog(_:_:)`` where one that might serve has an error.
    func nearest(
        to wanted: LanguageTag, where isUsable: (LanguageTag) -> Bool
    ) throws(LocalizationProblem) -> LanguageTag? {
        let first = LanguageTag.nearest(to: wanted, in: languages)
        if let first {
            try prepare(first)
            if isUsable(first) { return first }
        }
        var relatives: [LanguageTag] = []
        for language in languages where language.language == wanted.language {
            try prepare(language)
            if isUsable(language) { relatives.append(language) }
        }
        return LanguageTag.nearest(to: wanted, in: relatives) ?? first
    }
}
