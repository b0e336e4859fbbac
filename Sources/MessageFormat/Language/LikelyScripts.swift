/// Which script a language is written in when its tag does not say.
enum LikelyScripts {
    /// The likely script: by language and region, else by language, else Latin.
    ///
    /// Latin is right for nearly every language that CLDR does not list; `und` has none.
    static func script(language: String, region: String?) -> String? {
        if let region, let script = byRegion["\(language)-\(region)"] { return script }
        return byLanguage[language] ?? (language == "und" ? nil : "Latn")
    }

    private static let byLanguage: [String: String] = {
        var scripts = table(scriptsByLanguage)
        // CLDR has the single Karen languages; rosters have the ISO 639-2 code for all of them.
        scripts["kar"] = "Mymr"
        // CLDR takes Pahawh Hmong for likely; schools and offices write the Latin spelling (RPA).
        for hmong in ["mww", "hnj"] { scripts[hmong] = "Latn" }
        return scripts
    }()
    private static let byRegion = table(scriptsByLanguageAndRegion)

    private static func table(_ text: String) -> [String: String] {
        var result: [String: String] = [:]
        var script = ""
        for word in text.split(separator: " ") {
            if word.hasSuffix(":") {
                script = String(word.dropLast())
            } else {
                result[String(word)] = script
            }
        }
        return result
    }
}
