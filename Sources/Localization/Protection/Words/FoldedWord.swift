import Foundation

/// Words made comparable: without case, accents, vowel points and what is not seen.
enum FoldedWord {
    static func of(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
        // Taken apart first: a mathematical or circled capital has no small letter of its own.
        let small = Lookalikes.plain(word).decomposedStringWithCompatibilityMapping.lowercased()
        var kept = String.UnicodeScalarView()
        for scalar in small.unicodeScalars where !isAccent(scalar) {
            if scalar.properties.generalCategory == .format { continue }
            if let other = others[scalar] {
                kept.append(contentsOf: other.unicodeScalars)
            } else {
                kept.append(scalar)
            }
        }
        return String(kept).precomposedStringWithCanonicalMapping
    }

    /// Accents and strokes through a letter; Arabic vowel points and the stroke that lengthens; Hebrew
    /// points.
    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F,
            0x64B...0x65F, 0x670, 0x640, 0x591...0x5C7:
            true
        default: false
        }
    }

    /// Letters that are written in two ways, and such as Unicode does not take apart.
    private static let others: [Unicode.Scalar: String] = [
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ß": "ss", "ħ": "h", "ŋ": "ng", "ə": "e", "ɓ": "b", "ɗ": "d", "ς": "σ",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه",
        "ھ": "ه", "گ": "گ", "ё": "е",
    ]
}
