internal import CCLD2

/// The language that a text is probably in.
public struct LanguageGuess: Sendable, Hashable {
    /// BCP 47, or `und` when the text does not say.
    public let language: String
    /// 0…1; 0 for `und`.
    public let confidence: Double

    /// Whether the words alone say so, whatever is likely beforehand.
    public var isSure = false

    /// The text does not say.
    public static let unknown = LanguageGuess(language: "und", confidence: 0)

    /// Makes a guess.
    public init(language: String, confidence: Double) {
        self.language = language
        self.confidence = confidence
    }
}

/// Guesses the language of a text by CLD2, and says `und` rather than something wrong.
///
/// Only answers that CLD2 calls reliable are taken, and none for fewer than about ten letters:
/// `ok` and `Oui d'accord` are where it errs. Addresses and links are left out, since they look
/// English. A guess never changes what a family chose; it is a hint for the reader.
///
/// `hints` are BCP 47 tags that are likely beforehand, such as the family's language.
public func guessLanguage(_ text: String, hints: [String] = []) -> LanguageGuess {
    let words = languageBearingText(text)
    if let byScript = languageOfScript(words) { return byScript }
    guard words.unicodeScalars.count(where: isLetter) >= minimumLetters(words)
    else {
        return .unknown
    }
    let hinted = hints.compactMap(cld2Code).prefix(3).joined(separator: ",")
    let plain = detect(words, hint: nil)
    let isSure = plain.reliable && plain.percent >= 90 && words.unicodeScalars.count > 60
    if hinted.isEmpty { return accepted(plain, isSure: isSure) }
    let helped = detect(words, hint: hinted)
    // A hint may settle a doubt; it may not overturn what the words alone say for sure, unless the
    // two are neighbours that CLD2 mixes up.
    if isSure, helped.code != plain.code { return accepted(plain, isSure: true) }
    return accepted(helped.reliable ? helped : plain)
}

private struct Detection { let code: String, percent: Int, reliable: Bool, score: Double }

private func detect(_ text: String, hint: String?) -> Detection {
    var text = text
    let found = text.withUTF8 { buffer in
        buffer.withMemoryRebound(to: CChar.self) {
            ccld2_detect($0.baseAddress, Int32($0.count), hint, false)
        }
    }
    let code = withUnsafeBytes(of: found.code.0) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return Detection(
        code: code, percent: Int(found.percent.0), reliable: found.reliable,
        score: found.score.0)
}

private func accepted(_ detection: Detection, isSure: Bool = false) -> LanguageGuess {
    guard detection.reliable, detection.percent >= 40, let tag = bcp47(detection.code) else {
        return .unknown
    }
    var guess = LanguageGuess(
        language: tag, confidence: Double(min(detection.percent, 99)) / 100)
    guess.isSure = isSure
    return guess
}

/// Ten letters for scripts with vowels; a Chinese or Korean sentence is shorter.
private func minimumLetters(_ text: String) -> Int {
    text.unicodeScalars.contains { (0x2E80...0xD7FF).contains($0.value) } ? 5 : 10
}

/// The first 10 kB of the text without links, addresses and numbers.
private func languageBearingText(_ text: String) -> String {
    var out = ""
    for word in words(of: text) {
        if word.utf8.contains(0x40) || word.holds("://") { continue }
        if word.utf8.first == 0x77, word.hasPrefix("www.") { continue }
        guard word.unicodeScalars.contains(where: isLetter) else { continue }
        if !out.isEmpty { out += " " }
        out += word.utf8.count > 60 ? word.prefix(60) : word
    }
    return out
}

private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
        ? (0x61...0x7A).contains(scalar.value | 0x20) : scalar.properties.isAlphabetic
}

/// Scripts that one language alone writes settle the matter at any length.
private func languageOfScript(_ text: String) -> LanguageGuess? {
    var letters = 0
    var counts: [String: Int] = [:]
    for scalar in text.unicodeScalars where isLetter(scalar) {
        letters += 1
        // Most letters, and no script that one language alone writes.
        if scalar.value < 0x0370 { continue }
        switch scalar.value {
        case 0xAC00...0xD7A3: counts["ko", default: 0] += 1
        case 0x3041...0x30FF: counts["ja", default: 0] += 1
        case 0x0E80...0x0EFF: counts["lo", default: 0] += 1
        case 0x0E00...0x0E7F: counts["th", default: 0] += 1
        case 0x1780...0x17FF: counts["km", default: 0] += 1
        case 0x0370...0x03FF: counts["el", default: 0] += 1
        case 0x0530...0x058F: counts["hy", default: 0] += 1
        case 0x10A0...0x10FF: counts["ka", default: 0] += 1
        case 0x0B80...0x0BFF: counts["ta", default: 0] += 1
        case 0x0C00...0x0C7F: counts["te", default: 0] += 1
        case 0x0A80...0x0AFF: counts["gu", default: 0] += 1
        case 0x0A00...0x0A7F: counts["pa", default: 0] += 1
        default: break
        }
    }
    guard letters >= 4, let best = counts.max(by: { $0.value < $1.value }),
        best.value * 2 > letters
    else { return nil }
    return LanguageGuess(
        language: best.key, confidence: 0.99 * Double(best.value) / Double(letters))
}

/// What CLD2 calls a language that BCP 47 names otherwise.
private func bcp47(_ code: String) -> String? {
    switch code {
    case "un", "xxx", "": nil
    case "zh": "zh-Hans"
    case "zh-Hant": "zh-Hant"
    case "iw": "he"
    case "in": "id"
    case "jw": "jv"
    case "tl": "fil"
    case "no": "nb"
    case "sh": "sr-Latn"
    case "mo": "ro"
    case "sit-NP": "ne"
    default: code.hasPrefix("xx-") ? nil : code
    }
}

private func cld2Code(_ hint: String) -> String? {
    let tag = hint.lowercased()
    let language =
        tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map(String.init) ?? ""
    guard (2...3).contains(language.utf8.count),
        language.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
    else { return nil }
    switch language {
    case "zh":
        return tag.contains("hant") || tag.contains("tw") || tag.contains("hk") ? "zh-Hant" : "zh"
    case "fil": return "tl"
    case "he": return "iw"
    case "nb", "nn": return "no"
    case "prs": return "fa"
    case "hnj", "mww": return "hmn"
    case "und": return nil
    default: return language
    }
}
