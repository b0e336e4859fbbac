import MessageFormat

/// Which digits stand in dates, times and counts: the setting `translation.digits`.
///
/// Telephone numbers and the digits that a family answers with stay as they are written.
public struct DigitChoice: Sendable, Hashable {
    /// A kind of digits.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// As CLDR has it for the language and the school's country.
        case usual
        /// 0 to 9, as on phones, buses and doors.
        case latin
        /// Those of the language's own script, where it has any.
        case native
    }

    private let standard: Kind
    private let byLanguage: [LanguageTag: Kind]

    /// What CLDR has.
    public init() {
        standard = .usual
        byLanguage = [:]
    }

    /// The setting as a file holds it: `["default": "usual", "fa": "latin", "hi": "native"]`.
    ///
    /// - Throws: The first name or value that cannot be read, with what to write instead.
    public init(setting: [String: String]) throws(DigitProblem) {
        var standard = Kind.usual
        var byLanguage: [LanguageTag: Kind] = [:]
        for (name, value) in setting.sorted(by: { $0.key < $1.key }) {
            guard let kind = Kind(rawValue: value) else {
                throw DigitProblem(name: name, found: value)
            }
            if name == "default" {
                standard = kind
            } else if let tag = LanguageTag(name) {
                byLanguage[tag] = kind
            } else {
                throw DigitProblem(name: name, found: value)
            }
        }
        self.standard = standard
        self.byLanguage = byLanguage
    }

    /// The locale with the digits that the school wants in its language.
    func locale(_ tag: LanguageTag) -> LanguageTag {
        let own = LanguageTag.lookup([tag], in: byLanguage.keys).flatMap { byLanguage[$0] }
        let system: String? =
            switch own ?? standard {
            case .usual: nil
            case .latin: "latn"
            case .native: Self.native(tag)
            }
        guard let system else { return tag }
        return LanguageTag("\(tag.withoutExtensions.text)-u-nu-\(system)") ?? tag
    }

    /// CLDR's native numbering system of a language (numbers.json, `otherNumberingSystems`), those
    /// with ten digits alone.
    private static func native(_ tag: LanguageTag) -> String? {
        switch (tag.language, tag.likelyScript) {
        case ("ar", _), ("ckb", _): "arab"
        case ("fa", _), ("ps", _), ("ur", _), ("pa", "Arab"): "arabext"
        case ("hi", _), ("ne", _), ("mr", _): "deva"
        case ("bn", _): "beng"
        case ("my", _): "mymr"
        case ("pa", _): "guru"
        case ("gu", _): "gujr"
        case ("km", _): "khmr"
        case ("lo", _): "laoo"
        case ("th", _): "thai"
        case ("ta", _): "tamldec"
        case ("te", _): "telu"
        default: nil
        }
    }
}

/// A value of `translation.digits` that cannot be read.
public struct DigitProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name below `translation.digits`.
    public let name: String
    /// Its value.
    public let found: String

    /// What it is and what to write.
    public var description: String {
        "translation.digits: \"\(name)\" is \"\(found)\". Write usual, latin or native for default or for a language (fa)."
    }
}
