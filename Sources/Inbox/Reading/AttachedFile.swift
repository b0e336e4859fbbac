import Crypto
import Wire

/// A mail's attachment as it was read: its bytes stay in the arrival.
public struct AttachedFile: Sendable, Hashable {
    /// Safe to show; empty when there was none.
    public let name: String
    /// The declared media type.
    public let type: String
    /// In bytes, decoded.
    public let size: Int
    /// Of the decoded bytes, as hex.
    public let sha256: String

    /// Nil for what a text brought, of which no more is kept than that it came.
    init?(record: [String: String]) {
        guard let sha256 = record["sha256"], let size = record["size"].flatMap({ Int($0) }) else {
            return nil
        }
        self.sha256 = sha256
        self.size = size
        name = record["name"] ?? ""
        type = record["type"] ?? ""
    }

    /// The decoded bytes, out of the mail as it came; nil when it holds no such attachment. Blocks.
    public func bytes(in mail: [UInt8]) -> [UInt8]? {
        guard let parsed = try? readMail(mail) else { return nil }
        return parsed.value.attachments.first {
            $0.bytes.count == size && hexText(SHA256.hash(data: $0.bytes)) == sha256
        }?.bytes
    }
}
