/// Characters that nobody sees and that turn a text message into UCS-2.
enum InvisibleCharacter {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{A0}", "\u{AD}", "\u{034F}", "\u{061C}", "\u{2000}"..."\u{200F}",
            "\u{2028}"..."\u{202F}", "\u{205F}"..."\u{2064}", "\u{2066}"..."\u{2069}",
            "\u{3000}", "\u{FE00}"..."\u{FE0F}", "\u{FEFF}":
            true
        default: false
        }
    }
}
