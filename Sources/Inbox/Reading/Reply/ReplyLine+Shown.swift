// How lines are shown.
extension ReplyLine {
    /// As it stands, without white space at its end, to which only format=flowed gives a meaning.
    var trimmed: Substring {
        var line = whole
        while let last = line.utf8.last, last <= 0x20 || last == 0xA0 {
            guard let last = line.unicodeScalars.last,
                last == " " || last == "\t" || last == "\r" || last == "\u{A0}"
            else { break }
            line.unicodeScalars.removeLast()
        }
        return line
    }

    /// With a quote sign, which HTML has none of.
    var quoted: Substring {
        isMarked
            ? trimmed
            : Substring(String(repeating: ">", count: min(max(depth, 1), 20)) + " " + whole)
    }

    private var isMarked: Bool {
        let first = whole.utf8.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } ?? 0
        return first < 0x80 ? first == 0x3E : whole.drop(while: \.isWhitespace).first == ">"
    }
}

/// Lines as one text, without blank ones at its ends. Copied whole: to join them by letters takes a
/// tenth of a mail's reading.
func joinedLines(_ lines: [Substring]) -> String {
    guard let first = lines.firstIndex(where: { !$0.isEmpty }),
        let last = lines.lastIndex(where: { !$0.isEmpty })
    else { return "" }
    let size = lines[first...last].reduce(0) { $0 + $1.utf8.count + 1 }
    return String(unsafeUninitializedCapacity: size) { out in
        var count = 0
        for index in first...last {
            if index > first {
                out[count] = 0x0A
                count += 1
            }
            count += out[count...].update(fromContentsOf: lines[index].utf8) - count
        }
        return count
    }
}
