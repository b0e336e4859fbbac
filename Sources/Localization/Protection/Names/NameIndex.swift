/// The words of all known names, found by their letters, by letters that are nearly the same, and
/// by their sound.
struct NameIndex {
    /// A word of somebody's name.
    struct Part: Hashable {
        /// Which name in ``names``.
        let name: Int
        /// As the roster has it.
        let written: String
        /// Whether it is the name, or a short form or other spelling of it.
        let isVariant: Bool
    }

    let names: [KnownWords.Name]
    /// Which words of them are meant, though they are words too.
    let sure: Set<String>
    /// Everybody else.
    let others: OtherNames
    var exact: [String: [Part]] = [:]
    /// Words with a letter or two left out, and whose they are.
    var near: [String: [String]] = [:]
    var sounds: [String: [(word: String, letters: String)]] = [:]
    /// What stands before a word in the roster and belongs to it: `de la` before `cruz`.
    var before: [String: Set<[String]>] = [:]
    /// Names in Chinese characters, by the first.
    var ideographs: [String: [(text: [String], name: Int)]] = [:]
    /// Names that are written together in pinyin: `xiaoming`.
    var first: [Int: Set<String>] = [:]

    init(_ known: KnownWords) {
        names = known.names
        others = known.others
        sure = known.sure
        for (index, name) in names.enumerated() { add(name, index) }
        addForms()
        addNear()
        addSounds()
    }

    /// Words of names that differ by a letter or two, the nearest first.
    func near(_ folded: String) -> [(word: String, distance: Int)] {
        guard folded.count >= 3, folded.count <= 16 else { return [] }
        var found: Set<String> = []
        for shorter in Self.shortened(folded) {
            for word in (near[shorter] ?? []).prefix(200) { found.insert(word) }
        }
        let letters = Array(folded)
        return found.compactMap { word in
            let distance = NameDistance.between(letters, Array(word))
            return distance <= Self.allowed(word.count) ? (word, distance) : nil
        }
        .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    }

    /// Words of names that have the same consonants, with how their vowels sound.
    func alike(_ sound: NameSound) -> [(word: String, letters: String)] { sounds[sound.key] ?? [] }

    private static func allowed(_ length: Int) -> Int { length >= 8 ? 2 : length >= 4 ? 1 : 0 }

    /// The word, and it without one letter; without two where it is long.
    static func shortened(_ word: String) -> Set<String> {
        let letters = Array(word)
        var results: Set<String> = [word]
        var latest: Set<[Character]> = [letters]
        for _ in 0..<(letters.count >= 7 ? 2 : 1) {
            var next: Set<[Character]> = []
            for letters in latest {
                for index in letters.indices {
                    var shorter = letters
                    shorter.remove(at: index)
                    next.insert(shorter)
                    results.insert(String(shorter))
                }
            }
            latest = next
        }
        return results
    }

    /// Words of a roster's or school's name for somebody that name nobody.
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "coach", "family", "household", "the", "and",
        "familia", "jr", "sra", "srta",
    ]

    /// Words before a family name that are no name by themselves.
    static let particles: Set<String> = [
        "de", "la", "las", "los", "el", "del", "da", "das", "do", "dos", "di", "du", "le", "van",
        "von", "der", "den", "ter", "bin", "ibn", "bint", "al", "ul", "abu", "y", "e", "o", "d",
        "mac", "mc", "san", "santa", "st", "bte", "binti",
    ]
}
