/// The letters that a text message carries at 160 to a segment (3GPP TS 23.038 §6.2.1, with the
/// extension table, whose characters count twice).
enum GSMAlphabet {
    private static let letters: Set<Unicode.Scalar> = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€").unicodeScalars)

    static func contains(_ scalar: Unicode.Scalar) -> Bool { letters.contains(scalar) }
}

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
