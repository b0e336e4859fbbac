import Foundation

/// Header values as they go over the wire: folded, and ASCII by encoded words.
///
/// GMime 3.2.13 breaks long words anywhere (a URL or Message-ID included) and picks ISO-8859-6 for
/// Arabic names, so values are prepared here and given to it as they stand.
enum ComposeHeader {
    /// Free text: as it stands when ASCII, else its runs of other words as encoded words.
    static func unstructured(_ text: String, after name: String) -> String {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let first = words.firstIndex(where: needsEncoding),
            let last = words.lastIndex(where: needsEncoding)
        else { return fold(words, after: name) }
        // From the first to the last word that needs it in one run: the spaces between two encoded
        // words are not shown, so those inside must be encoded too.
        let run = words[first...last].joined(separator: " ")
        let encoded = encodedWords(run, column: first == 0 ? name.utf8.count + 2 : 1)
        return fold(words[..<first] + encoded + words[(last + 1)...], after: name)
    }

    /// A subject: free text that is encoded as a whole where a line would get too long otherwise.
    static func subject(_ text: String) -> String {
        let value = unstructured(text, after: "Subject")
        guard longestLine(value, after: "Subject") > 900 else { return value }
        return fold(encodedWords(text, column: 9), after: "Subject")
    }

    /// `Name <address>`, the name as it is, quoted or encoded.
    static func mailbox(_ box: Mailbox, _ field: String) throws(ComposeError) -> String {
        let address: EnvelopeAddress
        do throws(EnvelopeAddress.Fault) {
            address = try EnvelopeAddress(box.address)
        } catch {
            throw ComposeError(field, "The address \(error.sentence).")
        }
        guard let given = box.name else { return fold([address.text], after: field) }
        if isAtoms(given) { return fold([given, "<\(address.text)>"], after: field) }
        let name = oneLine(given).split(separator: " ").joined(separator: " ")
        guard !name.isEmpty else { return fold([address.text], after: field) }
        return fold(phrase(name, field) + ["<\(address.text)>"], after: field)
    }

    /// `<left@right>`, checked so that nothing else can hide in it. Source: RFC 5322 §3.6.4.
    static func messageID(_ id: String, _ field: String) throws(ComposeError) -> String {
        var at: Int?
        var isPlain = id.utf8.count <= 900
        for (place, byte) in id.utf8.enumerated() {
            switch byte {
            case 0x40 where at == nil: at = place
            case 0x40, 0x22, 0x28, 0x29, 0x3C, 0x3E, 0x5C: isPlain = false
            case 0x21...0x7E: break
            default: isPlain = false
            }
        }
        guard isPlain, let at, at > 0, at < id.utf8.count - 1 else {
            throw ComposeError(field, "is no Message-ID of the form left@right.")
        }
        return "<\(id)>"
    }

    /// Line breaks, tabs and other control characters as one space each run, none at the ends.
    static func oneLine(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: isControl)
            .map { String(String.UnicodeScalarView($0)).trimmingSpaces }
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What may end a line for some reader: controls, U+2028 and U+2029.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Words joined by spaces, broken (LF and a space; GMime writes CRLF) before a word that would
    /// pass the width, never inside one.
    static func fold(_ words: some Sequence<String>, after name: String) -> String {
        var out = ""
        var column = name.utf8.count + 2
        var isFirst = true
        for word in words {
            let length = word.utf8.count
            if !isFirst {
                // A line of nothing but spaces is no legal fold: break only before visible words.
                let breaks = column + 1 + length > HeaderWriter.width && !word.isEmpty
                out += breaks ? "\n " : " "
                column = breaks ? 1 : column + 1
            }
            out += word
            column += length
            isFirst = false
        }
        return out
    }

    /// The longest line of a folded value, in octets.
    static func longestLine(_ value: String, after name: String) -> Int {
        let lines = "\(name): \(value)".utf8.split(
            separator: 0x0A, omittingEmptySubsequences: false)
        return lines.map(\.count).max() ?? 0
    }
}

// MARK: Encoded words

extension ComposeHeader {
    /// A display name: atoms as they are, other ASCII quoted, the rest encoded. Source: RFC 5322
    /// §3.2.5, RFC 2047 §5 (3).
    private static func phrase(_ name: String, _ field: String) -> [String] {
        let words = name.split(separator: " ").map(String.init)
        if words.contains(where: needsEncoding) || name.utf8.count > 60 {
            return encodedWords(name, column: field.utf8.count + 2)
        }
        if words.allSatisfy({ $0.utf8.allSatisfy(isAtomByte) }) { return words }
        let escaped = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
        return ["\"\(escaped)\""]
    }

    /// Words that are not ASCII, would pass for an encoded word, or are too long for a line.
    private static func needsEncoding(_ word: String) -> Bool {
        word.utf8.contains { $0 >= 0x7F } || word.contains("=?")
    }

    /// Whether a name is short and of atoms with a space between two, none of which passes for an
    /// encoded word, so that it may stand as it is.
    private static func isAtoms(_ name: String) -> Bool {
        var last: UInt8 = 0x20
        for byte in name.utf8 {
            let isEncoded = byte == 0x3F && last == 0x3D
            guard byte == 0x20 ? last != 0x20 : isAtomByte(byte) && !isEncoded else { return false }
            last = byte
        }
        return last != 0x20 && name.utf8.count <= 30
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    /// Encoded words of at most 75 octets, none of which splits a character; Q or B, whichever is
    /// shorter. Source: RFC 2047 §2, §4, §5.
    /// The first one begins at `column`, and its line may have 76 octets too.
    static func encodedWords(_ text: String, column: Int = 1) -> [String] {
        let quoted = text.utf8.reduce(0) { $0 + (isQByte($1) || $1 == 0x20 ? 1 : 3) }
        let asQ = quoted <= (text.utf8.count + 2) / 3 * 4
        // "=?UTF-8?Q?" and "?=" take 12 of the 75; four of base64 hold three octets.
        let firstRoom = max(12, 64 - column)
        var room = asQ ? firstRoom : firstRoom / 4 * 3
        var words: [String] = []
        var chunk: [UInt8] = []
        var used = 0
        for scalar in text.unicodeScalars {
            let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            let cost =
                asQ ? bytes.reduce(0) { $0 + (isQByte($1) || $1 == 0x20 ? 1 : 3) } : bytes.count
            if used + cost > room {
                words.append(encodedWord(chunk, asQ))
                chunk = []
                used = 0
                room = asQ ? 63 : 45
            }
            chunk += bytes
            used += cost
        }
        if !chunk.isEmpty { words.append(encodedWord(chunk, asQ)) }
        return words
    }

    private static func encodedWord(_ bytes: [UInt8], _ asQ: Bool) -> String {
        guard asQ else { return "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }
        var out = "=?UTF-8?Q?"
        for byte in bytes {
            if byte == 0x20 {
                out += "_"
            } else if isQByte(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "=" + hex(byte)
            }
        }
        return out + "?="
    }

    /// What may stand for itself in a Q word, in a phrase too.
    private static func isQByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!*+-/".utf8.contains(byte)
        }
    }

    static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0\(digits)" : digits
    }
}

extension String {
    /// Without spaces at either end.
    fileprivate var trimmingSpaces: String {
        guard let first = firstIndex(where: { $0 != " " }),
            let last = lastIndex(where: { $0 != " " })
        else { return "" }
        return String(self[first...last])
    }
}
