import Foundation

/// What a segment costs, by the first digits of the reader's number, as the provider's price list
/// says it by country.
public struct SMSPrices: Sendable, Hashable {
    /// ISO 4217, for people; empty where none is said.
    public let currency: String
    /// By prefix with its plus: `+1`, `+52`, `+1868`.
    public let byPrefix: [String: Decimal]

    /// Describes a price list; an empty one knows no price.
    public init(currency: String = "", byPrefix: [String: Decimal] = [:]) {
        self.currency = currency
        self.byPrefix = byPrefix
    }

    /// The price of one segment to a number, by the longest prefix that fits; nil where none does.
    ///
    /// `number`: E.164.
    public func segment(to number: String) -> Decimal? {
        let digits = Array(number.utf8)
        let fitting = byPrefix.filter { digits.starts(with: $0.key.utf8) }
        return fitting.max { $0.key.utf8.count < $1.key.utf8.count }?.value
    }

    /// An amount as the settings or a price list write it, `0.0079`; nil for what is none, or below
    /// zero.
    public static func amount(_ text: String) -> Decimal? {
        let parts = text.utf8.split(separator: 46, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), text.utf8.count <= 20,
            parts.allSatisfy({ part in
                !part.isEmpty && part.allSatisfy { (48...57).contains($0) }
            })
        else { return nil }
        // Digits and a point only, so no language has a say in it.
        return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    }
}
