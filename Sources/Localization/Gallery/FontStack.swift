import MessageFormat

/// Which typefaces show a language's letters: the Noto family of its script by name, for many
/// machines have it and pick another one, or none, by themselves.
enum FontStack {
    static func css(for language: LanguageTag) -> String {
        (families(language) + ["system-ui", "sans-serif"])
            .map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: ",")
    }

    private static func families(_ language: LanguageTag) -> [String] {
        // Urdu is read in Nastaliq; set in Naskh it looks foreign.
        if language.language == "ur" { return ["Noto Nastaliq Urdu", "Noto Naskh Arabic"] }
        switch language.likelyScript {
        case "Arab": return ["Noto Naskh Arabic", "Noto Sans Arabic"]
        case "Beng": return ["Noto Sans Bengali"]
        case "Deva": return ["Noto Sans Devanagari"]
        case "Ethi": return ["Noto Sans Ethiopic"]
        case "Gujr": return ["Noto Sans Gujarati"]
        case "Guru": return ["Noto Sans Gurmukhi"]
        case "Hans": return ["Noto Sans SC", "Noto Sans CJK SC"]
        case "Hant": return ["Noto Sans TC", "Noto Sans CJK TC"]
        case "Jpan": return ["Noto Sans JP", "Noto Sans CJK JP"]
        case "Khmr": return ["Noto Sans Khmer"]
        case "Kore": return ["Noto Sans KR", "Noto Sans CJK KR"]
        case "Laoo": return ["Noto Sans Lao"]
        case "Mymr": return ["Noto Sans Myanmar"]
        case "Thai": return ["Noto Sans Thai"]
        default: return ["Noto Sans"]
        }
    }
}
