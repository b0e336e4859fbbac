import Wire

/// How the words of the roster come into the index.
extension NameIndex {
    mutating func add(_ name: KnownWords.Name, _ index: Int) {
        let apart = Self.signs(name)
        if let apart { addIdeographs(apart.family + apart.given, index) }
        for written in Set([name.full, name.given, name.family].compactMap { $0 }) {
            let tokens = TextScan(written).tokens
            let words = tokens.filter { $0.isWord && !Self.titles.contains($0.folded) }
            var particles: [String] = []
            for word in words where word.kind == .word {
                if Self.particles.contains(word.folded), words.count > 1 {
                    particles.append(word.folded)
                    // Al Moore and Le Thi Hoa: a given or family name, as far as can be known.
                    if word.range == words.first?.range, name.given == nil, name.family == nil {
                        add(word.folded, word.text, index)
                    }
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
            if apart == nil { addIdeographs(signs, index) }
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

    /// A name in Chinese characters that the roster has in two columns: the family name goes first.
    private static func signs(
        _ name: KnownWords.Name
    ) -> (family: [String], given: [String])? {
        guard let family = name.family, let given = name.given else { return nil }
        let both = [family, given].map {
            TextScan($0).tokens.filter { $0.kind == .ideograph }.map(\.text)
        }
        guard let first = both.first, let last = both.last, !first.isEmpty, !last.isEmpty else {
            return nil
        }
        return (first, last)
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

    /// Names that the roster has in another script as they are written in Latin letters, and their short
    /// forms: Dmitri and Dima of Дмитрий, Катя of Екатерина.
    mutating func addForms() {
        let words = exact.keys.filter { NameScript($0) != .latin }.sorted()
        for (word, latin) in zip(words, LatinSpelling.of(words.map(NameScript.prepared))) {
            let spellings = LatinForms.of(latin)
            let forms = spellings.reduce(into: Set<String>()) {
                $0.formUnion(NameVariants.forms(of: $1))
            }
            for part in exact[word] ?? [] {
                // A school has many teachers: what is shorter is a word sooner than one of them.
                let least = names[part.name].role == .staff ? 4 : 2
                for form in forms where form.count >= least { insert(form, variant(of: part)) }
                // Of an unvowelled or a syllable's script the letters alone are no spelling.
                guard NameScript(word) == .other else { continue }
                for form in spellings where form.count >= 4 { insert(form, variant(of: part)) }
            }
        }
    }

    private func variant(of part: Part) -> Part {
        Part(name: part.name, written: part.written, isVariant: true)
    }

    mutating func addNear() {
        // Longer ones are names written together; their parts are found by themselves.
        for word in exact.keys where word.count >= 4 && word.count <= 14 {
            for shorter in Self.shortened(word) { near[shorter, default: []].append(word) }
        }
    }

    mutating func addSounds() {
        let words = exact.keys.sorted()
        for (word, latin) in zip(words, LatinSpelling.of(words.map(NameScript.prepared))) {
            for withX in latin.contains("x") ? ["ks", "h"] : ["ks"] {
                let sound = NameSound(latin: latin, withX: withX)
                guard sound.letters.count >= 2 else { continue }
                sounds[sound.key, default: []].append((word, sound.letters))
            }
        }
    }
}
