import MessageFormat
import Testing

/// A rule's samples in one language, as CLDR lists them.
struct PluralSample: Sendable, CustomTestStringConvertible {
    let language: String
    let kind: PluralKind
    let category: String
    let numbers: [String]

    var testDescription: String { "\(language) \(kind.rawValue) \(category)" }

    static let all: [PluralSample] = {
        do {
            return try samples(.cardinal, "plurals.json") + samples(.ordinal, "ordinals.json")
        } catch {
            Issue.record("The samples could not be read: \(error)")
            return []
        }
    }()

    private static func samples(_ kind: PluralKind, _ file: String) throws -> [PluralSample] {
        let data = try Corpus.json("cldr-plurals/\(file)")["supplemental"]
        let table = data?["plurals-type-\(kind.rawValue)"]?.object ?? [:]
        return table.sorted { $0.key < $1.key }.flatMap { language, rules in
            (rules.object ?? [:]).sorted { $0.key < $1.key }.map { key, rule in
                PluralSample(
                    language: language, kind: kind,
                    category: key.split(separator: "-").last.map(String.init) ?? "",
                    numbers: numbers(rule.string ?? ""))
            }
        }
    }

    /// `@integer 0, 2~16 @decimal 0.0~1.5, 1c6, …`
    private static func numbers(_ rule: String) -> [String] {
        rule.split(separator: "@").dropFirst().flatMap { part in
            part.split(separator: " ").dropFirst()
                .map { $0.filter { $0 != "," } }.filter { $0 != "…" && !$0.isEmpty }
                .flatMap(expanded)
        }
    }

    private static func expanded(_ item: String) -> [String] {
        let ends = item.split(separator: "~").map(String.init)
        guard ends.count == 2, let low = steps(ends[0]), let high = steps(ends[1]) else {
            return ends
        }
        let places = ends[0].split(separator: ".").dropFirst().first?.count ?? 0
        return (low...high).map { step in
            let digits =
                String(repeating: "0", count: max(0, places + 1 - String(step).count))
                + String(step)
            guard places > 0 else { return digits }
            return "\(digits.dropLast(places)).\(digits.suffix(places))"
        }
    }

    private static func steps(_ number: String) -> Int? { Int(number.filter { $0 != "." }) }
}

struct PluralRulesTests {
    @Test func `CLDR's samples are all there`() {
        #expect(PluralSample.all.count == 689)
        #expect(PluralSample.all.reduce(0) { $0 + $1.numbers.count } > 10_000)
    }

    @Test(arguments: PluralSample.all)
    func `a sample of CLDR is in its category`(_ sample: PluralSample) throws {
        let locale = try #require(LanguageTag(sample.language))
        #expect(PluralRules.hasRules(kind: sample.kind, locale: locale))
        for number in sample.numbers {
            let found = PluralRules.category(of: number, kind: sample.kind, locale: locale)
            #expect(found?.rawValue == sample.category, "\(number) in \(sample.language)")
        }
        let categories = PluralRules.categories(kind: sample.kind, locale: locale)
        #expect(categories.map(\.rawValue).contains(sample.category))
        #expect(categories.last == .other)
    }

    @Test(arguments: [
        ("ht", "1", "other"), ("mww", "1", "other"), ("hmn", "1", "other"), ("quc", "1", "other"),
        ("zh-Hant", "1", "other"), ("es-MX", "1", "one"), ("es-MX", "1000000", "many"),
        ("pt", "0", "one"), ("pt-PT", "0", "other"), ("pt-BR", "0", "one"), ("prs", "0", "one"),
        ("ar-u-nu-arab", "11", "many"), ("so", "1", "one"), ("so", "0", "other"),
        ("kok-Latn", "0.5", "one"), ("tl", "4", "other"), ("en", "-1", "one"),
        ("en", "1.0", "other"),
        ("fr", "1e6", "many"), ("fr", "1.5c3", "other"), ("ru", "1234567890123456789022", "few"),
        ("lt", "0.10000000000000000000000001", "many"),
    ])
    func `a language has its own rules and nobody else's`(
        _ tag: String, _ number: String, _ category: String
    ) throws {
        let locale = try #require(LanguageTag(tag))
        let found = PluralRules.category(of: number, kind: .cardinal, locale: locale)
        #expect(found?.rawValue == category)
    }

    @Test(arguments: ["", "-", "1.", ".5", "1,5", "one", "1c", "1e999999", "١", "1.5.2", "1c-3"])
    func `what is no number has no category`(_ text: String) {
        #expect(PluralRules.category(of: text, kind: .cardinal, locale: .english) == nil)
    }
}
