import Store

/// The signed part of an address that we hand out, `reply+<token>@…`: it names the message that
/// an answer belongs to.
///
/// Key id (1 digit), message id (26), HMAC (16): 43 base32 digits, so that with `reply+` the local
/// part stays under the 64 octets of RFC 5321 §4.5.3.1.1, and clients that change case do no harm.
/// A valid token proves that somebody has the mail, not who it is.
public struct AddressToken: Sendable {
    /// What an address is for. A token of one purpose is worth nothing for another.
    public enum Purpose: String, Sendable, CaseIterable {
        /// `Reply-To`: a parent's answer.
        case reply
        /// The envelope's reverse-path (VERP): a delivery report.
        case bounce
        /// `List-Unsubscribe`: no more bulk notices to this address.
        case stop
        /// Stands in a web address, not in one for mail: a text provider's receipt.
        case receipt
    }

    /// What became of a token.
    public enum Verdict: Sendable, Hashable {
        case valid(OutboundID, Purpose)
        /// It has no signature of ours: forged, or damaged on the way.
        case invalid
        /// Only `reply` is left: a program took `+` and what follows for a note of its reader's.
        case stripped
    }

    private let keys: SigningKeys

    /// Signs with the newest key and verifies with all.
    public init(_ keys: SigningKeys) {
        self.keys = keys
    }

    /// The local part for a message.
    public func localPart(_ purpose: Purpose, for message: OutboundID) -> String {
        let key = keys.keys[0]
        return "\(purpose.rawValue)+\(key.id)\(message.text)\(tag(purpose, message.text, key))"
    }

    /// The token alone, for the path of a web address.
    public func pathToken(_ purpose: Purpose, for message: OutboundID) -> String {
        String(localPart(purpose, for: message).dropFirst(purpose.rawValue.count + 1))
    }

    /// What a local part says, also when a server has wrapped it (``unwrapped(_:)``); nil when it
    /// bears no token.
    public func verdict(on localPart: String) -> Verdict? {
        let text = Self.unwrapped(localPart)
        let plus = text.utf8.firstIndex(of: 0x2B) ?? text.endIndex
        guard let purpose = Purpose(rawValue: String(text[..<plus])) else { return nil }
        let token = text[plus...].dropFirst()
        guard !token.isEmpty else { return purpose == .reply ? .stripped : nil }
        guard token.utf8.count == 43, token.utf8.allSatisfy({ $0 < 0x80 }) else {
            return .invalid
        }
        let id = String(token.dropFirst().prefix(26))
        let given = token.suffix(16)
        for key in keys.keys where token.hasPrefix(key.id) {
            if Self.equal(given, tag(purpose, id, key)) {
                return .valid(OutboundID(text: id), purpose)
            }
        }
        return .invalid
    }

    private func tag(_ purpose: Purpose, _ id: String, _ key: SigningKeys.Key) -> String {
        keys.tag(for: "\(purpose.rawValue):\(id)", key: key)
    }

    /// Compares in a time that does not depend on where they differ.
    private static func equal(_ left: some StringProtocol, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
