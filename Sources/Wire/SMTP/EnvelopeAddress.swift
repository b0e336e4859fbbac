import Foundation

/// An address fit for an SMTP command: checked, its domain in A-labels.
///
/// libcurl sends what it is given, CR and LF included, so that a recipient could carry a command of
/// its own. Everything that could is refused here. Source: RFC 5321 §4.1.2, limits §4.5.3.1.
package struct EnvelopeAddress: Sendable, Hashable, CustomStringConvertible {
    package let local: String
    package let domain: String

    /// Reads `local@domain`.
    /// - Throws: ``Fault`` with a sentence when it cannot stand in a command.
    package init(_ text: String) throws(Fault) {
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw Fault("has no @") }
        let local = String(text[..<at])
        let domain = String(text[text.utf8.index(after: at)...])
        if Self.isUsual(local, domain) {
            (self.local, self.domain) = (local, domain)
            return
        }
        try Self.check(local)
        guard !domain.isEmpty else { throw Fault("has nothing after the @") }
        self.local = local
        self.domain = try Self.asciiDomain(domain)
        guard local.utf8.count + self.domain.utf8.count + 3 <= 256 else {
            throw Fault("is longer than 254 characters")
        }
    }

    /// The address as it goes into a command, without angle brackets.
    package var text: String { "\(local)@\(domain)" }

    /// True when the local part is not ASCII, which only a server with SMTPUTF8 can take.
    package var needsSMTPUTF8: Bool { !local.utf8.allSatisfy { $0 < 0x80 } }

    package var description: String { Mailbox(address: text).description }

    /// What is wrong with an address, as the second half of a sentence.
    package struct Fault: Error, Hashable {
        package let sentence: String
        init(_ sentence: String) { self.sentence = sentence }
    }

    /// Letters, digits and a few marks: nothing that has to be looked at closely. All but a few are
    /// so, and each mail has several.
    private static func isUsual(_ local: String, _ domain: String) -> Bool {
        guard (1...64).contains(local.utf8.count), (1...150).contains(domain.utf8.count) else {
            return false
        }
        return hasUsualParts(local, upTo: 64) { $0 == 0x2B } && hasUsualParts(domain, upTo: 63)
    }

    /// Parts between dots, each of letters and digits at its ends.
    private static func hasUsualParts(
        _ text: String, upTo limit: Int, also isMark: (UInt8) -> Bool = { _ in false }
    ) -> Bool {
        var length = 0
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: length += 1
            case 0x2E:
                guard length > 0, last != 0x2D else { return false }
                length = 0
            case 0x2D, 0x5F:
                guard length > 0 else { return false }
                length += 1
            default:
                guard isMark(byte) else { return false }
                length += 1
            }
            guard length <= limit else { return false }
            last = byte
        }
        return length > 0 && last != 0x2D
    }

    private static func check(_ local: String) throws(Fault) {
        guard !local.isEmpty else { throw Fault("has nothing before the @") }
        guard local.utf8.count <= 64 else { throw Fault("has more than 64 octets before the @") }
        for scalar in local.unicodeScalars {
            switch scalar {
            case "<", ">": throw Fault("contains an angle bracket")
            case _ where ComposeHeader.isControl(scalar):
                throw Fault("contains a control character")
            default: break
            }
        }
        if local.first == "\"" { return try checkQuoted(local) }
        for part in local.split(separator: ".", omittingEmptySubsequences: false) {
            guard !part.isEmpty else {
                throw Fault("has a dot at an end or two in a row before the @")
            }
            guard part.unicodeScalars.allSatisfy(isAtext) else {
                throw Fault("contains a space or a mark that must stand in quotes")
            }
        }
    }

    private static func checkQuoted(_ local: String) throws(Fault) {
        guard local.count >= 3, local.last == "\"" else {
            throw Fault("has a quote that is not closed")
        }
        var escaped = false
        for character in local.dropFirst().dropLast() {
            if escaped {
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                throw Fault("has a quote inside its quotes")
            }
        }
        if escaped { throw Fault("has a quote that is not closed") }
    }

    private static func isAtext(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|",
            "}", "~":
            true
        default: scalar.value >= 0x80 && !scalar.properties.isWhitespace
        }
    }

    private static func asciiDomain(_ domain: String) throws(Fault) -> String {
        if domain.first == "[" { return try addressLiteral(domain) }
        var ascii = domain
        if !domain.utf8.allSatisfy({ $0 < 0x80 }) {
            guard
                domain.unicodeScalars.allSatisfy({
                    !ComposeHeader.isControl($0) && $0 != "<" && $0 != ">"
                }),
                let encoded = encodedHost(domain)
            else { throw Fault("has a domain that no name server could hold") }
            ascii = encoded
        }
        guard ascii.utf8.count <= 253 else { throw Fault("has a domain of more than 253 octets") }
        for label in ascii.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...63).contains(label.utf8.count), label.utf8.allSatisfy(isHostByte),
                label.first != "-", label.last != "-"
            else { throw Fault("has a domain that no name server could hold") }
        }
        return ascii
    }

    /// A-labels by Foundation, which knows UTS #46.
    private static func encodedHost(_ domain: String) -> String? {
        guard !domain.contains(where: { "/?#@:%[]\\ ".contains($0) }) else { return nil }
        var parts = URLComponents()
        parts.scheme = "http"
        parts.host = domain
        return parts.encodedHost
    }

    private static func addressLiteral(_ domain: String) throws(Fault) -> String {
        let inner = domain.dropFirst().dropLast()
        guard domain.last == "]", !inner.isEmpty, inner.utf8.count <= 60,
            inner.utf8.allSatisfy({
                isHostByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
            })
        else { throw Fault("has an address literal that is not closed") }
        return domain
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
