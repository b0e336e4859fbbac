/// A date just as RFC 5322 §3.3 has it and nearly every program writes it,
/// `Thu, 26 Nov 2026 07:12:09 -0800`, with or without weekday, seconds and the comment behind it.
struct PlainMailDate {
    private(set) var fields = DateFields()

    /// Nil for any other form.
    init?(_ text: String) {
        var text = text
        guard text.utf8.count <= 80, text.withUTF8({ read(Cursor(bytes: $0)) }) else { return nil }
    }

    private struct Cursor {
        let bytes: UnsafeBufferPointer<UInt8>
        var place = 0

        var next: UInt8? { place < bytes.count ? bytes[place] : nil }

        mutating func takes(_ byte: UInt8) -> Bool {
            guard next == byte else { return false }
            place += 1
            return true
        }

        /// A number of so many digits; nil when it has fewer or more.
        mutating func number(_ digits: ClosedRange<Int>) -> Int? {
            var (value, count) = (0, 0)
            while let byte = next, (0x30...0x39).contains(byte), count <= digits.upperBound {
                value = value * 10 + Int(byte - 0x30)
                count += 1
                place += 1
            }
            return digits.contains(count) ? value : nil
        }

        /// Three letters, in lower case.
        mutating func word() -> String? {
            guard place + 3 <= bytes.count else { return nil }
            let word = bytes[place..<place + 3].map { $0 | 0x20 }
            guard word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
            place += 3
            return String(decoding: word, as: UTF8.self)
        }
    }

    private mutating func read(_ start: Cursor) -> Bool {
        var cursor = start
        if let first = cursor.next, first >= 0x41 {
            guard cursor.word() != nil, cursor.takes(0x2C), cursor.takes(0x20) else { return false }
        }
        guard let day = cursor.number(1...2), cursor.takes(0x20),
            let month = cursor.word().flatMap(monthNames.firstIndex), cursor.takes(0x20),
            let year = cursor.number(4...4), cursor.takes(0x20),
            let seconds = time(&cursor), cursor.takes(0x20), let offset = zone(&cursor)
        else { return false }
        (fields.day, fields.month, fields.year) = (day, month + 1, year)
        (fields.seconds, fields.offset) = (seconds, offset)
        return isEnd(cursor)
    }

    private func time(_ cursor: inout Cursor) -> Int? {
        guard let hour = cursor.number(1...2), hour < 24, cursor.takes(0x3A),
            let minute = cursor.number(2...2), minute < 60
        else { return nil }
        guard cursor.takes(0x3A) else { return hour * 3_600 + minute * 60 }
        guard let second = cursor.number(2...2), second <= 60 else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// In seconds east of UTC.
    private func zone(_ cursor: inout Cursor) -> Int? {
        let isWest = cursor.next == 0x2D
        guard isWest || cursor.next == 0x2B else { return nil }
        cursor.place += 1
        guard let number = cursor.number(4...4) else { return nil }
        let seconds = (number / 100 * 60 + number % 100) * 60
        return isWest ? -seconds : seconds
    }

    /// Nothing follows, or a comment without others in it.
    private func isEnd(_ cursor: Cursor) -> Bool {
        let rest = cursor.bytes[cursor.place...]
        guard let first = rest.first else { return true }
        guard first == 0x20, rest.dropFirst().first == 0x28, rest.last == 0x29 else { return false }
        return rest.dropFirst(2).dropLast().allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != 0x28 && $0 != 0x29
        }
    }
}
