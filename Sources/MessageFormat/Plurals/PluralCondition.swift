/// A condition of a plural rule: alternatives of relations that must all hold.
///
/// Source: UTS #35 part 3 §5.1.2; only the forms that CLDR uses (`n % 10 = 2..4,9`).
struct PluralCondition: Sendable, Hashable {
    /// What is compared; `c` and `e` are the same.
    enum Operand: String, Sendable {
        case n, i, v, w, f, t, c, e
    }

    /// `operand % modulus = ranges`, or `!=`.
    struct Relation: Sendable, Hashable {
        let operand: Operand
        let modulus: UInt64?
        let isEqual: Bool
        let ranges: [ClosedRange<UInt64>]
    }

    let alternatives: [[Relation]]

    init?(_ text: Substring) {
        var alternatives: [[Relation]] = []
        var relations: [Relation] = []
        var words = text.split(separator: " ")[...]
        while !words.isEmpty {
            guard let relation = Self.relation(&words) else { return nil }
            relations.append(relation)
            switch words.popFirst() {
            case "and": continue
            case "or", nil:
                alternatives.append(relations)
                relations = []
            default: return nil
            }
        }
        self.alternatives = alternatives
    }

    private static func relation(_ words: inout ArraySlice<Substring>) -> Relation? {
        guard let operand = words.popFirst().flatMap({ Operand(rawValue: String($0)) })
        else { return nil }
        var modulus: UInt64?
        if words.first == "%" {
            words.removeFirst()
            guard let value = words.popFirst().flatMap({ UInt64($0) }), value > 0 else {
                return nil
            }
            modulus = value
        }
        guard let sign = words.popFirst(), sign == "=" || sign == "!=", let list = words.popFirst()
        else { return nil }
        let items = list.split(separator: ",")
        let ranges = items.compactMap(range)
        guard ranges.count == items.count else { return nil }
        return Relation(
            operand: operand, modulus: modulus, isEqual: sign == "=", ranges: ranges)
    }

    private static func range(_ text: Substring) -> ClosedRange<UInt64>? {
        let ends = text.split(separator: ".").compactMap { UInt64($0) }
        guard let low = ends.first, let high = ends.last, low <= high else { return nil }
        return low...high
    }

    /// Whether the condition holds for a number.
    func holds(for number: PluralOperands) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.holds(for: number) } }
    }
}

extension PluralCondition.Relation {
    func holds(for number: PluralOperands) -> Bool {
        isIn(number) == isEqual
    }

    private func isIn(_ number: PluralOperands) -> Bool {
        switch operand {
        // A fraction is in no range of whole numbers, nor is its remainder.
        case .n: number.isWhole && contains(number.integer)
        case .i: contains(number.integer)
        case .f: contains(number.fraction)
        case .t: contains(number.trimmed)
        case .v: contains(UInt64(number.visible))
        case .w: contains(UInt64(number.visibleTrimmed))
        case .c, .e: contains(UInt64(number.exponent))
        }
    }

    private func contains(_ digits: PluralOperands.Tail) -> Bool {
        if digits.isLong && modulus == nil { return false }
        return contains(digits.low)
    }

    private func contains(_ value: UInt64) -> Bool {
        let value = modulus.map { value % $0 } ?? value
        return ranges.contains { $0.contains(value) }
    }
}
