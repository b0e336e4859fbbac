/// What plural rules ask about a number: the operands of UTS #35 part 3 §5.1.1.
struct PluralOperands: Sendable, Hashable {
    /// The integer digits (i).
    let integer: Tail
    /// The visible fraction digits, with trailing zeros (f).
    let fraction: Tail
    /// The visible fraction digits without trailing zeros (t).
    let trimmed: Tail
    /// How many fraction digits are visible (v).
    let visible: Int
    /// The same without trailing zeros (w).
    let visibleTrimmed: Int
    /// The exponent of compact form (c and e).
    let exponent: Int

    /// Whether the number is whole, so that n equals i.
    var isWhole: Bool { trimmed.low == 0 && !trimmed.isLong }

    /// A row of digits, exact up to 18 of them.
    ///
    /// Of longer rows only the end is kept and a mark that there was more. That is exact for the
    /// rules, which compare with small numbers and divide by powers of ten up to a million.
    struct Tail: Sendable, Hashable {
        let low: UInt64
        let isLong: Bool

        /// Every number that the type holds is exact: 19 digits fit.
        init(_ number: UInt64) {
            low = number
            isLong = false
        }

        init(_ digits: some BidirectionalCollection<UInt8>) {
            low = digits.suffix(18).reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
            isLong = digits.dropLast(18).contains { $0 != 0x30 }
        }
    }

    /// The operands of a whole number.
    init(_ number: UInt64) {
        integer = Tail(number)
        fraction = Tail(0)
        trimmed = Tail(0)
        visible = 0
        visibleTrimmed = 0
        exponent = 0
    }

    /// Reads `1`, `-1.50`, `1.2c6` or `1e3`.
    init?(_ number: String) {
        var text = Substring(number)
        if text.first == "-" || text.first == "+" { text.removeFirst() }
        let halves = text.split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { "ceCE".contains($0) })
        var exponent = 0
        if halves.count == 2 {
            // Beyond a hundred places the shifted number would only cost memory.
            guard let value = Int(halves[1]), (0...100).contains(value) else { return nil }
            exponent = value
        }
        let parts = halves[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, parts.count == 1 || !parts[1].isEmpty
        else { return nil }
        var whole = Array(first.utf8)
        var fraction = parts.count == 2 ? Array(parts[1].utf8) : []
        guard whole.allSatisfy(Self.isDigit), fraction.allSatisfy(Self.isDigit) else { return nil }

        let moved = min(exponent, fraction.count)
        whole += fraction[..<moved]
        whole += Array(repeating: 0x30, count: exponent - moved)
        fraction.removeFirst(moved)
        self.exponent = exponent
        visible = fraction.count
        integer = Tail(whole)
        self.fraction = Tail(fraction)
        let zeros = fraction.reversed().prefix { $0 == 0x30 }.count
        trimmed = Tail(fraction.dropLast(zeros))
        visibleTrimmed = fraction.count - zeros
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
