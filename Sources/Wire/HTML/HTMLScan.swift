/// A scan of HTML without a tree: finds input that a tree is too dear for, and reads it plainly.
enum HTMLScan {
    /// Whether libxml2 reads this in linear time.
    ///
    /// An end tag makes it search all open elements, and an attribute all earlier ones of its
    /// element; so few thousand of each, times a few hundred thousand, would take minutes.
    static func isTame(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var cursor = 0
        while let tag = nextTag(bytes, from: cursor) {
            cursor = tag.end
            if tag.attributes > 500 { return false }
            if tag.isClosing { depth = max(0, depth - 1) } else if !tag.isVoid { depth += 1 }
            if depth > 2_000 { return false }
        }
        return true
    }

    /// Drops the tags, keeps the words, breaks lines at block elements.
    static func strip(_ bytes: [UInt8], into writer: inout LineWriter) {
        var cursor = 0
        var hiddenUntil: String?
        while cursor < bytes.count {
            let tag = nextTag(bytes, from: cursor)
            let start = tag?.start ?? bytes.count
            if hiddenUntil == nil, start > cursor {
                writer.add(decodeEntities(String(decoding: bytes[cursor..<start], as: UTF8.self)))
            }
            guard let tag else { return }
            cursor = tag.end
            let tagName = String(decoding: bytes[tag.name], as: UTF8.self).lowercased()
            if let name = hiddenUntil {
                if tag.isClosing, tagName == name { hiddenUntil = nil }
            } else if !tag.isClosing, ["script", "style", "title"].contains(tagName) {
                hiddenUntil = tagName
            } else if tagName == "br" {
                writer.breakLine()
            } else if tagName == "p", !tag.isClosing {
                writer.endParagraph()
            } else if blockTags.contains(tagName) {
                writer.endLine()
            }
        }
    }

    private struct Tag {
        var start: Int
        var end: Int
        /// Where the name stands.
        var name = 0..<0
        var isClosing = false
        var isVoid = false
        var attributes = 0
    }

    /// The next `<tag …>`, comment or declaration.
    private static func nextTag(_ bytes: [UInt8], from start: Int) -> Tag? {
        var cursor = start
        while cursor < bytes.count {
            guard bytes[cursor] == 0x3C, cursor + 1 < bytes.count else {
                cursor += 1
                continue
            }
            let next = bytes[cursor + 1] | 0x20
            let isLetter = (0x61...0x7A).contains(next)
            if isLetter || bytes[cursor + 1] == 0x2F || bytes[cursor + 1] == 0x21
                || bytes[cursor + 1] == 0x3F
            {
                return readTag(bytes, at: cursor)
            }
            cursor += 1
        }
        return nil
    }

    private static func readTag(_ bytes: [UInt8], at start: Int) -> Tag {
        var tag = Tag(start: start, end: bytes.count)
        var cursor = start + 1
        tag.isClosing = bytes[cursor] == 0x2F
        if tag.isClosing { cursor += 1 }
        let nameStart = cursor
        while cursor < bytes.count, cursor - nameStart < 30, bytes[cursor] > 32,
            bytes[cursor] != 0x3E, bytes[cursor] != 0x2F || cursor == nameStart
        {
            cursor += 1
        }
        tag.name = nameStart..<cursor
        var quote: UInt8 = 0
        var inWord = true
        while cursor < bytes.count {
            let byte = bytes[cursor]
            cursor += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x3E {
                tag.end = cursor
                break
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
                inWord = false
            } else if byte <= 32 || byte == 0x2F {
                inWord = false
            } else if !inWord {
                inWord = true
                tag.attributes += 1
            }
        }
        let first = tag.name.isEmpty ? 0 : bytes[nameStart]
        tag.isVoid =
            first == 0x21 || first == 0x3F || isVoid(bytes[tag.name])
            || (tag.end >= 2 && tag.end <= bytes.count && bytes[tag.end - 2] == 0x2F)
        return tag
    }
}

/// Whether a name, in whatever case, is of an element that has no end tag.
private func isVoid(_ name: ArraySlice<UInt8>) -> Bool {
    voidTags.contains { tag in
        tag.count == name.count && zip(tag, name).allSatisfy { $0 == $1 | 0x20 }
    }
}

private let voidTags = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
].map { Array($0.utf8) }

/// The handful of entities that matter without a tree, and numbers.
private func decodeEntities(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    var out = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
        out += rest[..<mark]
        rest = rest[mark...]
        guard let end = rest.prefix(12).firstIndex(of: ";") else {
            out += "&"
            rest = rest.dropFirst()
            continue
        }
        let name = rest[rest.index(after: mark)..<end]
        out += entity(name) ?? String(rest[...end])
        rest = rest[rest.index(after: end)...]
    }
    return out + rest
}

private func entity(_ name: Substring) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{A0}"
    default:
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { Unicode.Scalar($0) }.map { String($0) }
    }
}
