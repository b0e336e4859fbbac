import Foundation
import MessageFormat

/// A tag that a new catalog may bear: canonical, of one written language, and without a folder
/// yet, or with one that has an overlay for dates and nothing else.
struct NewLanguageTag {
    let tag: LanguageTag

    /// - Throws: ``CatalogRefusal``, with the tag to write instead where there is one.
    init(_ text: String, in locales: URL) throws(CatalogRefusal) {
        guard let tag = LanguageTag(text), tag.language != "und" else {
            throw CatalogRefusal(
                "\"\(text)\" is no language tag. Write it as BCP 47 has it: nl, zh-Hant, pt-BR.")
        }
        let names = Set(
            fileNames(in: locales).filter { name in
                fileNames(in: locales.appending(path: name)) != [DateWords.fileName]
            }
            .map { $0.lowercased() })
        let there = { (tag: LanguageTag) in names.contains(tag.text.lowercased()) }
        guard tag.language != "en" else {
            throw CatalogRefusal(
                "English is the source of all others: change \(locales.lastPathComponent)/en.")
        }
        if tag.language == "zh" && tag.script == nil {
            throw CatalogRefusal(
                "\(text) does not say which Chinese: write zh-Hans for simplified characters, zh-Hant for traditional ones."
            )
        }
        let plain = tag.withoutExtensions
        guard plain.text == text else {
            throw CatalogRefusal(
                "\"\(text)\" is written \(plain.text) here. "
                    + (there(plain)
                        ? "\(locales.lastPathComponent)/\(plain.text) is there already."
                        : "Run: parley catalog add-language \(plain.text)"))
        }
        guard !there(tag) else {
            throw CatalogRefusal(
                "\(locales.lastPathComponent)/\(tag.text) is there already. `parley catalog check \(tag.text)` says what it lacks."
            )
        }
        self.tag = tag
    }
}
