import Foundation
import Localization

/// What must be true of every segment that is taken, judged without the code that takes it: from the
/// bytes, by Foundation's JSON and by patterns.
struct AnswerOracle {
    let kind: ServiceKind

    /// The body of a good answer.
    func body(_ texts: [String]) -> [UInt8] {
        let value: Any
        switch kind {
        case .libretranslate: value = ["translatedText": texts]
        case .deepl:
            value = ["translations": texts.map { ["detected_source_language": "EN", "text": $0] }]
        case .apertium:
            value = [
                "responseData": ["translatedText": texts.first ?? ""], "responseStatus": 200,
            ]
        case .openai:
            let numbered = Dictionary(
                texts.enumerated().map { ("\($0 + 1)", $1) }, uniquingKeysWith: { a, _ in a })
            let content = String(decoding: Self.json(numbered), as: UTF8.self)
            value = [
                "choices": [
                    [
                        "finish_reason": "stop",
                        "message": ["role": "assistant", "content": content],
                    ]
                ]
            ]
        }
        return Self.json(value)
    }

    private static func json(_ value: Any) -> [UInt8] {
        (try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]))
            .map(Array.init) ?? []
    }

    /// The text for a segment as another reader of JSON finds it.
    private func text(_ index: Int, in body: [UInt8]) -> String? {
        guard let root = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        else { return nil }
        switch kind {
        case .libretranslate: return Self.at(index, root["translatedText"] as? [String])
        case .deepl:
            let all = root["translations"] as? [[String: Any]]
            return Self.at(index, all)?["text"] as? String
        case .apertium:
            return (root["responseData"] as? [String: Any])?["translatedText"] as? String
        case .openai:
            let message = Self.at(0, root["choices"] as? [[String: Any]])?["message"]
            let content = (message as? [String: Any])?["content"] as? String ?? ""
            let inner = try? JSONSerialization.jsonObject(with: Data(content.utf8))
            return (inner as? [String: Any])?["\(index + 1)"] as? String
        }
    }

    private static func at<Value>(_ index: Int, _ values: [Value]?) -> Value? {
        guard let values, values.indices.contains(index) else { return nil }
        return values[index]
    }

    /// What is wrong with a target that was taken; nil when nothing is.
    func complaint(source: TextSegment, target: TextSegment, index: Int, body: [UInt8]) -> String? {
        let names = { (text: String) in
            text.matches(of: /\{\$([a-z]+[0-9]+)\}/).map { String($0.1) }.sorted()
        }
        if names(source.source) != names(target.source) { return "slots differ" }
        let words = target.source.replacing(/\{\$[a-z]+[0-9]+\}/, with: " ")
        if words.contains(where: { $0.isNumber }) { return "a figure" }
        let own = Set(source.source)
        let strange = Set("<>{}\u{0}\u{202E}\u{2067}\u{FFFD}").subtracting(own)
        if words.contains(where: { strange.contains($0) }) {
            return "markup or a control character"
        }
        if words.contains("evil.example") || words.contains("@") { return "an address" }
        guard let text = text(index, in: body) else { return "no other reader finds a text" }
        return carriers(in: text, differFrom: source)
    }

    /// Each carrier that left must be in the text exactly as often.
    private func carriers(in text: String, differFrom source: TextSegment) -> String? {
        let count = source.slots.count
        var left: [String]
        var found: [String]
        switch kind {
        case .deepl:
            left = (0..<count).map { "\($0 + 1)" }
            found = text.matches(of: /<x id="([0-9]+)"(?: ?\/>|><\/x>)/).map { String($0.1) }
        case .libretranslate, .apertium:
            left = (0..<count).map { "\($0 + 1)" }
            found = text.matches(of: /X([0-9]+)X/).map { String($0.1) }
        case .openai:
            left = source.slots.map(\.name)
            found = text.matches(of: /\{([a-z]+[0-9]+)\}/).map { String($0.1) }
        }
        left.sort()
        found.sort()
        return left == found ? nil : "carriers \(found) for \(left)"
    }
}
