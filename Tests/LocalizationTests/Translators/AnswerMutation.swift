import Engines
import Foundation

/// Ways in which a provider's answer goes wrong: first the texts in it, then its bytes.
struct AnswerMutation {
    var chance: SeededGenerator

    private static var carrier: Regex<Substring> {
        /<x id="[0-9]+"\/>|[XZQ][0-9]+[XZQ]|\{[a-z]+[0-9]+\}/
    }

    /// Texts as a provider may send them, most of them damaged.
    mutating func texts(_ texts: [String]) -> [String] {
        var texts = texts
        guard Int.random(in: 0..<4, using: &chance) > 0 else { return texts }
        for _ in 0..<Int.random(in: 1...2, using: &chance) where !texts.isEmpty {
            let index = Int.random(in: texts.indices, using: &chance)
            switch Int.random(in: 0..<12, using: &chance) {
            case 0: texts.swapAt(index, Int.random(in: texts.indices, using: &chance))
            case 1: texts.remove(at: index)
            case 2: texts.append(texts[index])
            default: texts[index] = text(texts[index])
            }
        }
        return texts
    }

    private mutating func text(_ text: String) -> String {
        let ranges = text.ranges(of: Self.carrier)
        guard let range = ranges.randomElement(using: &chance),
            Bool.random(using: &chance) || Bool.random(using: &chance)
        else { return noise(in: text) }
        return text.replacingCharacters(in: range, with: slot(String(text[range]), ranges, text))
    }

    /// One carrier lost, doubled, bent, renamed or exchanged.
    private mutating func slot(
        _ slot: String, _ all: [Range<String.Index>], _ text: String
    ) -> String {
        let other = all.randomElement(using: &chance).map { String(text[$0]) } ?? slot
        let inner = slot.trimmingCharacters(in: CharacterSet(charactersIn: "<>/{}"))
        let choices = [
            "", slot + slot, slot + " " + other, other, slot.uppercased(), slot.lowercased(),
            slot.replacing("1", with: "7"), slot.replacing("1", with: "01"),
            slot.replacing("1", with: "١"), slot.replacing("1", with: "１"),
            slot.replacing("name", with: "nombre"), slot.replacing("date", with: "fecha"),
            slot.replacing("\"", with: "'"), slot.replacing("\"", with: ""),
            slot.replacing("X", with: "Х"), slot.replacing("/>", with: " />"),
            slot.replacing("/>", with: "></x>"), slot.replacing("/>", with: ">"),
            slot.replacing("<x", with: "<X"), slot.replacing("<x ", with: "<x\u{A0}"),
            slot.replacing("{", with: "{ "), slot.replacing("{", with: "{{"), inner,
            slot.replacing("<", with: "&lt;").replacing(">", with: "&gt;"), "[\(inner)]",
            slot + "a", "a" + slot, slot + "\u{301}", slot + "2", slot + "\u{200D}",
            String(slot.reversed()), String(slot.dropLast()), String(slot.dropFirst()),
            "\u{202E}" + slot, slot.map { "\($0)\u{200B}" }.joined(), "<b>\(slot)</b>",
            "<x id=\"1\">\(slot)</x>", "X1X", "{name1}", "<x id=\"1\"/>", "Maria", "123",
        ]
        return choices.randomElement(using: &chance) ?? slot
    }

    /// Something added anywhere, or everything replaced.
    private mutating func noise(in text: String) -> String {
        let added = [
            "\0", "\u{7}", "\u{202E}", "\u{2067}", "\u{200F}", "\u{FFFD}", "\u{E000}", " 2027",
            " ٣", " www.evil.example", " a@b.example", " https://x.example/y", "<b>", "</x>",
            "&amp;",
            "&#60;", "&bogus;", "&", "{", "}", "X9X", "{name9}", "<x id=\"9\"/>", "**", "`", "\n",
            "<!-- x -->", "<![CDATA[x]]>", String(repeating: "la ", count: 3_000), "ok",
        ]
        let piece = added.randomElement(using: &chance) ?? ""
        switch Int.random(in: 0..<8, using: &chance) {
        case 0: return ""
        case 1: return piece
        case 2: return "<html><body>\(text)</body></html>"
        case 3: return String(text.prefix(Int.random(in: 0...max(1, text.count), using: &chance)))
        default:
            let offset = Int.random(in: 0...text.count, using: &chance)
            let place = text.index(text.startIndex, offsetBy: offset)
            return text[..<place] + piece + text[place...]
        }
    }

    /// Bytes as they may arrive, many of them whole.
    mutating func bytes(_ body: [UInt8], other: [UInt8]) -> [UInt8] {
        var body = body
        guard !body.isEmpty else { return body }
        let place = Int.random(in: body.indices, using: &chance)
        switch Int.random(in: 0..<16, using: &chance) {
        case 0, 1, 2:
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let at = Int.random(in: body.indices, using: &chance)
                body[at] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
            }
        case 3: body.removeSubrange(place...)
        case 4:
            let length = Int.random(in: 1...20, using: &chance)
            body.removeSubrange(place..<min(body.count, place + length))
        case 5:
            let length = Int.random(in: 1...40, using: &chance)
            body.insert(contentsOf: body[place..<min(body.count, place + length)], at: place)
        case 6: body.insert(contentsOf: [UInt8](repeating: 91, count: 200), at: place)
        case 7: body = Array("<html><body>502</body></html>".utf8)
        case 8: body = Array(body[..<place] + other.suffix(max(0, other.count - place)))
        case 9: body.insert(0, at: place)
        case 10: body.insert(UInt8.random(in: 128...255, using: &chance), at: place)
        default: break
        }
        return body
    }
}
