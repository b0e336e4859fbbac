/// The two versions of the XML Localisation Interchange File Format that agencies' tools read.
///
/// They are incompatible, and tools of today still differ in which they prefer.
/// Source: OASIS XLIFF 1.2 (2008) and XLIFF 2.1 (2018).
public enum XLIFFVersion: String, Sendable, Hashable, CaseIterable {
    /// Read by nearly every tool.
    case v1 = "1.2"
    /// The current one.
    case v2 = "2.1"

    /// Whole, as UTF-8.
    public func text(of file: ExchangeFile) -> String {
        switch self {
        case .v1: XLIFF12Writer.text(of: file)
        case .v2: XLIFF21Writer.text(of: file)
        }
    }
}

/// The namespaces of elements that are written and read.
enum XLIFFNamespace {
    static let v1 = "urn:oasis:names:tc:xliff:document:1.2"
    /// It stayed the same in 2.1.
    static let v2 = "urn:oasis:names:tc:xliff:document:2.0"
    /// Metadata module of 2.x.
    static let metadata = "urn:oasis:names:tc:xliff:metadata:2.0"
    /// Size and length restriction module of 2.x.
    static let size = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
}

/// How the digest of the source is named in the file.
enum XLIFFDigest {
    static let contextType = "x-parley-source"
    static let category = "parley"
    static let metaType = "source"
}
