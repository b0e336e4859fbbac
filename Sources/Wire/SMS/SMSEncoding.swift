/// How a text is written into the 140 octets of a short message.
public enum SMSEncoding: String, Sendable, Hashable, CaseIterable {
    /// Septets of the default alphabet, with escape pairs.
    case gsm7 = "GSM-7"
    /// 16-bit units; a character beyond U+FFFF takes two, as phones read UTF-16 in practice.
    case ucs2 = "UCS-2"

    /// Units that a message of one segment holds: 160 septets or 70 of 16 bits.
    public var unitsAlone: Int { self == .gsm7 ? 160 : 70 }

    /// Units that each of several segments holds: 153 or 67.
    ///
    /// A concatenation header with an 8-bit reference takes 6 of the 140 octets.
    /// Source: 3GPP TS 23.040 §9.2.3.24.1.
    public var unitsJoined: Int { self == .gsm7 ? 153 : 67 }

    /// What one character takes in this encoding: 1 or 2 units, never to be parted.
    func units(of scalar: Unicode.Scalar) -> Int {
        switch self {
        case .gsm7: GSMAlphabet.septets(of: scalar) ?? 1
        case .ucs2: UTF16.width(scalar)
        }
    }
}
