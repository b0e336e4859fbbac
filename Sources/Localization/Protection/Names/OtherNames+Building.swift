import Wire

extension OtherNames {
    /// Makes an index.
    /// - Parameter names: Of everybody at the school, in any order.
    public init(_ names: some Sequence<Name>) {
        var known: [String: [NamePart]] = [:]
        for name in names {
            let given = Self.parts(name.given, &known)
            let family = Self.parts(name.family, &known)
            for part in given + family where !NameIndex.particles.contains(part.folded) {
                words.insert(part.folded)
            }
            addWholes(given, family)
            if let signs = Self.signs(name) {
                addWholes([], Self.parts(signs, &known))
            }
        }
        addSounds(known)
    }

    /// A name in Chinese characters from two columns, in the order that it is written.
    private static func signs(_ name: Name) -> String? {
        let both = [name.family, name.given]
        let areSigns = both.allSatisfy { written in
            !written.isEmpty && written.unicodeScalars.allSatisfy(\.properties.isIdeographic)
        }
        return areSigns ? both.joined() : nil
    }

    /// A word of a name, and how it sounds.
    private struct NamePart {
        let folded: String
        let latin: String
        let sounds: [NameSound]
        let isSigns: Bool
    }

    /// Many have the same names: each is looked at once.
    private static func parts(_ written: String, _ known: inout [String: [NamePart]]) -> [NamePart]
    {
        if let parts = known[written] { return parts }
        let tokens = TextScan(written).tokens
        var parts: [NamePart] = []
        for token in tokens.prefix(40) where token.kind == .word {
            guard token.folded.count > 1, !NameIndex.titles.contains(token.folded) else { continue }
            parts.append(part(token.folded, spelled: token.plain))
        }
        let signs = tokens.filter { $0.kind == .ideograph }.prefix(8).map(\.text)
        if signs.count > 1 { parts += ideographs(signs) }
        known[written] = parts
        return parts
    }

    private static func part(_ folded: String, spelled: String) -> NamePart {
        let latin =
            NameScript(spelled) == .latin
            ? folded
            : (LatinSpelling.of([NameScript.prepared(spelled)]).first ?? folded)
                .filter(\.isLetter)
        let sounds = (latin.contains("x") ? ["ks", "h"] : ["ks"]).map {
            NameSound(latin: latin, withX: $0)
        }
        return NamePart(
            folded: folded, latin: latin, sounds: sounds.filter { $0.letters.count >= 2 },
            isSigns: false)
    }

    /// 王小明 as it is, and as Wang and Xiaoming.
    private static func ideographs(_ signs: [String]) -> [NamePart] {
        let syllables = LatinSpelling.of(signs)
        let given = syllables.dropFirst().joined()
        let whole = NamePart(folded: signs.joined(), latin: "", sounds: [], isSigns: true)
        guard let family = syllables.first, signs.count <= 4 else { return [whole] }
        return [whole, part(family, spelled: family), part(given, spelled: given)]
    }

    private mutating func addWholes(_ given: [NamePart], _ family: [NamePart]) {
        let names = (given + family).filter { !$0.isSigns }
        // Two given or two family names in one word: jeanbaptiste, alhariri.
        for pair in [given, family] where pair.count == 2 && !pair.contains(where: \.isSigns) {
            wholes.insert(pair.map(\.folded).joined())
        }
        for part in given + family where part.isSigns { wholes.insert(part.folded) }
        guard let first = names.first, let last = names.last, names.count > 1 else { return }
        addWhole([first, last])
        if names.count > 2, names.count < 6 { addWhole(names) }
        if let head = family.first(where: { !NameIndex.particles.contains($0.folded) }),
            head.folded != last.folded, !head.isSigns
        {
            addWhole([first, head])
        }
    }

    /// Parts side by side, and the last of them before the others.
    private mutating func addWhole(_ parts: [NamePart]) {
        guard let last = parts.last else { return }
        for order in [parts, [last] + parts.dropLast()] {
            let whole = order.map(\.folded).joined()
            if whole.count <= 60 { wholes.insert(whole) }
            guard order.count == 2, let one = order[0].sounds.first, let two = order[1].sounds.first
            else { continue }
            pairs.insert(one.key + " " + two.key)
            let spelled = order.map { Self.korean[$0.latin] ?? $0.latin }
            wholeSounds.insert(NameSound(latin: spelled.joined()).letters)
        }
    }

    /// Korean family names whose usual spelling has another sound than their letters. Source: Revised
    /// Romanization of Korean.
    private static let korean = [
        "park": "bak", "lee": "i", "rhee": "i", "lim": "im", "jung": "jeong", "chung": "jeong",
    ]

    private mutating func addSounds(_ known: [String: [NamePart]]) {
        var seen: Set<String> = []
        for sound in known.values.joined().lazy.flatMap(\.sounds)
        where seen.insert(sound.key + " " + sound.letters).inserted {
            sounds[sound.key, default: []].append(sound.letters)
        }
    }
}
