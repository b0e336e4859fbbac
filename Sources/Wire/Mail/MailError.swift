/// Why bytes could not be read as a mail.
public struct MailError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was missing.
    public enum Reason: Sendable, Hashable {
        /// There were no bytes at all.
        case empty
        /// Nothing at the head looks like a header field.
        case noHeaders
        /// The structure ended in nothing that can be shown.
        case nothingRead(String)
    }

    /// Offset in bytes where reading stopped.
    public let offset: Int
    /// What was missing.
    public let reason: Reason

    /// Makes an error at a place.
    public init(at offset: Int, _ reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    /// A sentence for the person who meets it: what, where and what to do next.
    public var description: String {
        switch reason {
        case .empty:
            "The message has no bytes. Look at the source that delivered it."
        case .noHeaders:
            "Byte \(offset): no header field begins here, so this is not a mail. "
                + "Look at the raw bytes in the tray."
        case .nothingRead(let why):
            "Byte \(offset): no part could be read (\(why)). Look at the raw bytes in the tray."
        }
    }
}
