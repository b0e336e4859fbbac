/// A language as a person reads and writes it: a well-formed BCP 47 tag in canonical form.
///
/// Rosters and mails name languages in many ways, so what they mean is taken: any case, `_` for
/// `-`, ISO 639-2 codes (`spa`, `chi`), old codes (`tl` is `fil`, `iw` is `he`), and names that
/// say less than they mean (`zh-TW` is `zh-Hant-TW`, `prs` is `fa-AF`, `hmn` is `mww`). Two tags
/// are equal when their canonical texts are. Source: RFC 5646; aliases of CLDR.
public struct LanguageTag: Sendable, Hashable {
    /// The canonical text, such as `zh-Hant-TW` or `ar-u-nu-arab`.
    public let text: String
    /// The language, two to eight small letters; `und` when undetermined.
    public let language: String
    /// The script if the tag names one, as in `Hant`.
    public let script: String?
    /// The region if the tag names one: two capitals or three digits.
    public let region: String?
    /// Variants in small letters, in the order of the tag.
    public let variants: [String]
    /// Extensions and private use as they stand in the tag, such as `u-nu-latn`.
    let extensions: [String]

    /// English without a region: the language that all words exist in.
    public static let english = LanguageTag(language: "en")
    /// No language known: `und`.
    public static let undetermined = LanguageTag(language: "und")

    /// Reads a tag; `nil` when the text is not well-formed.
    ///
    /// - Parameter text: A BCP 47 tag, or one of the older forms that the type describes.
    public init?(_ text: String) {
        guard let parts = LanguageTagParts(text)?.canonical else { return nil }
        self.init(parts)
    }

    init(_ parts: LanguageTagParts) {
        language = parts.language
        script = parts.script
        region = parts.region
        variants = parts.variants
        extensions = parts.extensions
        text = parts.text
    }

    private init(language: String) {
        self.init(LanguageTagParts(language: language))
    }

    /// The digits that the tag asks for (`-u-nu-`), as in `arab` or `latn`.
    public var numberingSystem: String? {
        keyword("nu")
    }

    /// The tag without extensions and private use.
    public var withoutExtensions: LanguageTag {
        guard !extensions.isEmpty else { return self }
        return LanguageTag(
            LanguageTagParts(
                language: language, script: script, region: region, variants: variants))
    }

    /// The script that the tag names, else the one that its readers most probably write.
    ///
    /// `nil` only for `und` without a script. Source: CLDR likelySubtags.
    public var likelyScript: String? {
        script ?? LikelyScripts.script(language: language, region: region)
    }

    /// The way its text runs, by script: `ku-Arab`, `ps` and `pa-PK` run from right to left.
    public var direction: TextDirection {
        likelyScript.map(TextDirection.init(script:)) ?? .leftToRight
    }

    /// The first value of a key of the `u` extension.
    private func keyword(_ key: String) -> String? {
        for item in extensions where item.hasPrefix("u-") {
            let words = item.split(separator: "-").dropFirst()
            guard let at = words.firstIndex(of: key[...]), at + 1 < words.endIndex,
                words[at + 1].utf8.count > 2
            else { continue }
            return String(words[at + 1])
        }
        return nil
    }
}

extension LanguageTag {
    /// Whether the canonical texts are the same.
    public static func == (left: LanguageTag, right: LanguageTag) -> Bool {
        left.text == right.text
    }

    /// Hashes the canonical text, which all else follows from.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

extension LanguageTag: CustomStringConvertible, Comparable {
    /// The canonical text.
    public var description: String { text }

    /// Orders tags by their canonical texts.
    public static func < (left: LanguageTag, right: LanguageTag) -> Bool {
        left.text < right.text
    }
}

extension LanguageTag: Codable {
    /// Reads the tag from one string.
    ///
    /// - Throws: `DecodingError.dataCorrupted` when it is not a well-formed tag.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let tag = LanguageTag(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "\"\(text)\" is not a language tag; write one such as es or ar-EG.")
        }
        self = tag
    }

    /// Writes the canonical text as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
