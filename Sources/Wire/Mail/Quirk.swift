/// A value that could be read, with what had to be forgiven or skipped on the way.
public struct Parsed<Value: Sendable>: Sendable {
    /// What was read.
    public let value: Value
    /// Where the bytes broke a rule and were read all the same, in order of discovery.
    public let forgiven: [Quirk]

    /// Pairs a value with its quirks.
    public init(value: Value, forgiven: [Quirk]) {
        self.value = value
        self.forgiven = forgiven
    }
}

/// One departure from the standards that reading forgave, or one thing that it skipped.
public struct Quirk: Sendable, Hashable, CustomStringConvertible {
    /// What kind of departure it was; the raw value is stable and may be stored.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case mboxLine = "mbox-line"
        case leadingBlankLines = "leading-blank-lines"
        case loneCR = "lone-cr"
        case noBlankLine = "no-blank-line"
        case nulBytes = "nul-bytes"
        case headerTooLarge = "header-too-large"
        case rawHeaderBytes = "raw-header-bytes"
        case badEncodedWord = "bad-encoded-word"
        case duplicateField = "duplicate-field"
        case badDate = "bad-date"
        case badAddress = "bad-address"
        case tooManyAddresses = "too-many-addresses"
        case wrongCharset = "wrong-charset"
        case unknownCharset = "unknown-charset"
        case undecodableBytes = "undecodable-bytes"
        case unknownTransferEncoding = "unknown-transfer-encoding"
        case base64Padding = "base64-padding"
        case noBoundary = "no-boundary"
        case emptyMultipart = "empty-multipart"
        case nestingTooDeep = "nesting-too-deep"
        case tooManyParts = "too-many-parts"
        case textTruncated = "text-truncated"
        case unsafeFileName = "unsafe-file-name"
        case partSkipped = "part-skipped"
        /// Words that are encrypted or lie in a container, and are not shown.
        case sealed
    }

    /// What kind of departure it was.
    public let kind: Kind
    /// Where and how much; holds no address, name or message text.
    public let detail: String

    /// Notes one departure.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// The kind and its detail in one line.
    public var description: String { "\(kind.rawValue): \(detail)" }
}
