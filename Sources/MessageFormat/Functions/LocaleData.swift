import Foundation
import Synchronization

/// Which of Foundation's locale data serves a language, always named, never the process's own.
///
/// QUIRK: for a language that it does not know, ICU answers in the locale of the process; `ht`
/// it takes for French, and `hmn` has month names such as `M09`. Such languages are shown in a
/// pinned form instead: numbers as in English, dates in ISO 8601.
enum LocaleData {
    /// The locale for a tag.
    static func locale(for tag: LanguageTag) -> Locale {
        locales.value(for: tag) { Locale(identifier: identifier(for: tag)) }
    }

    /// Whether ICU has its own words and patterns for dates in the language of a tag.
    static func hasDates(for tag: LanguageTag) -> Bool {
        guard let name = language(of: tag) else { return false }
        return datedLanguages.value(for: name) {
            let style = Date.FormatStyle(
                locale: Locale(identifier: name), calendar: gregorian, timeZone: utc
            ).month(.wide)
            return !Date(timeIntervalSince1970: 20_000_000).formatted(style).hasPrefix("M0")
        }
    }

    /// The zone of UTC.
    static let utc = TimeZone(secondsFromGMT: 0) ?? .gmt
    static let gregorian = Calendar(identifier: .gregorian)

    private static let locales = Cache<LanguageTag, Locale>()
    private static let datedLanguages = Cache<String, Bool>()
    /// What ICU has data for: languages, and languages with a script that is not the usual one.
    private static let languages: Set<String> = {
        var names: Set<String> = []
        for identifier in Locale.availableIdentifiers {
            let parts = identifier.split(separator: "_").map(String.init)
            guard let language = parts.first else { continue }
            names.insert(language)
            if parts.count > 1, parts[1].utf8.count == 4 { names.insert("\(language)-\(parts[1])") }
        }
        return names
    }()

    /// The name of ICU's data for the language and script of a tag; `nil` if it has none.
    ///
    /// The script counts: for `am-Latn` ICU would answer in the locale of the process.
    private static func language(of tag: LanguageTag) -> String? {
        var name = tag.language
        let usual = LikelyScripts.script(language: tag.language, region: nil)
        if let script = tag.likelyScript, script != usual { name += "-\(script)" }
        return languages.contains(name) ? name : nil
    }

    private static func identifier(for tag: LanguageTag) -> String {
        var parts = ["en"]
        if let name = language(of: tag) { parts = [name, tag.region].compactMap(\.self) }
        // ICU has Latin digits for ar and Arabic-Indic ones for ar-EG, and has changed its mind
        // before; families here read Latin ones, so that is what ar means unless the tag says.
        if let system = tag.numberingSystem ?? (tag.language == "ar" ? "latn" : nil) {
            parts.append("u-nu-\(system)")
        }
        return parts.joined(separator: "-")
    }
}

/// Values that are costly to make, kept by key; any thread may ask.
///
/// It forgets everything when it has grown too large, since keys may come from outside.
final class Cache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let values = Mutex<[Key: Value]>([:])

    /// The value of a key, made when it is asked for first.
    func value(for key: Key, _ make: () -> Value) -> Value {
        if let value = values.withLock({ $0[key] }) { return value }
        let value = make()
        values.withLock { values in
            if values.count >= 1_000 { values.removeAll() }
            values[key] = value
        }
        return value
    }
}
