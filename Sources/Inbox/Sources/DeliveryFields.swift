/// The envelope, as far as the delivering server wrote it on top of the mail.
///
/// A Maildir and an IMAP folder have no other place for it, and the intake may not parse a mail: this
/// looks at the first lines as bytes, decodes nothing and can't fail. It ends at the first line that
/// no delivery agent adds, since what stands below `Received` may have been written by anybody.
struct DeliveryFields: Hashable {
    /// Empty for `<>`, and when it is not known.
    private(set) var reversePath = ""
    private(set) var recipients: [String] = []

    /// Postfix, Dovecot and Exim write some of these.
    private static let recipientFields: Set = ["delivered-to", "x-original-to", "envelope-to"]
    private static let keptRecipients = 100

    init(_ bytes: [UInt8]) {
        var rest = bytes.prefix(16 << 10)
        while let end = rest.firstIndex(of: 0x0A) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
            let field = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = line[(colon + 1)...]
            if field == "return-path" {
                if reversePath.isEmpty { reversePath = Self.address(value) ?? "" }
            } else if Self.recipientFields.contains(field) {
                for part in value.split(separator: UInt8(ascii: ",")) { add(part) }
            } else if field != "delivery-date" {
                return
            }
        }
    }

    private mutating func add(_ part: ArraySlice<UInt8>) {
        guard recipients.count < Self.keptRecipients, let address = Self.address(part),
            !recipients.contains(address)
        else { return }
        recipients.append(address)
    }

    /// One address without its brackets; nil for what can be none. RFC 5321 §4.5.3.1 allows 64 octets
    /// before the @ and 255 after it.
    private static func address(_ value: ArraySlice<UInt8>) -> String? {
        var value = value
        while let last = value.last, last <= 0x20 { value.removeLast() }
        value = value.drop { $0 <= 0x20 }
        if value.first == UInt8(ascii: "<"), value.last == UInt8(ascii: ">") {
            value = value.dropFirst().dropLast()
        }
        guard (1...320).contains(value.count), value.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return nil }
        return String(validating: value, as: UTF8.self)
    }
}
