/// What stands in the body for words that are encrypted, or lie in a container of another house.
///
/// The liaison sees what it is and what to do, instead of a screen of letters and digits.
enum SealedText {
    /// The sentence for a message whose parts hold no words in clear; nil when no part is known to
    /// hold them otherwise.
    static func explanation(_ parts: [MailPart]) -> (text: String, quirk: Quirk)? {
        for part in parts {
            if let form = Form(part) { return (form.sentence(part), form.quirk) }
        }
        return nil
    }

    /// Text whose PGP armour (RFC 9580 §6, §7) is taken off where it only signs, and replaced by a
    /// sentence where it encrypts. Linear.
    static func withoutArmour(_ text: String) -> (text: String, quirk: Quirk?) {
        guard holdsArmour(text) else { return (text, nil) }
        var reader = ArmourReader()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            reader.take(line)
        }
        let quirk = reader.isEncrypted ? Quirk(.sealed, "words encrypted with PGP") : nil
        return (reader.lines.joined(separator: "\n"), quirk)
    }

    /// Byte by byte: nearly every mail ends here, and a search by characters would cost more than
    /// the rest of its reading.
    private static func holdsArmour(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var dashes = 0
            for index in bytes.indices {
                if dashes >= 5, bytes[index] == 0x42,
                    bytes[index...].starts(with: "BEGIN PGP ".utf8)
                {
                    return true
                }
                dashes = bytes[index] == 0x2D ? dashes + 1 : 0
            }
            return false
        }
    }

    /// How words can lie in a part that is no text.
    private enum Form {
        case encryptedSMIME, signedSMIME, encryptedPGP, outlook

        init?(_ part: MailPart) {
            switch part.type {
            case _ where part.isSMIME:
                let isSigned = part.parameters["smime-type"]?.lowercased() == "signed-data"
                self = isSigned ? .signedSMIME : .encryptedSMIME
            case "application/pgp-encrypted": self = .encryptedPGP
            case _ where part.isOutlookContainer: self = .outlook
            default: return nil
            }
        }

        func sentence(_ part: MailPart) -> String {
            switch self {
            case .encryptedSMIME:
                "(This message is encrypted with S/MIME and cannot be read here. "
                    + "Ask the sender to write without encryption.)"
            case .signedSMIME:
                "(This message lies in an S/MIME signature and is not shown here. "
                    + "Open the attachment, or ask the sender to write without it.)"
            case .encryptedPGP: encryptedWithPGP
            case .outlook:
                "(This message lies in an Outlook container, winmail.dat, and is not shown here. "
                    + "Ask the sender to write as plain text or HTML.)"
            }
        }

        var quirk: Quirk {
            switch self {
            case .encryptedSMIME: Quirk(.sealed, "the message is encrypted with S/MIME")
            case .signedSMIME: Quirk(.sealed, "the message lies in an S/MIME signature")
            case .encryptedPGP: Quirk(.sealed, "the message is encrypted with PGP")
            case .outlook: Quirk(.sealed, "the message lies in an Outlook container (TNEF)")
            }
        }
    }
}

private let encryptedWithPGP =
    "(This message is encrypted with PGP and cannot be read here. "
    + "Ask the sender to write without encryption.)"

/// Reads lines with PGP armour, block by block.
private struct ArmourReader {
    private enum State { case clear, signedHead, signedText, dropped }
    private var state = State.clear
    var lines: [Substring] = []
    var isEncrypted = false

    mutating func take(_ line: Substring) {
        if line.hasPrefix("-----BEGIN PGP ") {
            begin(line)
        } else if line.hasPrefix("-----END PGP ") {
            state = .clear
        } else {
            switch state {
            case .clear: lines.append(line)
            case .signedHead: if line.allSatisfy(\.isWhitespace) { state = .signedText }
            // Dash-escaping, RFC 9580 §7.1.
            case .signedText: lines.append(line.hasPrefix("- ") ? line.dropFirst(2) : line)
            case .dropped: break
            }
        }
    }

    private mutating func begin(_ line: Substring) {
        if line.hasPrefix("-----BEGIN PGP SIGNED MESSAGE") {
            state = .signedHead
            return
        }
        if line.hasPrefix("-----BEGIN PGP MESSAGE") {
            isEncrypted = true
            lines.append(encryptedWithPGP[...])
        } else if line.hasPrefix("-----BEGIN PGP PUBLIC KEY") {
            lines.append("(a public PGP key)")
        }
        state = .dropped
    }
}
