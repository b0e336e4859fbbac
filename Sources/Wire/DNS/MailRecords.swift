/// `tag=value; tag=value`, as DKIM and DMARC records are written. Source: RFC 6376 §3.2, RFC 7489
/// §6.4. White space around tags and values means nothing; of a tag that comes twice the first counts.
public struct TagList: Sendable, Hashable {
    private let values: [String: String]

    /// Reads a record; what is no tag is left out.
    public init(_ text: String) {
        var values: [String: String] = [:]
        for part in text.split(separator: ";") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = part[..<equals].filter { !$0.isWhitespace }.lowercased()
            let value = part[part.index(after: equals)...].bare
            if values[name] == nil { values[name] = value }
        }
        self.values = values
    }

    /// A tag's value.
    public subscript(_ tag: String) -> String? { values[tag] }
}

extension Substring {
    fileprivate var bare: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// An SPF record: who may send for a domain. Source: RFC 7208 §4.6, §5.
public struct SPFRecord: Sendable, Hashable {
    /// The domains whose records it takes in, in order: `include:` and `redirect=`.
    public let others: [String]
    /// How many of its terms need DNS (§4.6.4); more than ten in all, and receivers give up.
    public let lookups: Int
    /// The sign of `all` (`-`, `~`, `?`, `+`); nil where it has none of its own.
    public let all: Character?
    /// Whether it hands over to another record.
    public let redirects: Bool

    /// Reads a TXT record; nil when it is no SPF.
    public init?(_ text: String) {
        let terms = text.lowercased().split(whereSeparator: \.isWhitespace)
        guard terms.first == "v=spf1" else { return nil }
        var others: [String] = []
        var lookups = 0
        var all: Character?
        var redirects = false
        for term in terms.dropFirst() {
            if term.hasPrefix("redirect=") {
                others.append(String(term.dropFirst(9)))
                lookups += 1
                redirects = true
                continue
            }
            let sign = "+-~?".contains(term.first ?? " ") ? term.first : nil
            let mechanism = term.dropFirst(sign == nil ? 0 : 1)
            let name = mechanism.prefix { $0 != ":" && $0 != "/" }
            switch name {
            case "all": all = sign ?? "+"
            case "include":
                others.append(String(mechanism.dropFirst("include:".count)))
                lookups += 1
            case "a", "mx", "ptr", "exists": lookups += 1
            default: break
            }
        }
        (self.others, self.lookups, self.all) = (others, lookups, all)
        self.redirects = redirects
    }
}
