/// A text of a provider's file in which `{name}` stands for a value.
struct TextTemplate: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case words(String)
        case value(String)
    }

    let pieces: [Piece]

    /// The names that it asks for.
    var names: [String] {
        pieces.compactMap { if case .value(let name) = $0 { name } else { nil } }
    }

    /// What is wrong with braces, as a sentence.
    struct Fault: Error {
        let sentence: String
    }

    init(_ text: String) throws(Fault) {
        var pieces: [Piece] = []
        var words = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case "{" where rest.first == "{", "}" where rest.first == "}":
                words.append(character)
                rest.removeFirst()
            case "{":
                let name = rest.prefix { $0 != "}" }
                guard name.endIndex < rest.endIndex, isSettingName(String(name)) else {
                    throw Fault(sentence: "A { begins no name that ends in }.")
                }
                rest = rest[name.endIndex...].dropFirst()
                if !words.isEmpty { pieces.append(.words(words)) }
                words = ""
                pieces.append(.value(String(name)))
            case "}": throw Fault(sentence: "A } ends no name.")
            default: words.append(character)
            }
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        self.pieces = pieces
    }

    /// The text with its values; nil when one of them has none.
    func filled(
        _ values: [String: String], escape: (String) -> String = { $0 }
    ) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .value(let name):
                guard let value = values[name] else { return nil }
                text += escape(value)
            }
        }
        return text
    }

    /// The text as an address: values are escaped, but for one that stands at the very beginning and
    /// so is an address itself.
    func filledAddress(_ values: [String: String]) -> String? {
        guard case .value(let name) = pieces.first else {
            return filled(values, escape: percentEncoded)
        }
        guard let start = values[name] else { return nil }
        return TextTemplate(Array(pieces.dropFirst())).filled(values, escape: percentEncoded)
            .map { start + $0 }
    }

    private init(_ pieces: [Piece]) { self.pieces = pieces }
}

/// Any shape of JSON whose texts are templates.
indirect enum JSONTemplate: Sendable, Hashable {
    case text(TextTemplate)
    case constant(JSONValue)
    case list([JSONTemplate])
    case object([Member])

    struct Member: Sendable, Hashable {
        let name: String
        let value: JSONTemplate
    }

    var names: [String] {
        switch self {
        case .text(let template): template.names
        case .constant: []
        case .list(let values): values.flatMap(\.names)
        case .object(let members): members.flatMap(\.value.names)
        }
    }

    /// The value; nil for a text of which a value is missing, which a list or object leaves out.
    func filled(_ values: [String: String]) -> JSONValue? {
        switch self {
        case .text(let template): template.filled(values).map { .text($0) }
        case .constant(let value): value
        case .list(let list): .list(list.compactMap { $0.filled(values) })
        case .object(let members):
            .object(
                members.compactMap { member in
                    member.value.filled(values).map { JSONMember(name: member.name, value: $0) }
                })
        }
    }
}

/// What an operator's setting may be called: as in `sms.old_secret`.
func isSettingName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 40 else {
        return false
    }
    return name.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 95
    }
}

/// UTF-8 with every byte escaped that is not unreserved (RFC 3986 §2.3): right in an address, in its
/// query and in a form, whatever the reader makes of a plus.
package func percentEncoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 126:
            encoded.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            encoded += "%" + hexText([byte]).uppercased()
        }
    }
    return encoded
}
