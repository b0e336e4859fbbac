/// One originator or recipient: an address and, where it was given, the name shown for it.
///
/// The description is redacted, so that a log line never holds a family's address.
/// Source: RFC 5322 §3.4.
public struct Mailbox: Sendable, Hashable, CustomStringConvertible {
    /// The display name, decoded; nil when there was none.
    public let name: String?
    /// `local@domain`, as written.
    public let address: String

    /// Makes a mailbox from its two parts; an empty name counts as none.
    public init(name: String? = nil, address: String) {
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
        self.address = address
    }

    /// What stands before the last `@`; everything when there is none.
    public var localPart: String {
        guard let at = address.lastIndex(of: "@") else { return address }
        return String(address[..<at])
    }

    /// What stands after the last `@`; empty when there is none.
    public var domain: String {
        guard let at = address.lastIndex(of: "@") else { return "" }
        return String(address[address.index(after: at)...])
    }

    /// The address with all but its first letter and domain hidden: `p•••@example.org`.
    public var description: String {
        "\(localPart.prefix(1))•••@\(domain)"
    }
}
