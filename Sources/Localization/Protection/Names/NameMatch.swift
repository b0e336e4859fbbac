/// What a word of a text has to do with a known name.
struct NameMatch {
    enum Certainty: Int, Comparable {
        /// Its letters, or a known short form, or with an ending of its language.
        case certain
        /// As certain, and an ordinary word as well: Grace, Will.
        case alsoWord
        /// Nearly its letters, or its sound.
        case near
        /// Nearly the name, and hard to tell from other words.
        case weak

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    let parts: [NameIndex.Part]
    let certainty: Certainty
    /// How the roster has it, where the text bends the name or spells it in another script.
    let listed: String?
}
