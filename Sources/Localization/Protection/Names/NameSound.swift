import Wire

/// How a name sounds, roughly: what spellings of it in any script have in common.
struct NameSound: Hashable {
    /// Vowels as a, i or u, consonants by their kind, nothing doubled.
    let letters: String
    /// The consonants alone, behind a `'` for a vowel that begins the name.
    let key: String

    /// Whether it has so few consonants that many words share them.
    var isShort: Bool { key.count < 3 }

    /// Hears a word in Latin letters, as ``LatinSpelling`` gives it. `withX` is what an x stands for: `h` in Somali (Xasan), `ks` elsewhere.
    init(latin: String, withX: String = "ks") {
        var letters: [Character] = []
        let source = Array(latin.utf8)
        var index = 0
        while index < source.count {
            let (sound, length) = Self.sound(source, index, withX)
            for letter in sound where letter != letters.last {
                // An h within a name is not heard in most of its spellings: Mahmoud, Memet.
                if letter == "h", !letters.isEmpty { continue }
                letters.append(letter)
            }
            index += max(1, length)
        }
        self.letters = String(letters)
        let vowel = letters.first.map { Self.vowels.contains($0) } ?? false
        key = (vowel ? "'" : "") + String(letters.filter { !Self.vowels.contains($0) })
    }

    private static let vowels: Set<Character> = ["a", "i", "u"]

    private static func sound(_ text: [UInt8], _ index: Int, _ withX: String) -> (String, Int) {
        let next = index + 1 < text.count ? text[index + 1] : 0
        func both(_ first: Character, _ second: Character) -> Bool {
            text[index] == first.asciiValue && next == second.asciiValue
        }
        if both("s", "h") || both("c", "z") || both("s", "z") || both("z", "h") || both("t", "s") {
            return ("s", 2)
        }
        if both("c", "h") || both("t", "c") || both("d", "z") || both("d", "j") { return ("c", 2) }
        if both("k", "h") { return ("h", 2) }
        if both("p", "h") { return ("f", 2) }
        if both("t", "h") || both("d", "h") { return ("t", 2) }
        if both("g", "h") || both("c", "k") || both("q", "u") { return ("k", 2) }
        if both("o", "u") || both("o", "o") || both("u", "u") { return ("u", 2) }
        if both("e", "e") || both("i", "e") || both("i", "i") { return ("i", 2) }
        switch Character(Unicode.Scalar(text[index])) {
        case "a": return ("a", 1)
        case "e", "i", "y": return ("i", 1)
        case "o", "u", "w": return ("u", 1)
        case "c": return ("eiy".utf8.contains(next) ? "s" : "k", 1)
        case "g", "k", "q": return ("k", 1)
        case "d", "t": return ("t", 1)
        case "b", "p": return ("p", 1)
        case "f", "v": return ("f", 1)
        case "s", "z": return ("s", 1)
        case "j": return ("c", 1)
        case "h": return ("h", 1)
        case "l": return ("l", 1)
        case "m": return ("m", 1)
        case "n": return ("n", 1)
        case "r": return ("r", 1)
        case "x": return (withX, 1)
        default: return ("", 1)
        }
    }
}

/// Scripts that write a name differently from Latin.
enum NameScript {
    case latin, abjad, syllables, other

    init(_ word: String) {
        guard let first = word.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else {
            self = .latin
            return
        }
        switch first.value {
        case 0...0x24F, 0x1E00...0x1EFF: self = .latin
        // Hebrew, Arabic, Syriac: short vowels are not written.
        case 0x590...0x7BF, 0x8A0...0x8FF, 0xFB1D...0xFEFC: self = .abjad
        case 0xAC00...0xD7AF, 0x3040...0x30FF: self = .syllables
        default: self = .other
        }
    }

    /// A word of another script as ``LatinSpelling`` reads it best.
    static func prepared(_ word: String) -> String {
        var text = String.UnicodeScalarView()
        for (index, scalar) in word.unicodeScalars.enumerated() {
            switch scalar {
            case "ة", "ۃ": continue
            case "ع": if index == 0 { text.append("ا") }
            case "ى": text.append("ا")
            // ICU writes č and š, which lose their mark on the way to plain letters.
            case "ч", "Ч": text.append(contentsOf: "ch".unicodeScalars)
            case "ш", "Ш", "щ", "Щ": text.append(contentsOf: "sh".unicodeScalars)
            case "ж", "Ж": text.append(contentsOf: "zh".unicodeScalars)
            case "ю", "Ю": text.append(contentsOf: "yu".unicodeScalars)
            case "я", "Я": text.append(contentsOf: "ya".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
