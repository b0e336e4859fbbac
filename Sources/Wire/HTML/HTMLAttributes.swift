/// The attributes of an element that matter here, read in one pass: most elements of a mail have
/// none, or a style alone.
struct HTMLAttributes {
    private var values: [(name: String, value: String)] = []
    /// The style in lower case without white space; empty where there is none.
    private(set) var style = ""

    /// None.
    init() {}

    /// Takes one more; of two with the same name the first counts, as in browsers.
    mutating func add(_ name: String, _ value: String) {
        guard self[name] == nil else { return }
        values.append((name, value))
        if name == "style" { style = value.lowercased().withoutWhiteSpace() }
    }

    var isEmpty: Bool { values.isEmpty }

    /// The value as it stands there.
    subscript(name: String) -> String? { values.first { $0.name == name }?.value }

    /// The value in lower case; empty where there is none.
    func lower(_ name: String) -> String { self[name]?.lowercased() ?? "" }

    /// Whether they hide the element.
    var hides: Bool {
        guard !isEmpty else { return false }
        if self["hidden"] != nil { return true }
        guard !style.isEmpty else { return false }
        var style = style
        return style.withUTF8 { bytes in
            bytes.indices.contains { bytes[$0] == 0x3A && Self.hides(at: $0, in: bytes) }
        }
    }

    /// Whether the colon at an index stands in a declaration that hides.
    private static func hides(at colon: Int, in style: UnsafeBufferPointer<UInt8>) -> Bool {
        guard colon + 1 < style.count else { return false }
        let (name, value) = (style[..<colon], style[(colon + 1)...])
        switch style[colon + 1] {
        case 0x6E: return ends(name, in: "display") && begins(value, with: "none")
        case 0x68: return ends(name, in: "visibility") && begins(value, with: "hidden")
        case 0x61: return ends(name, in: "mso-hide") && begins(value, with: "all")
        case 0x30:
            let rest = value.dropFirst()
            if rest.isEmpty || rest.first == 0x3B {
                return ends(name, in: "opacity") || ends(name, in: "font-size")
                    || ends(name, in: "max-height")
            }
            return begins(rest, with: "px")
                && (ends(name, in: "font-size") || ends(name, in: "max-height"))
        default: return false
        }
    }

    private static func ends(_ name: Slice<UnsafeBufferPointer<UInt8>>, in word: StaticString)
        -> Bool
    {
        name.count >= word.utf8CodeUnitCount
            && name.suffix(word.utf8CodeUnitCount).elementsEqual(bytes(of: word))
    }

    private static func begins(
        _ value: Slice<UnsafeBufferPointer<UInt8>>, with word: StaticString
    ) -> Bool { value.starts(with: bytes(of: word)) }

    private static func bytes(of word: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    }
}
