internal import CICU
import Synchronization

/// Words of any script spelled in small Latin letters, by ICU.
///
/// Source: CLDR's transliterations `Any-Latin; Latin-ASCII; Lower`: pinyin for Chinese (one reading
/// of each character), Revised Romanization for Korean; Arabic and Hebrew without short vowels.
public enum LatinSpelling {
    /// Spells words.
    /// - Parameter words: Any; none holds a line feed.
    /// - Returns: As many as there were, in their order. A word that ICU refuses stays as it is.
    public static func of(_ words: [String]) -> [String] {
        var spelled: [String] = []
        spelled.reserveCapacity(words.count)
        var group: [String] = []
        var size = 0
        for word in words {
            // ICU moves what stands behind a letter that it replaces: in small groups the time
            // grows with the words and not with their square.
            if size + word.utf16.count > 400, !group.isEmpty {
                spelled += spell(group)
                (group, size) = ([], 0)
            }
            group.append(word)
            size += word.utf16.count + 1
        }
        return group.isEmpty ? spelled : spelled + spell(group)
    }

    private static func spell(_ words: [String]) -> [String] {
        let joined = words.joined(separator: "\n")
        guard joined.unicodeScalars.contains(where: { !$0.isASCII }) else {
            return words.map { $0.lowercased() }
        }
        guard let text = rules.withLock({ $0.spell(joined) }) else { return words }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count == words.count ? lines.map(String.init) : words
    }

    private static let rules = Mutex(Rules())

    /// ICU's object, which one thread at a time may use: the lock around it sees to that. It lives
    /// as long as the process, since opening it takes longer than a text.
    private struct Rules: ~Copyable, @unchecked Sendable {
        private let letters = parley_letters_open()

        func spell(_ text: String) -> String? {
            let units = Array(text.utf16)
            guard let letters, units.count < 100_000 else { return nil }
            let capacity = units.count * 12 + 64
            var buffer = units + Array(repeating: 0, count: capacity - units.count)
            let length = parley_letters_spell(
                letters, &buffer, Int32(units.count), Int32(capacity))
            guard length >= 0 else { return nil }
            return String(decoding: buffer.prefix(Int(length)), as: UTF16.self)
        }
    }
}
