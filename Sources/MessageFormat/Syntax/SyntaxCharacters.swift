/// The character classes of the grammar (message.abnf of LDML 48).
extension Unicode.Scalar {
    /// `bidi`: marks and isolates, which may surround names and stand among white space.
    var isSyntaxBidi: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x2066...0x2069: true
        default: false
        }
    }

    /// `ws`
    var isSyntaxSpace: Bool {
        switch value {
        case 0x20, 0x09, 0x0D, 0x0A, 0x3000: true
        default: false
        }
    }

    /// `name-start`
    var isNameStart: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0x2B, 0x5F: true
        case ..<0xA1: false
        case 0x061C, 0x1680, 0x2000...0x200A, 0x200E, 0x200F, 0x2028...0x202F, 0x205F: false
        case 0x2066...0x2069, 0x3000, 0xFDD0...0xFDEF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }

    /// `name-char`, of which unquoted literals consist too.
    var isNameCharacter: Bool {
        switch value {
        case 0x30...0x39, 0x2D, 0x2E: true
        default: isNameStart
        }
    }
}

extension UInt8 {
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let backslash = UInt8(ascii: "\\")
    static let pipe = UInt8(ascii: "|")
    static let dollar = UInt8(ascii: "$")
    static let colon = UInt8(ascii: ":")
    static let dot = UInt8(ascii: ".")
    static let at = UInt8(ascii: "@")
    static let equals = UInt8(ascii: "=")
    static let star = UInt8(ascii: "*")
    static let slash = UInt8(ascii: "/")
    static let hash = UInt8(ascii: "#")
}
