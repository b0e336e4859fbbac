import Wire

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
    /// Words of everybody else.
    let others: Set<String>
    private(set) var exact: [String: [Part]] = [:]
    /// Words with a letter or two left out, and whose they are.
    private var near: [String: [String]] = [:]
    private var sounds: [String: [(word: String, letters: String)]] = [:]
    /// What stands before a word in the roster and belongs to it: `de la` before `cruz`.
    private(set) var before: [String: Set<[String]>] = [:]
    /// Names in Chinese characters, by the first.
    private(set) var ideographs: [String: [(text: [String], name: Int)]] = [:]
    /// Names that are written together in pinyin: `xiaoming`.
    private(set) var first: [Int: Set<String>] = [:]

    init(_ known: KnownWords) {
        names = known.names
        others = known.others
        for (index, name) in names.enumerated() { add(name, index) }
        addForms()
        addNear()
        addSounds()
    }

    // MARK: Building

    private mutating func add(_ name: KnownWords.Name, _ index: Int) {
        for written in Set([name.full, name.given, name.family].compactMap { $0 }) {
            let tokens = TextScan(written).tokens
            let words = tokens.filter(\.isWord)
            var particles: [String] = []
            for word in words where word.kind == .word {
                if Self.particles.contains(word.folded), words.count > 1 {
                    particles.append(word.folded)
                    continue
                }
                add(word.folded, word.text, index)
                addKoreanGiven(word, index)
                if !particles.isEmpty {
                    before[word.folded, default: []].insert(particles)
                    add(particles.joined() + word.folded, word.text, index)
                    particles = []
                }
            }
            let signs = tokens.filter { $0.kind == .ideograph }.map(\.text)
            addIdeographs(signs, index)
            addJoined(words.filter { $0.kind == .word }.map(\.folded), written, index)
        }
    }

    private mutating func add(
        _ folded: String, _ written: String, _ index: Int, withForms: Bool = true
    ) {
        guard folded.count >= 2 else { return }
        insert(folded, Part(name: index, written: written, isVariant: false))
        first[index, default: []].insert(String(folded.prefix(1)))
        guard withForms else { return }
        for form in NameVariants.forms(of: folded) where form.count >= 2 {
            insert(form, Part(name: index, written: written, isVariant: true))
        }
    }

    private mutating func insert(_ word: String, _ part: Part) {
        let known = exact[word] ?? []
        if known.contains(where: { $0.name == part.name }) { return }
        exact[word] = known + [part]
    }

    /// Written as one word, in either order: annamaria, yasminyusuf, kimminsu.
    private mutating func addJoined(_ words: [String], _ written: String, _ index: Int) {
        guard (2...3).contains(words.count), let first = words.first, let last = words.last else {
            return
        }
        func join(_ words: some Collection<String>) {
            add(words.joined(), written, index, withForms: false)
        }
        join(words)
        join([last] + words.dropLast())
        if words.count == 3 {
            join(words.dropFirst())
            join(words.dropLast())
            return
        }
        for form in NameVariants.forms(of: first).sorted().prefix(4) {
            join([form, last])
            join([last, form])
        }
        for form in NameVariants.forms(of: last).sorted().prefix(4) {
            join([form, first])
            join([first, form])
        }
    }

    private mutating func addIdeographs(_ signs: [String], _ index: Int) {
        guard signs.count >= 2, let head = signs.first else { return }
        ideographs[head, default: []].append((signs, index))
        // The given name alone: of a full name all but the first sign.
        let given = Array(signs.dropFirst())
        if given.count >= 2, let head = given.first {
            ideographs[head, default: []].append((given, index))
        }
        // A family name of two signs: 田中花子, 欧阳明月.
        if signs.count == 4, let head = signs[2...].first {
            ideographs[head, default: []].append((Array(signs[2...]), index))
        }
        addPinyin(signs, index)
    }

    /// 王小明 as Wang Xiaoming.
    private mutating func addPinyin(_ signs: [String], _ index: Int) {
        let syllables = LatinSpelling.of(signs)
        guard (2...4).contains(signs.count), let family = syllables.first else { return }
        let given = syllables.dropFirst().joined()
        for word in [family, given] { add(word, signs.joined(), index) }
        addJoined([family, given], signs.joined(), index)
    }

    /// 민수 of 김민수: a family name of one syllable goes before.
    private mutating func addKoreanGiven(_ word: TextScan.Token, _ index: Int) {
        let syllables = word.text.unicodeScalars
        guard syllables.count == 3, syllables.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) })
        else { return }
        let given = String(word.text.dropFirst())
        add(FoldedWord.of(given), given, index)
    }

    /// Short forms of names that the roster has in another script: Катя of Екатерина.
    private mutating func addForms() {
        let words = exact.keys.filter { NameScript($0) != .latin }.sorted()
        for (word, latin) in zip(words, LatinSpelling.of(words.map(NameScript.prepared))) {
            for form in NameVariants.forms(of: latin) where form.count >= 2 {
                for part in exact[word] ?? [] {
                    insert(form, Part(name: part.name, written: part.written, isVariant: true))
                }
            }
        }
    }

    private mutating func addNear() {
        for word in exact.keys where word.count >= 4 && word.count <= 24 {
            for shorter in Self.shortened(word) { near[shorter, default: []].append(word) }
        }
    }

    private mutating func addSounds() {
        let words = exact.keys.sorted()
        for (word, latin) in zip(words, LatinSpelling.of(words.map(NameScript.prepared))) {
            for withX in latin.contains("x") ? ["ks", "h"] : ["ks"] {
                let sound = NameSound(latin: latin, withX: withX)
                guard sound.letters.count >= 2 else { continue }
                sounds[sound.key, default: []].append((word, sound.letters))
            }
        }
    }

    // MARK: Asking

    /// Words of names that differ by a letter or two, the nearest first.
    func near(_ folded: String) -> [(word: String, distance: Int)] {
        guard folded.count >= 3, folded.count <= 26 else { return [] }
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
    private static func shortened(_ word: String) -> Set<String> {
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

    /// Words before a family name that are no name by themselves.
    static let particles: Set<String> = [
        "de", "la", "las", "los", "el", "del", "da", "das", "do", "dos", "di", "du", "le", "van",
        "von", "der", "den", "ter", "bin", "ibn", "bint", "al", "ul", "abu", "y", "e", "o", "d",
        "mac", "mc", "san", "santa", "st", "bte", "binti",
    ]
}

/// How many letters must change, come or go, or change places with their neighbour.
enum NameDistance {
    /// Optimal string alignment, of words of at most 40 letters; longer ones are as far as can be.
    static func between(_ left: [Character], _ right: [Character]) -> Int {
        guard left.count <= 40, right.count <= 40 else { return max(left.count, right.count) }
        var earlier = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let same = left[row] == right[column] ? 0 : 1
                var least = min(last[column] + same, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    least = min(least, earlier[column - 1] + 1)
                }
                current.append(least)
            }
            (earlier, last) = (last, current)
        }
        return last.last ?? left.count
    }
}
