import Crypto
import Wire

/// What came beside the text of a message; its bytes stay in the raw message.
public struct Attachment: Sendable, Hashable, CustomStringConvertible {
    /// The file name, safe to show; the subject for an attached message without one; empty when
    /// there was none.
    public let name: String
    /// The declared media type; the one found in the bytes when none was declared.
    public let type: String
    /// Size in bytes, decoded.
    public let size: Int
    /// SHA-256 of the decoded bytes, 64 lower-case hex digits.
    public let sha256: String
    /// The media type that the first bytes show; nil when they show none. Where it differs from
    /// the declared one, believe the bytes.
    public let sniffed: String?

    /// Type and size; the name could tell who wrote it.
    public var description: String { "\(type), \(size) bytes" }

    /// Describes a part.
    init(_ part: MailPart) {
        let found = sniffedType(part.bytes)
        name = part.fileName ?? part.impliedName ?? ""
        type = part.typeIsDeclared || part.type != "text/plain" ? part.type : found ?? part.type
        size = part.bytes.count
        sha256 = hexText(SHA256.hash(data: part.bytes))
        sniffed = found
    }
}
