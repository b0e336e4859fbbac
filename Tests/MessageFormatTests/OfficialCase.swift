import Foundation
import MessageFormat
import Testing

/// One test of the Unicode working group's suite.
struct OfficialCase: Sendable, CustomTestStringConvertible {
    let name: String
    let source: String
    let locale: LanguageTag
    let bidi: BidiStrategy
    let arguments: [String: MessageValue]
    let text: String?
    let parts: JSON?
    let errors: [String]

    var testDescription: String { "\(name): \(source.debugDescription)" }

    static let files = [
        "bidi", "data-model-errors", "fallback", "functions/currency", "functions/date",
        "functions/datetime", "functions/integer", "functions/number", "functions/offset",
        "functions/percent", "functions/string", "functions/time", "pattern-selection",
        "syntax-errors", "syntax", "u-options",
    ]

    static let all: [OfficialCase] = {
        do {
            return try files.flatMap(cases)
        } catch {
            Issue.record("The suite could not be read: \(error)")
            return []
        }
    }()

    private static func cases(in file: String) throws -> [OfficialCase] {
        let suite = try Corpus.json("mf2/tests/\(file).json")
        let defaults = suite["defaultTestProperties"]
        return try (suite["tests"]?.array ?? []).enumerated().map { index, test in
            func property(_ name: String) -> JSON? { test[name] ?? defaults?[name] }
            let errors = property("expErrors")?.array ?? []
            return OfficialCase(
                name: "\(file) \(index + 1)",
                source: try #require(property("src")?.string),
                locale: try #require(LanguageTag(property("locale")?.string ?? "en-US")),
                bidi: property("bidiIsolation")?.string == "none" ? .none : .default,
                arguments: arguments(property("params")), text: property("exp")?.string,
                parts: property("expParts"), errors: errors.compactMap { $0["type"]?.string })
        }
    }

    private static func arguments(_ params: JSON?) -> [String: MessageValue] {
        var arguments: [String: MessageValue] = [:]
        for param in params?.array ?? [] {
            guard let name = param["name"]?.string else { continue }
            switch param["value"] {
            case .string(let text):
                arguments[name] = param["type"]?.string == "datetime" ? .date(text) : .string(text)
            case .number(let number): arguments[name] = .number(number)
            case .bool(let value): arguments[name] = .string(value ? "true" : "false")
            default: continue
            }
        }
        return arguments
    }
}
