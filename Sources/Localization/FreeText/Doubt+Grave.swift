extension Doubt.Kind {
    /// Whether a family should not read it before a person has.
    public var isGrave: Bool {
        switch self {
        case .addedNumber, .lostNumber, .addedLink, .wrongScript, .untranslated, .repeated,
            .forbidden, .negation, .similar, .tooShort, .slotOrder, .name, .hidden:
            true
        case .tooLong, .glossary, .meaning, .unlisted: false
        }
    }
}
