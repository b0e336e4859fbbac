extension AddressToken {
    /// The local part that was meant, in lower case, whatever a server or program has put around it:
    /// BATV (`prvs=0123abcd=reply+…`, and `btv1==…==`), SRS (`SRS0=hash=tt=host=reply+…`, `SRS1=…`),
    /// a plus that was encoded as in a web address or a quoted-printable body (`%2B`, `=2B`), quotes,
    /// a byte order mark, white space where a header was folded.
    ///
    /// Sources: draft-levine-smtp-batv; the Sender Rewriting Scheme (libsrs2).
    static func unwrapped(_ localPart: String) -> String {
        // Nearly always nothing is around it, and then there is nothing to take off.
        if localPart.utf8.allSatisfy(isPlain) { return localPart.lowercased() }
        var text = String(
            String.UnicodeScalarView(
                localPart.lowercased().unicodeScalars.filter { scalar in
                    !scalar.properties.isWhitespace && !invisible.contains(scalar.value)
                        && scalar != "\""
                }))
        text = text.replacing("%2b", with: "+").replacing("=2b", with: "+")
        let isWrapped = ["prvs=", "btv1=", "srs0=", "srs1=", "srs0+", "srs1+", "srs0-", "srs1-"]
            .contains(where: text.hasPrefix)
        guard isWrapped, let plus = text.lastIndex(of: "+") else { return text }
        // Before the token stands its purpose, and before that what was wrapped around it.
        let before = text[..<plus]
        guard let purpose = Purpose.allCases.first(where: { before.hasSuffix("=" + $0.rawValue) })
        else { return text }
        // Some BATV programs put their tag behind the address: prvs=reply+token=0123abcd.
        let token = text[text.index(after: plus)...].prefix { $0 != "=" }
        return "\(purpose.rawValue)+\(token)"
    }

    /// Visible ASCII that none of the wrappings can do without.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x25, 0x3D: false
        default: (0x21...0x7E).contains(byte)
        }
    }

    /// Zero-width characters and the byte order mark.
    private static let invisible: Set<UInt32> = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD]
}
