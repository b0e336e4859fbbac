import Foundation

/// Letters that look like others: whoever reads `Hоdаn` with two Cyrillic letters reads a name, and a
/// comparison of letters does not.
///
/// Source: UTS 39 §4, `confusables.txt`, the letters of Cyrillic, Greek, Armenian, Cherokee and the
/// phonetic alphabets that are taken for Latin ones; UAX 44 `Default_Ignorable_Code_Point`.
enum Lookalikes {
    /// A word as it is read: without what is not seen, wide, circled and mathematical letters as plain
    /// ones, and all letters of one script where two are mixed. Case and accents stay.
    static func plain(_ word: String) -> String {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
        var scalars: [Unicode.Scalar] = []
        for scalar in word.precomposedStringWithCompatibilityMapping.unicodeScalars
        where !isUnseen(scalar) {
            scalars.append(enclosed(scalar) ?? styled[scalar] ?? scalar)
        }
        return text(inOneScript(scalars))
    }

    /// Whether a reader sees nothing of it: joiners, soft hyphens, selectors, fillers.
    static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0xAD
            && (scalar.properties.generalCategory == .format
                || scalar.properties.isDefaultIgnorableCodePoint)
    }

    private enum Side { case latin, other, neither }

    private static func side(_ scalar: Unicode.Scalar) -> Side {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: .latin
        case 0x370...0x58F, 0x13A0...0x13FF, 0xAB70...0xABBF, 0x1F00...0x1FFF: .other
        default: .neither
        }
    }

    /// The script of most of the letters wins; Latin of equally many.
    private static func inOneScript(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let sides = scalars.map(side)
        let latin = sides.count(where: { $0 == .latin })
        let other = sides.count(where: { $0 == .other })
        guard latin > 0, other > 0 else { return scalars }
        let table = latin >= other ? toLatin : toCyrillic
        return scalars.map { table[$0] ?? $0 }
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// White on black letters in squares and circles, which Unicode takes for pictures.
    private static func enclosed(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        for first in [0x1F130, 0x1F150, 0x1F170] as [UInt32]
        where (first..<first + 26).contains(scalar.value) {
            return Unicode.Scalar(0x41 + scalar.value - first)
        }
        return nil
    }

    private static func table(_ from: String, _ to: String) -> [Unicode.Scalar: Unicode.Scalar] {
        Dictionary(
            zip(from.unicodeScalars, to.unicodeScalars), uniquingKeysWith: { first, _ in first })
    }

    private static let styled = table(
        "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡɩʋ", "abcdefghijklmnoprstuvwyzagiv")

    private static let cyrillic = "аеорсухіјѕһԁԛԝѵӏкмтнвүАВЕЅІЈКМНОРСТУХԚԜҮӀ"
    private static let ofCyrillic = "aeopcyxijshdqwvlkmthbyABESIJKMHOPCTYXQWYI"
    private static let greek = "αοντυικηωγχεβρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
    private static let ofGreek = "aovtuiknwyxebpABEZHIKMNOPTYX"
    private static let further = "օսհոցզաᎪᎬᎻᏆᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ"
    private static let ofFurther = "ouhngqwAEHIJKLMPRSTVWZ"

    private static let toLatin = table(cyrillic + greek + further, ofCyrillic + ofGreek + ofFurther)
    private static let toCyrillic = table(ofCyrillic, cyrillic)
}
