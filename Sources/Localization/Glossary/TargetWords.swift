import Foundation
import MessageFormat
import Wire

/// The words of a translation, in which a school's words are looked for as its language bends them.
struct TargetWords {
    private let language: String
    private let text: String
    private let words: [[Character]]

    /// No word borders are written, and words are not bent: a word stands where its letters do.
    private static let borderless: Set<String> = ["zh", "yue", "ja", "th", "km", "lo", "my"]
    /// The number of a noun changes its beginning: mshauri, washauri.
    private static let prefixing: Set<String> = [
        "sw", "rw", "rn", "ln", "lg", "ny", "sn", "zu", "xh",
    ]
    /// "And", "in", "to" and the article are written together with the word.
    private static let proclitics: [String: [String]] = [
        "ar": ["وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك"],
        "he": ["וה", "שה", "וב", "ול", "ומ", "ה", "ו", "ב", "ל", "מ", "ש", "כ"],
    ]

    init(_ text: String, _ language: LanguageTag) {
        self.language = language.language
        self.text = Self.folded(text)
        words = Self.words(self.text, language.language)
    }

    private init(_ words: [[Character]], _ text: String, _ language: String) {
        self.language = language
        self.text = text
        self.words = words
    }

    /// Whether a form stands here: each of its words, bent or not, in any order and place. Lenient,
    /// for languages bend words in more ways than are known here.
    func has(_ form: String) -> Bool {
        let form = Self.folded(form)
        if Self.borderless.contains(language) { return text.contains(form.filter { $0 != " " }) }
        let wanted = Self.words(form, language)
        return !wanted.isEmpty
            && wanted.allSatisfy { word in words.contains { isForm($0, of: word) } }
    }

    /// Whether a word stands here as it is, or with a short ending: strict, for a word that merely
    /// begins alike is another.
    func hasJust(_ form: String) -> Bool {
        let form = Self.folded(form)
        if Self.borderless.contains(language) { return text.contains(form.filter { $0 != " " }) }
        let wanted = Self.words(form, language)
        guard !wanted.isEmpty, wanted.count <= words.count else { return false }
        return (0...(words.count - wanted.count)).contains { place in
            wanted.indices.allSatisfy { index in
                let (word, base) = (words[place + index], wanted[index])
                let mayEnd = base.count >= 5 && word.count <= base.count + 2
                return variants(word).contains { $0 == base || mayEnd && $0.starts(with: base) }
            }
        }
    }

    /// The same without the words of a form.
    func without(_ form: String) -> TargetWords {
        let form = Self.folded(form)
        if Self.borderless.contains(language) {
            return TargetWords(
                words, text.replacing(form.filter { $0 != " " }, with: " "), language)
        }
        let taken = Self.words(form, language)
        let left = words.filter { word in !taken.contains { isForm(word, of: $0) } }
        return TargetWords(left, text, language)
    }

    /// Whether a word may be a bent form of another: they begin alike up to the last third, three
    /// letters at most, and it is no more than five letters longer.
    private func isForm(_ word: [Character], of base: [Character]) -> Bool {
        let kept = max(min(base.count, 3), base.count - min(3, base.count / 3))
        return variants(word).contains { variant in
            variants(base).contains { base in
                let kept = min(kept, base.count)
                let mayGrow = base.count > 3 && variant.starts(with: base) ? 10 : 5
                return kept > 0 && variant.count <= base.count + mayGrow
                    && variant.starts(with: base.prefix(kept))
            }
        }
    }

    /// The word, and the word without what may be written before it.
    private func variants(_ word: [Character]) -> [[Character]] {
        var variants = [word]
        for prefix in Self.proclitics[language] ?? [] where word.count > prefix.count + 2 {
            if word.starts(with: prefix) { variants.append(Array(word.dropFirst(prefix.count))) }
        }
        if Self.prefixing.contains(language) {
            for count in [1, 2] where word.count > count + 3 {
                variants.append(Array(word.dropFirst(count)))
            }
        }
        return variants
    }

    private static func words(_ text: String, _ language: String) -> [[Character]] {
        TextBreaks.words(of: text, language: language).map { Array(text[$0]) }
    }

    /// Small letters, without blanks that look alike, Arabic vowel marks and lengthening strokes.
    private static func folded(_ text: String) -> String {
        let marks: ClosedRange<Unicode.Scalar> = "\u{064B}"..."\u{0652}"
        let plain = text.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars
            .filter { !marks.contains($0) && $0 != "\u{0640}" }
            .map { $0 == "\u{2019}" ? "'" : $0 }
        return String(String.UnicodeScalarView(plain))
    }
}
