/// How much of a mail is read; what lies beyond is skipped and listed as forgiven.
///
/// The size of a whole message is the intake's business: reading takes any, holds it once, and
/// decodes part by part.
public enum MailLimits {
    /// Nesting of multiparts; a deeper one becomes one opaque attachment.
    public static let depth = 20
    /// Parts that are read.
    public static let parts = 200
    /// Fields of a header that are read.
    public static let headerFields = 1_000
    /// Bytes of a header that are read.
    public static let headerBytes = 256 * 1_024
    /// Bytes of one text part, and of the text of a message, that are decoded and shown.
    public static let textBytes = 1 << 20
    /// Addresses that are read from one field.
    public static let addresses = 1_000
}
