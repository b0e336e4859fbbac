import Foundation
import Localization
import MessageFormat
import Testing

/// A row of `Corpora/protection/cases.tsv`: a text, who is known, and what may remain of it.
struct ProtectionCase: Sendable, CustomStringConvertible {
    /// `seen` while the rules were written, `aside`, or `open`: known to be wrong.
    let mark: String
    let difficulty: String
    let language: LanguageTag
    let known: KnownWords
    let text: String
    let expected: [String]

    var description: String { "\(difficulty): \(text)" }

    static let all: [ProtectionCase] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Corpora/protection/cases.tsv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            ProtectionCase(line.split(separator: "\t", omittingEmptySubsequences: false))
        }
    }()

    private init?(_ fields: [Substring]) {
        guard fields.count == 6, let language = LanguageTag(String(fields[2])) else { return nil }
        mark = String(fields[0])
        difficulty = String(fields[1])
        self.language = language
        known = Self.known(fields[3])
        text = String(fields[4])
        expected = fields[5].split(separator: "¦").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
    }

    private static func known(_ field: Substring) -> KnownWords {
        var known = KnownWords()
        var others: [OtherNames.Name] = []
        for (index, item) in field.split(separator: ";").enumerated() {
            let item = item.trimmingCharacters(in: .whitespaces)
            if item.hasPrefix("place:") {
                known.places.append(String(item.dropFirst(6)))
            } else if item.hasPrefix("other:") {
                others.append(Self.other(String(item.dropFirst(6))))
            } else {
                let isStaff = item.hasPrefix("staff:")
                known.names.append(
                    KnownWords.Name(
                        isStaff ? String(item.dropFirst(6)) : item, person: "p\(index)",
                        role: isStaff ? .staff : .student))
            }
        }
        known.others = OtherNames(others)
        return known
    }

    /// `Maria de la Cruz`: the first word is the given name.
    static func other(_ name: String) -> OtherNames.Name {
        let given = String(name.prefix { $0 != " " })
        return OtherNames.Name(
            given: given,
            family: String(name.dropFirst(given.count)).trimmingCharacters(in: .whitespaces))
    }

    func protected() throws -> ProtectedText {
        Protector(
            known: known, language: language, today: try #require(CalendarDay("2026-11-26")),
            timeZone: "America/Chicago", region: language.language == "fr" ? "FR" : "US"
        ).protect(text)
    }

    var isExact: Bool {
        get throws { try protected().sentences.map(\.segment.source) == expected }
    }

    /// Words that stand in what was made and should not, and the other way round.
    func difference() throws -> (leaked: [String], overMasked: [String]) {
        let made = words(try protected().sentences.map(\.segment.source))
        let wanted = words(expected)
        return (Self.minus(made, wanted), Self.minus(wanted, made))
    }

    /// Words by their letters alone, without slots.
    private func words(_ segments: [String]) -> [String] {
        segments.flatMap { segment in
            segment.replacing(/\{\$[a-z]+[0-9]+\}/, with: " ")
                .split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
    }

    private static func minus(_ left: [String], _ right: [String]) -> [String] {
        var rest = right
        return left.filter { word in
            guard let index = rest.firstIndex(of: word) else { return true }
            rest.remove(at: index)
            return false
        }
    }
}
