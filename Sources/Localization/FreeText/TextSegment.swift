import MessageFormat

/// One sentence of a person's words, with everything private or fixed in it taken out.
///
/// Names, places, dates, times, numbers, phone numbers, links and addresses are slots: what stands
/// in them is kept elsewhere (see ``ProtectedText``). So a sentence about one child is, letter for
/// letter, the sentence about every other child: it is translated once, reviewed once, and names
/// nobody to a translation provider. Written as MessageFormat 2: `{$name1} was late on {$date1}.`
public struct TextSegment: Sendable, Hashable, CustomStringConvertible {
    /// Words or a slot.
    public enum Part: Sendable, Hashable {
        /// Text as a reader sees it, without escapes.
        case words(String)
        /// Where something protected stands.
        case slot(Slot)
    }

    /// What a slot stands for.
    public enum SlotKind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A person's name: child, family, staff.
        case name
        /// A place's own name or address: a school, a street, a room.
        case place
        /// A date, whole or in part.
        case date
        /// A time of day.
        case time
        /// An amount in digits.
        case number
        /// A phone number.
        case phone
        /// A web address.
        case link
        /// A mail address.
        case email
    }

    /// A slot: its kind, and which of that kind in its segment, from 1 in the order of the source.
    public struct Slot: Sendable, Hashable, CustomStringConvertible {
        /// What it stands for.
        public let kind: SlotKind
        /// 1 or more.
        public let number: Int

        /// Makes a slot.
        public init(_ kind: SlotKind, _ number: Int) {
            self.kind = kind
            self.number = number
        }

        /// Reads a slot's name, as in `name1`; nil for anything else.
        public init?(name: some StringProtocol) {
            let kind = name.prefix { $0.isLetter }
            let digits = name.dropFirst(kind.count)
            guard let kind = SlotKind(rawValue: String(kind)), let number = Int(digits),
                number > 0, String(number) == digits
            else { return nil }
            self.init(kind, number)
        }

        /// The variable's name, as in `name1`.
        public var name: String { "\(kind.rawValue)\(number)" }

        /// The variable's name: it says nothing of what stands there.
        public var description: String { name }
    }

    /// In order; words are not empty, and no two stand side by side.
    public let parts: [Part]

    /// Joins parts; neighbouring words become one, empty ones go.
    public init(_ parts: some Sequence<Part>) {
        var joined: [Part] = []
        for part in parts {
            switch (joined.last, part) {
            case (_, .words("")): continue
            case (.words(let before)?, .words(let more)):
                joined[joined.count - 1] = .words(before + more)
            default: joined.append(part)
            }
        }
        self.parts = joined
    }

    /// Words without a slot.
    public init(words: String) {
        self.init([.words(words)])
    }

    /// Its slots in order, with repetitions.
    public var slots: [Slot] {
        parts.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
    }

    /// Its words alone, joined as they stand.
    public var words: String {
        parts.reduce(into: "") { text, part in
            if case .words(let words) = part { text += words }
        }
    }

    /// Whether it has the same slots as another, each as often, in whatever order.
    public func hasSameSlots(as other: TextSegment) -> Bool {
        let (own, its) = (slots, other.slots)
        return own == its || Self.count(own) == Self.count(its)
    }

    private static func count(_ slots: [Slot]) -> [Slot: Int] {
        slots.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Redacted: what a person did not list as a name may be one.
    public var description: String { "TextSegment(\(parts.count) parts)" }
}
