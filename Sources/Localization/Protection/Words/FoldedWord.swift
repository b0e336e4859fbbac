import Foundation

/// Words made comparable: without case, accents, vowel points and what is not seen.
enum FoldedWord {
    static func of(_ word: String) -> String {
        let small = word.lowercased()
        if small.utf8.allSatisfy({ $0 < 0x80 }) { return small }
        var kept = String.UnicodeScalarView()
        for scalar in small.decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar.value {
            // Accents; Arabic vowel points and the stroke that lengthens; Hebrew points.
            case 0x300...0x36F, 0x64B...0x65F, 0x670, 0x640, 0x591...0x5C7: continue
            default: break
            }
            if scalar.properties.generalCategory == .format { continue }
            if let other = others[scalar] {
                kept.append(contentsOf: other.unicodeScalars)
            } else {
                kept.append(scalar)
            }
        }
        return String(kept).precomposedStringWithCanonicalMapping
    }

    /// Letters that are written in two ways, and such as Unicode does not take apart.
    private static let others: [Unicode.Scalar: String] = [
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ß": "ss", "ħ": "h", "ŋ": "ng", "ə": "e", "ɓ": "b", "ɗ": "d",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه",
        "ھ": "ه", "گ": "گ", "ё": "е",
    ]
}
