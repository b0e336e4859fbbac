import MessageFormat

/// What languages put before and behind a name: `Юсуфа`, `Xasanka`, `Ahmede`, `ويوسف`, `민수가`.
enum NameInflection {
    /// The word without what its language may have added, longest ending first; not the word.
    static func stems(_ folded: String, _ language: LanguageTag) -> [String] {
        var stems: [String] = []
        let script = NameScript(folded)
        let fronts = script == .latin ? [] : prefixes[language.language] ?? common(prefixes, folded)
        var bases = [folded]
        for front in fronts where folded.hasPrefix(front) && folded.count >= front.count + 2 {
            bases.append(String(folded.dropFirst(front.count)))
        }
        stems += bases.dropFirst()
        for base in bases {
            for ending in suffixes(of: language, folded)
            where base.hasSuffix(ending) && base.count >= ending.count + 2 {
                stems.append(String(base.dropLast(ending.count)))
            }
        }
        return stems
    }

    /// Endings by language; where a text is in a script of another, by the script.
    private static func suffixes(of language: LanguageTag, _ word: String) -> [String] {
        guard let first = word.unicodeScalars.first else { return [] }
        switch first.value {
        case 0x400...0x52F: return cyrillic
        case 0xAC00...0xD7AF: return korean
        case 0x1200...0x139F: return ["ንም", "ን", "ም", "ና", "ስ", "ዋ", "ብ"]
        case 0x600...0x6FF: return ["را", "ها", "ي", "ه", "ا"]
        case 0x3040...0x30FF: return ["さん", "くん", "ちゃん", "サン"]
        default: return latin[language.language] ?? []
        }
    }

    private static func common(_ table: [String: [String]], _ word: String) -> [String] {
        switch NameScript(word) {
        case .abjad: table["ar"] ?? []
        case .latin, .syllables, .other: []
        }
    }

    private static let prefixes: [String: [String]] = [
        "ar": ["وال", "بال", "كال", "فال", "لل", "ال", "ول", "وب", "و", "ف", "ب", "ل", "ك", "يا"],
        "he": ["ול", "וב", "וה", "של", "ו", "ה", "ב", "ל", "כ", "מ", "ש"],
        "am": ["ስለ", "እንደ", "ከነ", "የ", "ለ", "በ", "ከ"],
        "ti": ["ን", "ብ", "ናይ", "ካብ"],
    ]

    /// Russian, Ukrainian and their neighbours; endings with a consonant, for vowels do not count.
    private static let cyrillic = [
        "ового", "евого", "овой", "евой", "ами", "ями", "ові", "еві", "єві", "ого", "ому", "ому",
        "ых",
        "ым", "им", "ом", "ем", "єм", "ам", "ям", "ах", "ях", "ов", "ев", "ів", "ой", "ей", "ою",
        "ею",
        "а", "у", "е", "ы", "и", "і", "я", "ю", "о", "ї", "є", "й", "ка", "ын", "ин", "дың", "ға",
    ]
    private static let korean = [
        "선생님께서", "선생님이", "선생님은", "선생님을", "선생님께", "선생님", "이에게서", "이한테", "이에게",
        "에게서", "에게", "한테", "께서", "께", "이랑", "랑", "이가", "이는", "이를", "이도", "이와", "이의",
        "이야", "씨는", "씨가", "씨를", "씨", "님은", "님이", "님", "군은", "군이", "군", "양은", "양이", "양",
        "하고", "부터", "까지", "처럼", "가", "은", "는", "을", "를", "의", "와", "과", "도", "만", "아", "야", "이",
        "로", "으로",
    ]
    private static let latin: [String: [String]] = [
        "en": ["s", "es"],
        // Small and dear: Juanito, Anita, Carmencita.
        "es": ["citos", "citas", "cito", "cita", "itos", "itas", "ito", "ita", "s", "es"],
        "de": ["s", "s"], "nl": ["s"], "sv": ["s"], "da": ["s"],
        "so": [
            "kiisa", "keeda", "kii", "gii", "dii", "tii", "kuu", "ka", "ga", "ha", "ku", "gu", "da",
            "ta", "na", "se", "yo", "la", "u", "i", "a", "oo", "ow", "ey", "ay",
        ],
        "pl": [
            "owskiego", "owie", "ową", "owi", "iem", "owa", "ami", "ach", "ego", "emu", "ów", "om",
            "em", "im", "ym", "ie", "ej", "ą", "a", "e", "y", "i", "u", "o",
        ],
        "cs": ["ovou", "ovi", "ové", "ová", "em", "em", "ou", "u", "a", "e", "y", "o", "i"],
        "sk": ["ovi", "ova", "om", "ou", "u", "a", "e", "y", "o"],
        "hr": ["ovom", "ova", "ovu", "om", "em", "ov", "a", "u", "e", "i", "o"],
        "sr": ["ovom", "ova", "ovu", "om", "em", "ov", "a", "u", "e", "i", "o"],
        "bs": ["ovom", "ova", "ovu", "om", "em", "ov", "a", "u", "e", "i", "o"],
        "tr": [
            "ninki", "inki", "nin", "nun", "dan", "den", "tan", "ten", "yla", "yle", "la", "le",
            "da",
            "de", "ta", "te", "in", "un", "ya", "ye", "yi", "yu", "si", "im", "a", "e", "i", "u",
        ],
        "sq": ["it", "in", "es", "en", "ut", "i", "a", "u", "e"],
        "ro": ["ului", "ei", "lui", "ul", "a", "e", "i"],
        "hu": ["nak", "nek", "val", "vel", "tol", "ert", "ot", "et", "at", "t", "e"],
        "fi": ["lle", "lla", "lta", "sta", "ssa", "n", "a"],
        "uz": ["ning", "dan", "ga", "ni", "da"],
    ]
}
