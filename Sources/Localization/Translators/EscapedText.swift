/// Text with escapes and empty elements `<x id="1"/>`, as XML and HTML both read it.
enum EscapedText {
    /// Escapes what would be read as markup.
    static func escape(_ words: String) -> String {
        var text = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Reads text and slots; linear.
    ///
    /// An element is `<x id="1"/>`, `<x id="1" />` or `<x id="1"></x>`: XML 1.0 §3.1 has all three
    /// mean the same, and HTML serializers write the last.
    /// - Throws: ``SegmentDamage/markup`` for any other element and any unknown or open escape,
    ///   ``SegmentDamage/slots`` for an element that is nearly one of ours.
    static func pieces(of text: String) throws(SegmentDamage) -> [CarriedPiece] {
        var pieces: [CarriedPiece] = []
        var words = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            switch scalar {
            case "<":
                let number = try element(&rest)
                pieces += [.words(String(words)), .number(number)]
                words = String.UnicodeScalarView()
            case "&": words.append(try escape(&rest))
            default:
                words.append(scalar)
                rest.removeFirst()
            }
        }
        pieces.append(.words(String(words)))
        return pieces
    }

    private typealias Rest = Substring.UnicodeScalarView

    private static func element(_ rest: inout Rest) throws(SegmentDamage) -> Int {
        guard take("<x id=\"", &rest) else {
            throw rest.dropFirst().first.map { "xX/".unicodeScalars.contains($0) } == true
                ? .slots : .markup
        }
        let digits = String(String.UnicodeScalarView(rest.prefix(7).prefix { "0"..."9" ~= $0 }))
        rest.removeFirst(digits.unicodeScalars.count)
        guard let number = Int(digits), number > 0, String(number) == digits,
            ["\"/>", "\" />", "\"></x>"].contains(where: { take($0, &rest) })
        else { throw .slots }
        return number
    }

    private static func take(_ wanted: String, _ rest: inout Rest) -> Bool {
        guard rest.starts(with: wanted.unicodeScalars) else { return false }
        rest.removeFirst(wanted.unicodeScalars.count)
        return true
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    ]

    private static func escape(_ rest: inout Rest) throws(SegmentDamage) -> Unicode.Scalar {
        let body = rest.dropFirst().prefix(10).prefix { $0 != ";" }
        let name = String(String.UnicodeScalarView(body))
        let after = rest.dropFirst(1 + body.count)
        guard after.first == ";", let scalar = names[name] ?? numbered(name) else { throw .markup }
        rest = after.dropFirst()
        return scalar
    }

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#"), !name.contains("+"), !name.contains("-") else { return nil }
        let digits = name.dropFirst()
        let value =
            digits.hasPrefix("x") || digits.hasPrefix("X")
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init)
    }
}
