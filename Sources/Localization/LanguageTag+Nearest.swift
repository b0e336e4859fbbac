import MessageFormat

extension LanguageTag {
    /// The language that serves a reader: by RFC 4647 lookup, and where that finds none, the only
    /// one of the same language and script.
    ///
    /// A roster says `pt`, and the one Portuguese there is may be that of Brazil: its reader gets
    /// it rather than English. Where there are two, it is not for us to choose.
    public static func nearest(
        to wanted: LanguageTag, in available: some Collection<LanguageTag>
    ) -> LanguageTag? {
        if let found = lookup([wanted], in: available) { return found }
        let same = available.filter {
            $0.language == wanted.language && $0.likelyScript == wanted.likelyScript
        }
        return same.count == 1 ? same.first : nil
    }
}
