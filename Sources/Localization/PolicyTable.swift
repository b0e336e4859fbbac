import MessageFormat

/// A rule for everything, or one for each language, for each purpose (a notice's id or its kind), or
/// for both, as settings write them: `{default: reviewed, es: machine, urgent: draft, so/concern:
/// reviewed}`.
///
/// What names more wins: language and notice, language and kind, then the stricter of what the
/// language and the purpose ask for alone, then the default.
struct PolicyTable<Rule: Sendable & Hashable & Comparable & RawRepresentable>: Sendable, Hashable
where Rule.RawValue == String {
    private var standard: Rule
    private var byLanguage: [LanguageTag: Rule] = [:]
    private var byPurpose: [String: Rule] = [:]
    private var byBoth: [LanguageTag: [String: Rule]] = [:]

    init(_ standard: Rule) {
        self.standard = standard
    }

    /// Reads a setting.
    ///
    /// - Parameters:
    ///   - setting: Rules by name.
    ///   - standard: The rule where no default is written.
    ///   - rules: The rules that may be written.
    /// - Throws: The first name whose rule cannot be read.
    init(
        _ setting: [String: String], standard: Rule, _ rules: [Rule]
    ) throws(UnreadableRule) {
        self.standard = standard
        for (name, value) in setting.sorted(by: { $0.key < $1.key }) {
            guard let rule = rules.first(where: { $0.rawValue == value }), set(rule, under: name)
            else { throw UnreadableRule(name: name, found: value) }
        }
    }

    /// A name of the setting that means nothing, or whose rule does not.
    struct UnreadableRule: Error {
        let name: String
        let found: String
    }

    private mutating func set(_ rule: Rule, under name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if name == "default" {
            standard = rule
        } else if parts.count == 2, let tag = Self.language(parts[0]), !parts[1].isEmpty {
            byBoth[tag, default: [:]][parts[1]] = rule
        } else if parts.count == 1, let tag = Self.language(name) {
            byLanguage[tag] = rule
        } else if parts.count == 1, !name.isEmpty {
            byPurpose[name] = rule
        } else {
            return false
        }
        return true
    }

    /// The purposes that it speaks of.
    var purposes: Set<String> { Set(byPurpose.keys).union(byBoth.values.flatMap(\.keys)) }

    /// The rule for a language and a purpose that has a name and a kind.
    func rule(for language: LanguageTag, _ name: String, _ kind: String) -> Rule {
        let both = LanguageTag.lookup([language], in: byBoth.keys).flatMap { byBoth[$0] } ?? [:]
        if let exact = both[name] ?? both[kind] { return exact }
        let own = LanguageTag.lookup([language], in: byLanguage.keys).flatMap { byLanguage[$0] }
        let purpose = byPurpose[name] ?? byPurpose[kind]
        guard let own, let purpose else { return own ?? purpose ?? standard }
        return max(own, purpose)
    }

    /// A tag as families' languages have it: two or three letters first, so that `bulk` and
    /// `urgent` are purposes.
    private static func language(_ text: String) -> LanguageTag? {
        guard let first = text.split(separator: "-").first, (2...3).contains(first.count) else {
            return nil
        }
        return LanguageTag(text)
    }
}

extension NoticeLibrary {
    /// Those of some purposes that are neither a notice nor a kind of notices.
    func unknown(among purposes: Set<String>) -> [String] {
        let known = Set(notices.map(\.id) + NoticeKind.allCases.map(\.rawValue))
        return purposes.subtracting(known).sorted()
    }
}
