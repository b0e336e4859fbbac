/// The words of the first 10 kB, parted by bytes, without a look at what joins into one character.
func words(of text: String) -> [Substring] {
    guard text.utf8.count <= 10_000 else {
        return text.prefix(10_000).split(whereSeparator: isWhiteSpace)
    }
    var words: [Substring] = []
    var (start, place) = (text.startIndex, text.startIndex)
    while place < text.endIndex {
        let length = spaceLength(text.utf8[place...])
        let next = text.utf8.index(place, offsetBy: max(length, 1))
        if length > 0 {
            if start < place { words.append(text[start..<place]) }
            start = next
        }
        place = next
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
}

/// How many bytes the white space has that a text begins with; 0 where it begins with none.
private func spaceLength(_ text: Substring.UTF8View) -> Int {
    guard let first = text.first else { return 0 }
    if first < 0x80 { return isSpace(first) ? 1 : 0 }
    guard first == 0xC2 || first == 0xE1 || first == 0xE2 || first == 0xE3 else { return 0 }
    let rest = text.dropFirst().prefix(2)
    switch (first, rest.first ?? 0, rest.last ?? 0) {
    case (0xC2, 0x85, _), (0xC2, 0xA0, _): return 2
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
        (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        return 3
    default: return 0
    }
}
