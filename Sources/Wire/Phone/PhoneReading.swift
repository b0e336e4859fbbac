internal import CPhone

/// A telephone number as libphonenumber understands it.
public struct PhoneReading: Sendable, Hashable, CustomStringConvertible {
    /// ITU-T E.164: `+12125550123`.
    public let e164: String
    /// Whether the numbering plan lists it. A warning at most: the plan in the distribution is
    /// years old and lacks new area codes.
    public let valid: Bool
    /// Whether its length fits its country, area code included; what is not possible is refused.
    public let possible: Bool
    /// `mobile`, `fixed-line`, `fixed-line-or-mobile`, `toll-free` and so on; `unknown` else.
    public let type: String
    /// The country, such as `US`; empty when it is not known.
    public let region: String

    /// The number with all but its last two digits hidden.
    public var description: String { "+•••" + e164.suffix(2) }
}

/// Reads a telephone number as people write it: national or international, in any digits.
///
/// An extension is dropped, for E.164 has none.
/// - Parameters:
///   - text: What a person wrote, at most 250 bytes.
///   - region: The country of a number without country code: `US`.
/// - Returns: nil when the text is no number at all.
public func readPhone(_ text: String, region: String) -> PhoneReading? {
    guard text.utf8.count <= 250, !text.utf8.contains(0), region.utf8.count <= 3 else { return nil }
    let country = region.uppercased() == "UK" ? "GB" : region.uppercased()
    let read = cphone_parse(text, country)
    guard read.error == 0 else { return nil }
    let number = characters(read.e164)
    guard number.count >= 3, number.utf8.count <= 16 else { return nil }
    let index = Int(read.type)
    return PhoneReading(
        e164: number, valid: read.valid, possible: read.possible,
        type: typeNames.indices.contains(index) ? typeNames[index] : "unknown",
        region: characters(read.region))
}

/// In the order of `PhoneNumberUtil::PhoneNumberType`.
private let typeNames = [
    "fixed-line", "mobile", "fixed-line-or-mobile", "toll-free", "premium-rate", "shared-cost",
    "voip", "personal-number", "pager", "uan", "voicemail", "unknown",
]

/// A fixed array of C characters arrives as a tuple.
private func characters<T>(_ tuple: T) -> String {
    withUnsafeBytes(of: tuple) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
