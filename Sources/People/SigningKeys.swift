import Crypto
import Foundation
import Store

/// The keys that sign what comes back from outside, such as reply addresses. The newest signs;
/// all of them verify, so that a rotation breaks nothing that is out there.
public struct SigningKeys: Sendable {
    /// One key.
    public struct Key: Sendable, Codable {
        /// One base32 digit, which stands in each token.
        public let id: String
        /// 32 bytes.
        let secret: Data
        /// When it was made.
        public let made: String
    }

    /// Newest first, never empty.
    public let keys: [Key]
    /// Each key's code before any text: four addresses of each mail are signed.
    private let codes: [HMAC<SHA256>]

    /// Why a key file can't be used.
    public struct Problem: Error, CustomStringConvertible {
        /// What is wrong and what to do.
        public let description: String
    }

    /// A first key.
    public static func made(_ source: ClockAndChance) -> SigningKeys {
        SigningKeys(keys: [newKey("0", source)])
    }

    /// These keys with a new one that signs from now on. The oldest goes when there are 32.
    public func rotated(_ source: ClockAndChance) -> SigningKeys {
        let used = Set(keys.map(\.id))
        let free = Base32.digits.first { !used.contains($0) } ?? keys.last?.id ?? "0"
        return SigningKeys(
            keys: [Self.newKey(free, source)] + keys.filter { $0.id != free })
    }

    /// Reads the JSON that ``encoded()`` wrote.
    public init(json: Data) throws(Problem) {
        guard let file = try? JSONDecoder().decode([Key].self, from: json), !file.isEmpty,
            file.allSatisfy({ $0.secret.count >= 32 && $0.id.count == 1 })
        else {
            throw Problem(
                description: "The key file can't be read as signing keys. Restore it from a "
                    + "backup; a new one would make every answer to older mails unrecognisable.")
        }
        self.init(keys: file)
    }

    /// JSON for the key file.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(keys)
    }

    private init(keys: [Key]) {
        self.keys = keys
        codes = keys.map { HMAC<SHA256>(key: SymmetricKey(data: $0.secret)) }
    }

    private static func newKey(_ id: String, _ source: ClockAndChance) -> Key {
        let words = (0..<4).map { _ in source.bits() }
        let secret = words.reduce(into: Data()) { data, word in
            withUnsafeBytes(of: word) { data.append(contentsOf: $0) }
        }
        return Key(id: id, secret: secret, made: source.now().iso8601)
    }

    /// The first 80 bits of HMAC-SHA-256 as 16 base32 digits.
    func tag(for text: String, key: Key) -> String {
        let prepared = zip(keys, codes).first { $0.0.id == key.id }?.1
        var code = prepared ?? HMAC<SHA256>(key: SymmetricKey(data: key.secret))
        code.update(data: Array(text.utf8))
        return Base32.encode(code.finalize().prefix(10))
    }
}

extension SigningKeys: CustomStringConvertible {
    /// Names the key ids only.
    public var description: String { "keys \(keys.map(\.id).joined(separator: ", "))" }
}
