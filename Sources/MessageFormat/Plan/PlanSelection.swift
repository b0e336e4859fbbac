/// Which variant a message shows, for values that are whole numbers and texts.
struct PlanSelection: Sendable {
    /// What a key of a variant matches.
    enum Key: Sendable, Hashable {
        /// `*`
        case any
        case exact(Int)
        case category(PluralCategory)
        case text(String)
        /// A key that is allowed and that no value here can match.
        case never
    }

    /// A selector with a key for each variant.
    struct Column: Sendable {
        let slot: Int
        /// The kind of plural; `nil` for text, and for numbers that are matched exactly.
        let kind: PluralKind?
        let isText: Bool
        let keys: ContiguousArray<Key>
    }

    /// More than this go the long way: a rank takes two bits of a word.
    static let mostColumns = 16

    private let columns: ContiguousArray<Column>
    private let count: Int

    init(_ columns: [Column], variants: Int) {
        self.columns = ContiguousArray(columns)
        count = variants
    }

    /// The variant to show; `nil` when a value is missing or of another kind.
    func row(
        _ slots: ContiguousArray<MessagePlan.Slot>, _ arguments: MessageArguments,
        _ profile: LocaleProfile
    ) -> Int? {
        if columns.count == 1 {
            var best: (rank: UInt32, row: Int)?
            let isKnown = rank(columns[0], slots, arguments, profile) { row, rank in
                if rank < best?.rank ?? .max { best = (rank, row) }
            }
            return isKnown ? best?.row : nil
        }
        // From the left, two bits for each column: the least number is the best variant.
        var ranks = ContiguousArray<UInt32?>(repeating: 0, count: count)
        for column in columns {
            var matched = ContiguousArray<UInt32?>(repeating: nil, count: count)
            let isKnown = rank(column, slots, arguments, profile) { row, rank in
                if let earlier = ranks[row] { matched[row] = earlier << 2 | rank }
            }
            guard isKnown else { return nil }
            ranks = matched
        }
        var best: (rank: UInt32, row: Int)?
        for (row, rank) in ranks.enumerated() {
            if let rank, best.map({ rank < $0.rank }) ?? true { best = (rank, row) }
        }
        return best?.row
    }

    /// Names each variant whose key matches, with its rank: 0 for the best, 2 for `*`.
    private func rank(
        _ column: Column, _ slots: ContiguousArray<MessagePlan.Slot>,
        _ arguments: MessageArguments, _ profile: LocaleProfile, _ match: (Int, UInt32) -> Void
    ) -> Bool {
        guard let value = arguments[slots[column.slot].name] else { return false }
        if column.isText {
            guard case .string(let text) = value else { return false }
            for (row, key) in column.keys.enumerated() {
                if case .any = key { match(row, 2) }
                if case .text(let wanted) = key, wanted == text { match(row, 0) }
            }
            return true
        }
        guard let number = value.whole else { return false }
        let category = column.kind.map {
            profile.category(PluralOperands(UInt64(number.magnitude)), $0)
        }
        for (row, key) in column.keys.enumerated() {
            switch key {
            case .any: match(row, 2)
            case .exact(let wanted): if wanted == number { match(row, 0) }
            case .category(let wanted): if wanted == category { match(row, 1) }
            case .text, .never: break
            }
        }
        return true
    }
}
