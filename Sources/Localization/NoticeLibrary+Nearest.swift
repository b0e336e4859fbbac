import MessageFormat

extension NoticeLibrary {
    /// The language that serves a reader: the nearest one that is usable, else the nearest at all.
    ///
    /// A folder that somebody has begun for `es-MX` must not take from its readers what `es` has.
    /// - Parameters:
    ///   - wanted: The reader's language.
    ///   - isUsable: Whether a language has what is asked for.
    /// - Returns: `nil` when no catalog is near.
    func nearest(
        to wanted: LanguageTag, where isUsable: (LanguageTag) -> Bool
    ) -> LanguageTag? {
        let first = LanguageTag.nearest(to: wanted, in: languages)
        if let first, isUsable(first) { return first }
        let relatives = languages.filter { $0.language == wanted.language && isUsable($0) }
        return LanguageTag.nearest(to: wanted, in: relatives) ?? first
    }
}
