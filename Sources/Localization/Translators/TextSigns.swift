/// What a text may hold, as its bytes tell in one pass: most texts have none of it, and need no closer
/// look. A sign that is missing is certain; one that is there must be looked into.
struct TextSigns: Sendable {
    /// A sign, one bit each.
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt8
        /// A digit of any script: beyond ASCII's, the first are the Arabic ones at U+0660.
        static let figure = Self(rawValue: 1)
        /// `@`, `//`, or a full stop before a letter: what addresses have, in any of their forms.
        static let address = Self(rawValue: 2)
        /// Any of `&<>{}[\|`*_#`, or the first byte of ⟦ and ⟧.
        static let markup = Self(rawValue: 4)
        /// A control character, or what may be an unseen or unassigned one.
        static let control = Self(rawValue: 8)
        /// Anything but ASCII.
        static let beyondASCII = Self(rawValue: 16)
    }

    let kinds: Kinds
    /// How long the text is.
    let scalars: Int

    /// Looks a text through.
    init(_ text: String) {
        var text = text
        (kinds, scalars) = text.withUTF8 { Self.scan($0) }
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (Kinds, Int) {
        var kinds: Kinds = []
        var scalars = 0
        var before: UInt8 = 0
        for byte in bytes {
            if byte & 0xC0 != 0x80 { scalars += 1 }
            switch byte {
            case 0x61...0x7A, 0x41...0x5A:
                if before == UInt8(ascii: ".") { kinds.insert(.address) }
            case 0x20: break
            default: kinds.formUnion(signs(byte, before))
            }
            before = byte
        }
        return (kinds, scalars)
    }

    private static func signs(_ byte: UInt8, _ before: UInt8) -> Kinds {
        switch byte {
        case 0x30...0x39: .figure
        case UInt8(ascii: "@"): .address
        case UInt8(ascii: "/"): before == byte ? .address : []
        case 0x26, 0x3C, 0x3E, 0x7B, 0x7D, 0x5B, 0x5C, 0x7C, 0x60, 0x2A, 0x5F, 0x23: .markup
        case 0..<32, 127: .control
        case 0x80..<0xC0: []
        // Latin's letters, but U+0080 to U+00BF, where control characters and the soft hyphen are.
        case 0xC3..<0xCC: .beyondASCII
        case 0xC0..<0xD9: [.beyondASCII, .control]
        // Stops, strokes and at signs of other forms: U+2024, U+2044, U+3002, U+FF0E, U+FF20.
        case 0xE2: [.beyondASCII, .control, .figure, .markup, .address]
        case 0xE3, 0xEF: [.beyondASCII, .control, .figure, .address]
        case 0xD9...: [.beyondASCII, .control, .figure]
        default: []
        }
    }
}
