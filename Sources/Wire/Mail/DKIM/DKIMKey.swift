import Crypto
import CryptoExtras
import Foundation

/// A key that signs a domain's mail, and where its public half has to be published.
///
/// Read once and kept: reading an RSA key takes longer than signing with it. RFCs: 6376 §3.6 (the
/// record), 8301 §3.2 (RSA of 2,048 bits), 8463 §4 (Ed25519).
public struct DKIMKey: Sendable, CustomStringConvertible {
    /// How it signs, as `k=` has it in the record.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// Fast and short, and not understood by every receiver yet: publish RSA beside it.
        case ed25519
        /// Understood by all.
        case rsa

        /// As `a=` has it in a signature.
        var signatureName: String { "\(rawValue)-sha256" }
    }

    /// The domain that answers for the mail (`d=`), in lower case.
    public let domain: String
    /// The name of this key among the domain's (`s=`), in lower case.
    public let selector: String
    private let secret: Secret

    private enum Secret: Sendable {
        case ed25519(Curve25519.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)
    }

    /// Reads a private key.
    /// - Parameters:
    ///   - domain: Letters, digits, dots and hyphens; beyond ASCII in its `xn--` form.
    ///   - selector: The same.
    ///   - pem: `PRIVATE KEY` (PKCS #8) of either kind, or `RSA PRIVATE KEY` (PKCS #1), as
    ///     ``newPEM(_:)`` and OpenSSL write them.
    /// - Throws: ``DKIMProblem``, never with a word of the key.
    public init(domain: String, selector: String, pem: String) throws(DKIMProblem) {
        guard Self.isName(domain), domain.contains(".") else {
            throw DKIMProblem("The domain is none. Write it as school.example.org.")
        }
        guard Self.isName(selector), "\(selector)._domainkey.\(domain)".utf8.count <= 253 else {
            throw DKIMProblem("The selector is no name. Give letters and digits, as mail2026.")
        }
        self.domain = domain.lowercased()
        self.selector = selector.lowercased()
        secret = try Self.secret(pem)
    }

    /// Makes a new private key, with the random numbers of the crypto library.
    /// - Returns: PKCS #8 as PEM; RSA with 2,048 bits, what a DNS server surely holds.
    public static func newPEM(_ algorithm: Algorithm) throws -> String {
        switch algorithm {
        case .ed25519: return Ed25519PEM.text(Curve25519.Signing.PrivateKey())
        case .rsa:
            return try _RSA.Signing.PrivateKey(keySize: .bits2048).pkcs8PEMRepresentation + "\n"
        }
    }

    /// How it signs.
    public var algorithm: Algorithm {
        switch secret {
        case .ed25519: .ed25519
        case .rsa: .rsa
        }
    }

    /// The name of the TXT record.
    public var recordName: String { "\(selector)._domainkey.\(domain)" }

    /// What the TXT record has to say, in one piece.
    public var record: String { "v=DKIM1; k=\(algorithm.rawValue); p=\(base64Text(publicBytes))" }

    /// RFC 8463 §4: the 32 bytes as they are; RFC 6376 §3.6.1: a SubjectPublicKeyInfo.
    private var publicBytes: Data {
        switch secret {
        case .ed25519(let key): key.publicKey.rawRepresentation
        case .rsa(let key): key.publicKey.derRepresentation
        }
    }

    /// Signs a digest; Ed25519 takes its 32 bytes as the message (RFC 8463 §3).
    func signature(of digest: SHA256.Digest) throws(DKIMProblem) -> Data {
        do {
            switch secret {
            case .ed25519(let key): return try key.signature(for: Data(digest))
            case .rsa(let key):
                // RFC 6376 §3.3.2 asks for this padding and no other.
                return try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
            }
        } catch {
            throw DKIMProblem("The key of \(recordName) could not sign.")
        }
    }

    /// Whose key it is; nothing of the key itself.
    public var description: String { "\(recordName) (\(algorithm.rawValue))" }

    private static func secret(_ pem: String) throws(DKIMProblem) -> Secret {
        if let key = Ed25519PEM.key(pem) { return .ed25519(key) }
        if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) { return .rsa(key) }
        if (try? _RSA.Signing.PrivateKey(unsafePEMRepresentation: pem)) != nil {
            throw DKIMProblem(
                "The RSA key is too short to be trusted. Make one of 2,048 bits: `parley keys dkim`."
            )
        }
        throw DKIMProblem(
            "That is no private key of Ed25519 or RSA as PEM. Make one: `parley keys dkim`.")
    }

    private static func isName(_ text: String) -> Bool {
        (1...253).contains(text.utf8.count)
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            }
    }
}

/// What stands in the way of a signature, and what to do.
public struct DKIMProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what to do.
    public let description: String

    init(_ sentence: String) { description = sentence }
}

/// An Ed25519 key in PKCS #8, which is always these 16 bytes and the 32 of the key. Source: RFC
/// 8410 §7; the crypto library reads and writes the 32 alone.
enum Ed25519PEM {
    private static let head: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ]

    static func text(_ key: Curve25519.Signing.PrivateKey) -> String {
        let body = base64Text(Data(head) + key.rawRepresentation)
        return "-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n"
    }

    static func key(_ pem: String) -> Curve25519.Signing.PrivateKey? {
        let lines = pem.split(whereSeparator: \.isNewline)
        guard let start = lines.firstIndex(of: "-----BEGIN PRIVATE KEY-----"),
            let end = lines.firstIndex(of: "-----END PRIVATE KEY-----"), start < end,
            let bytes = bytesOfBase64(lines[(start + 1)..<end].joined()),
            bytes.count == head.count + 32, bytes.starts(with: head)
        else { return nil }
        return try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst(head.count))
    }
}
