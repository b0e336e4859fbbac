/// The subtags of a language tag, each in its own case, before and after canonicalisation.
struct LanguageTagParts {
    var language: String
    var script: String?
    var region: String?
    var variants: [String] = []
    var extensions: [String] = []

    init(language: String, script: String? = nil, region: String? = nil, variants: [String] = []) {
        self.language = language
        self.script = script
        self.region = region
        self.variants = variants
    }

    /// Takes a tag apart by the grammar of RFC 5646 §2.1.
    init?(_ text: String) {
        // The longest tag in the registry has 35 characters; beyond this it is not a language.
        guard text.utf8.count <= 200 else { return nil }
        let small = text.lowercased()
        let lower = small.utf8.contains(0x5F) ? small.replacing("_", with: "-") : small
        var rest = (Self.irregular[lower] ?? lower)
            .split(separator: "-", omittingEmptySubsequences: false)[...]
        guard
            rest.allSatisfy({ (1...8).contains($0.utf8.count) && $0.allSatisfy(\.isTagCharacter) })
        else { return nil }

        guard let first = rest.popFirst() else { return nil }
        if first == "x", !rest.isEmpty {
            self.init(language: "und")
            extensions = ["x-" + rest.joined(separator: "-")]
            return
        }
        guard first.utf8.count >= 2, first.allSatisfy(\.isLetter) else { return nil }
        self.init(language: String(first))
        readExtendedLanguage(&rest)
        script = rest.popFirst { $0.utf8.count == 4 && $0.allSatisfy(\.isLetter) }?.capitalized
        region = rest.popFirst(where: Self.isRegion)?.uppercased()
        while let variant = rest.popFirst(where: Self.isVariant) {
            guard !variants.contains(variant) else { return nil }
            variants.append(variant)
        }
        guard readExtensions(&rest) else { return nil }
    }

    /// `zh-yue` means `yue`: an extended language stands for the whole.
    private mutating func readExtendedLanguage(_ rest: inout ArraySlice<Substring>) {
        guard language.utf8.count <= 3 else { return }
        var count = 0
        while count < 3,
            let next = rest.popFirst(where: { $0.utf8.count == 3 && $0.allSatisfy(\.isLetter) })
        {
            if count == 0 { language = next }
            count += 1
        }
    }

    private mutating func readExtensions(_ rest: inout ArraySlice<Substring>) -> Bool {
        var seen: Set<Substring> = []
        while let single = rest.popFirst() {
            guard single.utf8.count == 1, seen.insert(single).inserted else { return false }
            let isPrivate = single == "x"
            var words: [Substring] = []
            while let word = rest.first, isPrivate || word.utf8.count >= 2 {
                words.append(word)
                rest.removeFirst()
            }
            guard !words.isEmpty else { return false }
            extensions.append("\(single)-" + words.joined(separator: "-"))
        }
        return true
    }

    private static func isRegion(_ part: Substring) -> Bool {
        part.utf8.count == 2 && part.allSatisfy(\.isLetter)
            || part.utf8.count == 3 && part.allSatisfy(\.isNumber)
    }

    private static func isVariant(_ part: Substring) -> Bool {
        part.utf8.count >= 5 || part.utf8.count == 4 && part.first?.isNumber == true
    }

    /// The tag's text: its parts joined.
    var text: String {
        var parts = [language]
        if let script { parts.append(script) }
        if let region { parts.append(region) }
        return (parts + variants + extensions).joined(separator: "-")
    }

    /// The same language under today's name, its script made plain where the region hid it.
    var canonical: LanguageTagParts {
        var result = self
        if let alias = Self.aliases[language], let known = LanguageTagParts(alias) {
            result.language = known.language
            result.script = script ?? known.script
            result.region = region ?? known.region
        }
        // A bare zh-TW is how most systems write Traditional Chinese, zh-CN Simplified.
        if result.language == "zh", result.script == nil, let region = result.region,
            ["CN", "HK", "MO", "SG", "TW"].contains(region)
        {
            result.script = LikelyScripts.script(language: "zh", region: region)
        }
        return result
    }

    private static let aliases: [String: String] = {
        var table: [String: String] = [:]
        for pair in languageAliases.split(separator: " ") {
            let halves = pair.split(separator: ":")
            guard halves.count == 2 else { continue }
            table[String(halves[0])] = String(halves[1])
        }
        // Ours: Dari is written as Persian; schools that write "Hmong" mean White Hmong.
        table["prs"] = "fa-AF"
        table["hmn"] = "mww"
        // CLDR takes Northern Qiandong Miao for a kind of Hmong, which would then mean White
        // Hmong: another language.
        table["hea"] = nil
        return table
    }()

    /// Registered before there were rules (RFC 5646 §2.2.8), as far as people still write them.
    private static let irregular: [String: String] = [
        "i-hak": "hak", "i-klingon": "tlh", "i-lux": "lb", "i-navajo": "nv", "i-default": "en",
        "no-bok": "nb", "no-nyn": "nn", "zh-guoyu": "zh", "zh-hakka": "hak", "zh-xiang": "hsn",
        "zh-min-nan": "nan", "zh-min": "nan", "sgn-us": "ase",
    ]
}

extension Character {
    fileprivate var isTagCharacter: Bool { isASCII && (isLetter || isNumber) }
}

extension ArraySlice<Substring> {
    /// Takes the first element off if it is of the kind asked for.
    fileprivate mutating func popFirst(where isKind: (Substring) -> Bool) -> String? {
        guard let first, isKind(first) else { return nil }
        removeFirst()
        return String(first)
    }
}
