import Foundation
import MessageFormat
import Testing

struct LanguageTagTests {
    @Test(arguments: [
        ("EN", "en"), ("es-mx", "es-MX"), ("es_MX", "es-MX"), ("ZH-hant-tw", "zh-Hant-TW"),
        ("tl", "fil"), ("iw", "he"), ("in", "id"), ("zh-CN", "zh-Hans-CN"),
        ("zh-TW", "zh-Hant-TW"), ("zh-HK", "zh-Hant-HK"), ("prs", "fa-AF"), ("hmn", "mww"),
        ("zh-hea", "hea"),
        ("spa", "es"), ("chi", "zh"), ("som", "so"), ("hat", "ht"), ("zh-yue", "yue"),
        ("zh-cmn-hans", "zh-Hans"), ("sh", "sr-Latn"), ("pa-arab-pk", "pa-Arab-PK"),
        ("es-419", "es-419"), ("ar-u-nu-arab", "ar-u-nu-arab"), ("de-1996", "de-1996"),
        ("en-x-Private", "en-x-private"), ("x-ours", "und-x-ours"), ("i-klingon", "tlh"),
        ("und", "und"), ("sl-rozaj-biske", "sl-rozaj-biske"),
    ])
    func `a tag is read in any of its spellings`(_ text: String, _ canonical: String) throws {
        let tag = try #require(LanguageTag(text))
        #expect(tag.text == canonical)
        #expect(LanguageTag(canonical) == tag)
        let copy = try JSONDecoder().decode(LanguageTag.self, from: JSONEncoder().encode(tag))
        #expect(copy == tag)
    }

    @Test(arguments: [
        "", "e", "-", "en-", "-en", "en--US", "1a", "en-US-US", "español", "en US", "toolonglang",
        "en-a", "en-u", "en-x", "en-a-bb-a-cc", "de-1996-1996", "x", "en-u-nu-latn-",
        String(repeating: "a-", count: 300), "en\u{0}",
    ])
    func `what is no tag is refused`(_ text: String) {
        #expect(LanguageTag(text) == nil)
    }

    @Test(arguments: [
        ("ar", "rtl"), ("fa-AF", "rtl"), ("ps", "rtl"), ("ur", "rtl"), ("he", "rtl"),
        ("yi", "rtl"), ("ckb", "rtl"), ("ku-Arab", "rtl"), ("ku", "ltr"), ("pa-Arab", "rtl"),
        ("pa-PK", "rtl"), ("pa", "ltr"), ("dv", "rtl"), ("ug", "rtl"), ("rhg", "rtl"),
        ("sd", "rtl"), ("ks", "rtl"), ("az-IR", "rtl"), ("so", "ltr"), ("zh-Hant", "ltr"),
        ("hnj", "ltr"), ("und", "ltr"), ("en-Arab", "rtl"), ("am", "ltr"), ("prs", "rtl"),
    ])
    func `a text runs as its script does`(_ text: String, _ direction: String) throws {
        #expect(try #require(LanguageTag(text)).direction.rawValue == direction)
    }

    @Test(arguments: [
        ("zh", "Hans"), ("zh-TW", "Hant"), ("zh-Hant", "Hant"), ("yue", "Hant"), ("sr", "Cyrl"),
        ("sr-Latn", "Latn"), ("uz-AF", "Arab"), ("am", "Ethi"), ("ko", "Kore"), ("ja", "Jpan"),
        ("my", "Mymr"), ("quc", "Latn"), ("mam", "Latn"), ("ht", "Latn"), ("kar", "Mymr"),
    ])
    func `the likely script is known`(_ text: String, _ script: String) throws {
        #expect(try #require(LanguageTag(text)).likelyScript == script)
    }

    static let available = [
        "en", "es", "ht", "fr", "zh", "pt", "pt-PT", "ar", "pa-Arab", "ku", "sr-Latn", "en-001",
    ]

    @Test(arguments: [
        ("es-MX", "es"), ("es-419", "es"), ("ht", "ht"), ("zh-Hans-CN", "zh"), ("zh-CN", "zh"),
        ("zh-Hans", "zh"), ("zh-Hant", "-"), ("zh-TW", "-"), ("yue", "-"), ("pt-BR", "pt"),
        ("pt-AO", "pt-PT"), ("ar-EG-u-nu-arab", "ar"), ("pa", "-"), ("pa-PK", "pa-Arab"),
        ("ku-Arab", "-"), ("sr", "-"), ("sr-ME", "sr-Latn"), ("en-GB", "en-001"), ("en-US", "en"),
        ("mww", "-"), ("so", "-"), ("es-x-home", "es"),
    ])
    func `look-up stays within language and script`(_ wanted: String, _ found: String) throws {
        let available = Self.available.compactMap { LanguageTag($0) }
        let tag = try #require(LanguageTag(wanted))
        #expect(LanguageTag.lookup([tag], in: available)?.text ?? "-" == found)
    }

    @Test func `haitian does not get French, and traditional Chinese does not get simplified`()
        throws
    {
        let ht = try #require(LanguageTag("ht"))
        let hant = try #require(LanguageTag("zh-Hant-TW"))
        let available = ["fr", "fr-HT", "zh", "zh-Hans"].compactMap { LanguageTag($0) }
        #expect(LanguageTag.lookup([ht], in: available) == nil)
        #expect(LanguageTag.lookup([hant], in: available) == nil)
        #expect(LanguageTag.lookup([hant, ht, .english], in: available + [.english]) == .english)
    }

    @Test func `the first language wanted wins over a closer match for the second`() throws {
        let wanted = ["es-US", "en"].compactMap { LanguageTag($0) }
        let available = ["en", "es"].compactMap { LanguageTag($0) }
        #expect(LanguageTag.lookup(wanted, in: available)?.text == "es")
    }
}
