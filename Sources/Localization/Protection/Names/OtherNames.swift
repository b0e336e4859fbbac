/// The names of everybody at a school of whom a text does not speak, made ready to be found: as they
/// are written, nearly so, by their sound, and two of one person side by side.
///
/// Made once for many texts. It keeps sums of words in place of the words themselves, about 100 bytes
/// for each person; how it is filled stands in `OtherNames+Building.swift`.
public struct OtherNames: Sendable {
    /// A person's name as the roster has it.
    public struct Name: Sendable, Hashable {
        /// The given names; of a member of staff the whole name.
        public let given: String
        /// The family names; empty where the roster does not have them apart.
        public let family: String

        /// Describes a name.
        public init(given: String, family: String) {
            self.given = given
            self.family = family
        }
    }

    /// Sums of the words of names.
    var words = WordSums()
    /// Of whole names written as one word, in either order.
    var wholes = WordSums()
    /// Of the consonants of a given name and a family name of one person.
    var pairs = WordSums()
    /// Of the sounds of whole names as one word, for scripts that write them so.
    var wholeSounds = WordSums()
    /// How names sound, by their consonants.
    var sounds: [String: [String]] = [:]
    /// Whether only the very letters count: where nobody is there to be asked about a guess.
    public var isStrict = false

    /// Nobody's.
    public init() {}

    /// Whether there is nobody.
    public var isEmpty: Bool { words.isEmpty }

    /// What it holds: sums of words, of whole names, of pairs, and sounds.
    public var size: (words: Int, wholes: Int, pairs: Int, sounds: Int) {
        (words.count, wholes.count, pairs.count, sounds.values.reduce(0) { $0 + $1.count })
    }

    /// Whether a word, folded, is one of somebody's name.
    public func contains(_ folded: String) -> Bool { words.contains(folded) }

    /// Whether a word, folded, is one of somebody's name with one letter wrong, missing, too many or
    /// changed with its neighbour. Only of words of 5 to 16 Latin letters.
    ///
    /// It asks for every word that is so near, some 400 for one of seven letters: an index of them
    /// would hold ten times the names.
    func isNear(_ folded: String) -> Bool {
        let letters = Array(folded.utf8)
        guard (5...16).contains(letters.count), letters.allSatisfy(Self.isLetter) else {
            return false
        }
        var changed = letters
        for place in letters.indices {
            for letter in Self.alphabet where letter != letters[place] {
                changed[place] = letter
                if words.contains(changed) { return true }
            }
            changed[place] = letters[place]
            if place > 0 {
                changed.swapAt(place, place - 1)
                if words.contains(changed) { return true }
                changed.swapAt(place, place - 1)
            }
        }
        return isNearByLength(letters)
    }

    private func isNearByLength(_ letters: [UInt8]) -> Bool {
        for place in letters.indices {
            var shorter = letters
            shorter.remove(at: place)
            if words.contains(shorter) { return true }
        }
        for place in 0...letters.count {
            var longer = letters
            longer.insert(0x61, at: place)
            for letter in Self.alphabet {
                longer[place] = letter
                if words.contains(longer) { return true }
            }
        }
        return false
    }

    /// Whether two words of whole names have these consonants, in either order.
    func isPair(_ left: NameSound, _ right: NameSound) -> Bool {
        left.key.count >= 2 && right.key.count >= 2
            && pairs.contains(left.key + " " + right.key)
    }

    /// How the names sound that have the same consonants.
    func alike(_ sound: NameSound) -> [String] { sounds[sound.key] ?? [] }

    private static let alphabet = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    private static func isLetter(_ byte: UInt8) -> Bool { alphabet.contains(byte) }
}

/// A set of words of which only their sums of 64 bits are kept.
///
/// Two of 200,000 words have the same sum by chance once in a thousand million schools.
struct WordSums: Sendable {
    private var sums: Set<UInt64> = []

    var isEmpty: Bool { sums.isEmpty }
    var count: Int { sums.count }

    mutating func insert(_ word: String) { sums.insert(Self.sum(word.utf8)) }
    func contains(_ word: String) -> Bool { sums.contains(Self.sum(word.utf8)) }
    func contains(_ word: [UInt8]) -> Bool { sums.contains(Self.sum(word)) }

    /// FNV-1a. Source: RFC 9923 §2.
    private static func sum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
