import Engines
import Localization

/// Answers of a translation provider, whole and broken: texts bent, and sometimes their bytes too.
struct BrokenAnswer {
    let kind: ServiceKind
    var chance: SeededGenerator

    mutating func body(_ texts: [String]) -> [UInt8] {
        var texts = texts.map { bent($0) }
        if Int.random(in: 0..<20, using: &chance) == 0 { texts.append("more") }
        var bytes = Array(written(texts).utf8)
        for _ in 0..<(Int.random(in: 0..<4, using: &chance) == 0 ? 3 : 0) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            bytes[place] = UInt8.random(in: 0...255, using: &chance)
        }
        return bytes
    }

    private mutating func bent(_ text: String) -> String {
        var letters = Array(text)
        for _ in 0..<Int.random(in: 0...4, using: &chance) where !letters.isEmpty {
            let place = Int.random(in: 0..<letters.count, using: &chance)
            let end = min(letters.count, place + Int.random(in: 1...8, using: &chance))
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: letters.removeSubrange(place..<end)
            case 1: letters.insert(contentsOf: letters[place..<end], at: place)
            case 2: letters.swapAt(place, Int.random(in: 0..<letters.count, using: &chance))
            case 3:
                letters.insert(
                    contentsOf: SchoolOfWords.words.randomElement(using: &chance) ?? "", at: place)
            default: letters.reverse()
            }
        }
        return String(letters)
    }

    private func written(_ texts: [String]) -> String {
        let list = texts.map(Self.quoted)
        switch kind {
        case .libretranslate: return "{\"translatedText\":[\(list.joined(separator: ","))]}"
        case .deepl:
            let items = list.map { "{\"detected_source_language\":\"EN\",\"text\":\($0)}" }
            return "{\"translations\":[\(items.joined(separator: ","))]}"
        case .apertium:
            return
                "{\"responseData\":{\"translatedText\":\(list.first ?? "\"\"")},\"responseStatus\":200}"
        case .openai:
            let members = list.enumerated().map { "\"\($0.offset + 1)\":\($0.element)" }
            let content = Self.quoted("{\(members.joined(separator: ","))}")
            return
                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\(content)}}]}"
        }
    }

    /// A text of JSON. Source: RFC 8259 §7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                quoted += "\\"
                quoted.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
