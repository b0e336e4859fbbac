/// What a reviewer's name must be for people to read it, and to read it as one name only.
enum ReviewerName {
    /// What is wrong with a name; `nil` when nothing is.
    static func problem(_ name: String) -> String? {
        let scalars = Array(name.unicodeScalars)
        if scalars.contains("\u{FFFD}") {
            return "The name behind --by holds a byte that is not UTF-8."
        }
        if name.count > 100 || scalars.count > 400 {
            return "The name behind --by is longer than 100 letters."
        }
        for (index, scalar) in scalars.enumerated() where isHidden(scalar) {
            guard isJoiner(scalar), joins(scalars[..<index].last, scalars[(index + 1)...].first)
            else { return "The name behind --by holds a sign that is not seen." }
        }
        return scalars.contains(where: isLetter) ? nil : "The name behind --by has no letter."
    }

    /// Controls, marks of direction and whatever else is drawn as nothing (UAX #44,
    /// Default_Ignorable_Code_Point; the blank Braille pattern is drawn as nothing too).
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: return true
        default:
            return properties.isDefaultIgnorableCodePoint
                || properties.isNoncharacterCodePoint || scalar == "\u{2800}"
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default: false
        }
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{200C}" || scalar == "\u{200D}"
    }

    /// Persian names are written with a non-joiner, those of Indian languages with either joiner
    /// behind a virama (UAX #31, 2.3): there they change what is seen.
    private static func joins(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        guard let before, let after, isLetter(after) else { return false }
        let isArabic = ("\u{0620}"..."\u{077F}").contains(before) && isLetter(before)
        return isArabic || before.properties.canonicalCombiningClass == .virama
    }
}
