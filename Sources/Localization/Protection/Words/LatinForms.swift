/// How people write a name of another script in Latin letters, beside ICU's spelling of it.
///
/// Source: the romanizations in passports (ICAO Doc 9303-3 §6) and of the BGN for Russian.
enum LatinForms {
    /// The spellings of a word that ``LatinSpelling`` spelled; a dozen or so.
    static func of(_ latin: String) -> Set<String> {
        // The soft sign: ICU has a stroke for it, people leave it out or write an i.
        var forms = Set(
            ["", "i"].map { sign in
                latin.reduce(into: "") { $0 += softSigns.contains($1) ? sign : String($1) }
            })
        for (letters, others) in changes {
            for form in forms where form.contains(letters) {
                for other in others { forms.insert(form.replacing(letters, with: other)) }
            }
        }
        for form in forms where form.hasSuffix("ij") || form.hasSuffix("ii") {
            for ending in ["i", "y", "iy"] { forms.insert(form.dropLast(2) + ending) }
        }
        return Set(forms.map { $0.filter { $0.isASCII && $0.isLetter } })
    }

    private static let softSigns: Set<Character> = ["ʹ", "'", "’", "ʼ"]

    private static let changes: [(String, [String])] = [
        ("iya", ["ia"]), ("ya", ["ia"]), ("ja", ["ya", "ia"]), ("ei", ["ey"]), ("ai", ["ay"]),
        ("v", ["w"]),
    ]
}
