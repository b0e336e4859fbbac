import Store

/// One translation of one segment.
public struct MemoryEntryID: EntityID {
    /// 26 digits of base32, made of the languages, source and target: the same on every machine.
    public let text: String
    /// Takes an id as it was stored or typed.
    public init(text: String) { self.text = text }
}

/// Where a translation comes from.
public enum MemoryOrigin: Sendable, Hashable, CustomStringConvertible {
    /// A person wrote or corrected it here.
    case person
    /// A translation provider made it, by its name in the settings.
    case provider(String)
    /// It came in a file.
    case imported
    /// It is a message of a catalog.
    case catalog

    /// As it is stored: `person`, `provider:deepl`, `imported`, `catalog`.
    public var description: String {
        switch self {
        case .person: "person"
        case .provider(let name): "provider:\(name)"
        case .imported: "imported"
        case .catalog: "catalog"
        }
    }

    /// Reads what ``description`` writes; nil for anything else.
    public init?(_ text: String) {
        switch text {
        case "person": self = .person
        case "imported": self = .imported
        case "catalog": self = .catalog
        default:
            guard text.hasPrefix("provider:") else { return nil }
            self = .provider(String(text.dropFirst("provider:".count)))
        }
    }
}

/// A translation to keep.
public struct NewMemoryEntry: Sendable, Hashable {
    /// From which language into which.
    public let pair: LanguagePair
    /// What was written.
    public let source: TextSegment
    /// What it became, with the same slots.
    public let target: TextSegment
    /// `.machine`, `.draft` or `.reviewed`; `.fallback`, which is no translation, counts as draft.
    public let standing: Standing
    /// Where it comes from.
    public let origin: MemoryOrigin
    /// Who reviewed it: a staff id, or the name that an operator vouched for.
    public let reviewer: String?
    /// When it was made; nil for now.
    public let at: Instant?
    /// How often it has been used already.
    public let uses: Int

    /// Describes a translation.
    public init(
        _ pair: LanguagePair, source: TextSegment, target: TextSegment, standing: Standing,
        origin: MemoryOrigin, reviewer: String? = nil, at: Instant? = nil, uses: Int = 0
    ) {
        self.pair = pair
        self.source = source
        self.target = target
        self.standing = standing == .fallback ? .draft : standing
        self.origin = origin
        self.reviewer = reviewer
        self.at = at
        self.uses = max(0, uses)
    }
}

/// A translation that is kept.
public struct MemoryEntry: Sendable, Hashable {
    /// Of languages, source and target.
    public let id: MemoryEntryID
    /// From which language into which.
    public let pair: LanguagePair
    /// What was written.
    public let source: TextSegment
    /// What it became.
    public let target: TextSegment
    /// How much it can be relied on.
    public let standing: Standing
    /// Where it comes from.
    public let origin: MemoryOrigin
    /// Who reviewed it, if anybody.
    public let reviewer: String?
    /// When it was made, or last rose.
    public let at: Instant
    /// How often it was used.
    public let uses: Int

    /// Whether it is to be shown before another of the same source: the best standing, then the
    /// newest, then the lower id so that the choice is always the same.
    func comesBefore(_ other: MemoryEntry) -> Bool {
        if standing != other.standing { return standing > other.standing }
        if at != other.at { return at > other.at }
        return id < other.id
    }
}

/// What keeping has done.
public struct MemoryReceipt: Sendable, Hashable, Codable {
    /// New ones.
    public var added = 0
    /// Those that were there with a lower standing.
    public var raised = 0
    /// Those that were there already, or whose source has a reviewed translation that a machine's
    /// does not replace.
    public var known = 0
    /// Machine translations that went because a reviewed one of the same source came.
    public var replaced = 0
    /// Those not taken: their slots are not those of the source, a side says nothing, or the source
    /// has a hundred translations already.
    public var refused = 0

    /// Nothing yet.
    public init() {}

    /// Both together.
    public static func += (left: inout MemoryReceipt, right: MemoryReceipt) {
        left.added += right.added
        left.raised += right.raised
        left.known += right.known
        left.replaced += right.replaced
        left.refused += right.refused
    }
}

/// How many translations there are of a pair and standing.
public struct MemoryStatistics: Sendable, Hashable {
    /// From which language into which.
    public let pair: LanguagePair
    /// How much they can be relied on.
    public let standing: Standing
    /// How many.
    public let entries: Int
}
