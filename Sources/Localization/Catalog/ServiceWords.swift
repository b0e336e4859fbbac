import Yams

/// The words that families write to us, as they write them: `locales/<tag>/words.yaml`.
public struct ServiceWords: Sendable, Hashable {
    /// Ends bulk notices. The first is the one that our messages name.
    public let optOut: [String]
    /// Begins them again.
    public let optIn: [String]
    /// Asks for help.
    public let help: [String]
    /// Will come.
    public let yes: [String]
    /// Will not come.
    public let no: [String]
    /// One, two, three, as words; a list for each, empty where nobody has given any.
    public let numbers: [[String]]
    /// What may stand around an answer and changes nothing in it: thanks, a greeting, "number".
    public let around: [String]
    /// What a longer text says that probably asks for no more messages.
    public let optOutSentences: [String]
    /// Whether no person who reads the language has checked the lists.
    public let isDraft: Bool

    static let fileName = "words.yaml"
    private static let names = ["opt-out", "opt-in", "help", "yes", "no"]
    private static let numberNames = ["one", "two", "three"]

    static func read(_ file: SourceFile, _ findings: inout [CatalogFinding]) -> ServiceWords? {
        // A translator's file of which every line is still a remark is one that is missing.
        guard !file.isOnlyRemarks, let node = GuardedYAML.read(file, &findings),
            var fields = YAMLFields(node, "words.yaml", in: file, &findings)
        else { return nil }
        let draft = fields.optional("draft")?.bool ?? false
        var lists: [String: [String]] = [:]
        var seen: [String: String] = [:]
        for name in names {
            guard let value = fields.required(name) else { continue }
            let words = fields.words(name)
            lists[name] = words
            if words.isEmpty {
                findings.append(
                    file.finding(.badWords, value, "\"\(name)\" needs one word at least."))
            }
            for word in words {
                if let other = seen.updateValue(name, forKey: word.lowercased()), other != name {
                    findings.append(
                        file.finding(
                            .badWords, value,
                            "\"\(word)\" stands in \"\(other)\" and in \"\(name)\". Which one does it mean?"
                        ))
                }
            }
        }
        for name in numberNames {
            guard let value = fields.optional(name) else { continue }
            lists[name] = fields.words(name)
            for word in lists[name] ?? [] {
                guard let other = seen.updateValue(name, forKey: word.lowercased()), other != name
                else { continue }
                findings.append(
                    file.finding(
                        .badWords, value,
                        "\"\(word)\" stands in \"\(other)\" and in \"\(name)\". Which one does it mean?"
                    ))
            }
        }
        for name in ["around", "opt-out-sentences"] where fields.optional(name) != nil {
            lists[name] = fields.words(name)
        }
        findings += fields.finish()
        guard names.allSatisfy({ lists[$0]?.isEmpty == false }) else { return nil }
        return ServiceWords(
            optOut: lists["opt-out"] ?? [], optIn: lists["opt-in"] ?? [], help: lists["help"] ?? [],
            yes: lists["yes"] ?? [], no: lists["no"] ?? [],
            numbers: numberNames.map { lists[$0] ?? [] }, around: lists["around"] ?? [],
            optOutSentences: lists["opt-out-sentences"] ?? [], isDraft: draft)
    }
}
