import Foundation
import Store

/// How slots and times stand in TMX.
enum TMXText {
    /// Words with the slots that some programs leave in them as text.
    static func parts(of words: String) -> [TextSegment.Part] {
        var parts: [TextSegment.Part] = []
        var rest = words[...]
        while let begin = rest.range(of: "{$") {
            let name = rest[begin.upperBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber)
            }
            let end = name.endIndex
            if end < rest.endIndex, rest[end] == "}", let slot = TextSegment.Slot(name: name) {
                parts += [.words(String(rest[..<begin.lowerBound])), .slot(slot)]
                rest = rest[rest.index(after: end)...]
            } else {
                parts.append(.words(String(rest[..<begin.upperBound])))
                rest = rest[begin.upperBound...]
            }
        }
        return parts + [.words(String(rest))]
    }

    /// What a `ph` stands for: by its type, else by its words.
    static func slot(type: String, words: String) -> TextSegment.Slot? {
        if type.hasPrefix("x-"), let slot = TextSegment.Slot(name: type.dropFirst(2)) {
            return slot
        }
        let words = words.trimmingCharacters(in: .whitespacesAndNewlines)
        guard words.hasPrefix("{$"), words.hasSuffix("}") else { return nil }
        return TextSegment.Slot(name: words.dropFirst(2).dropLast())
    }

    /// `20261126T093000Z`.
    static func date(_ instant: Instant) -> String {
        let plain = instant.iso8601.filter { $0 != "-" && $0 != ":" }
        return plain.prefix(15) + "Z"
    }

    /// Reads what ``date(_:)`` writes; nil for anything else.
    static func instant(_ text: String) -> Instant? {
        let digits = Array(text.utf8)
        guard digits.count == 16, digits[8] == UInt8(ascii: "T"), digits[15] == UInt8(ascii: "Z")
        else { return nil }
        let part = { (range: Range<Int>) in Int(String(decoding: digits[range], as: UTF8.self)) }
        guard let year = part(0..<4), let month = part(4..<6), let day = part(6..<8),
            let hour = part(9..<11), let minute = part(11..<13), let second = part(13..<15),
            year > 0, (1...12).contains(month), (1...31).contains(day), (0..<24).contains(hour),
            (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        let seconds = (days(year, month, day) * 24 + hour) * 3_600 + minute * 60 + second
        return Instant(milliseconds: Int64(seconds) * 1_000)
    }

    /// Days since 1970 in the Gregorian calendar: years begin in March, so that a leap day ends one.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let leapDays = year / 4 - year / 100 + year / 400
        return year * 365 + leapDays + (month * 153 + 2) / 5 + day - 719_469
    }
}
