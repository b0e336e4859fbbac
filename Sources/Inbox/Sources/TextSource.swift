import People

/// What an arrival's source says of texts: which provider brought it, and what it is.
public enum TextSource: Sendable, Hashable {
    /// A parent's text.
    case text(String)
    /// A report about a text of ours.
    case receipt(String)

    /// As it stands in the row.
    public var name: String {
        switch self {
        case .text(let provider): "sms:\(provider)"
        case .receipt(let provider): "sms-receipt:\(provider)"
        }
    }

    /// The name's provider.
    public var provider: String {
        switch self {
        case .text(let provider), .receipt(let provider): provider
        }
    }

    /// Nil for mail.
    public init?(name: String) {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "sms": self = .text(String(parts[1]))
        case "sms-receipt": self = .receipt(String(parts[1]))
        default: return nil
        }
    }
}

extension Channel {
    /// What an arrival of a source came by.
    init(source: String) {
        self = TextSource(name: source) == nil ? .email : .sms
    }
}
