/// The letters that a text message carries at 160 to a segment.
///
/// The default alphabet and its extension table, without the national shift tables: providers
/// seldom send those. Source: 3GPP TS 23.038 §6.2.1 and §6.2.1.1.
public enum GSMAlphabet {
    /// How many septets a character takes.
    ///
    /// Lower-case ç has none: 23.038 puts Ç at code 9, and a phone would show that. A letter with a
    /// separate accent (e and U+0301) is two scalars, and the accent has none either.
    /// - Returns: 1; 2 for the escape pairs of the extension table (`€`, `[`, `{`, …); nil for what
    ///   only UCS-2 can say.
    public static func septets(of scalar: Unicode.Scalar) -> Int? {
        let cost = table[scalar.value <= highest ? Int(scalar.value) : 0]
        return cost == 0 ? nil : Int(cost)
    }

    /// In the order of their codes, 0 to 127, without code 27, the escape.
    static let basic = """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ\
         !"#¤%&'()*+,-./0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
        ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
        """
    /// Each an escape and a code.
    static let extended = "\u{C}^{}\\[~]|€"

    private static let highest: UInt32 = 0x20AC

    /// Costs by scalar value; 0 where there is no code. U+0000 has none, so it serves all above €.
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: Int(highest) + 1)
        for scalar in basic.unicodeScalars { table[Int(scalar.value)] = 1 }
        for scalar in extended.unicodeScalars { table[Int(scalar.value)] = 2 }
        return table
    }()
}
