/// A decimal number of any length, exact: what number functions compute with.
///
/// Its value is 0.d₁d₂d₃… × 10^point, without zeros at either end of the digits.
struct DecimalNumber: Sendable, Hashable {
    var isNegative: Bool
    /// Values from 0 to 9.
    private(set) var digits: [UInt8]
    private(set) var point: Int

    /// Numbers that would take more places than this are refused: they cost only memory.
    static let mostPlaces = 2_000

    /// The number in a value, if it is one; text must be a number literal.
    init?(_ value: MessageValue) {
        switch value {
        case .integer(let number): self.init(String(number))
        case .number(let number): self.init(number.plainText)
        case .decimal(let text), .string(let text): self.init(text)
        case .instant, .date: return nil
        }
    }

    /// Reads a `number-literal`: no plus sign, no leading zero, digits on both sides of a dot.
    ///
    /// Source: LDML 48 part 9, Number Operands; the grammar of JSON numbers.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        let whole = Self.digits(&rest)
        guard let first = whole.first, whole.count == 1 || first != 0 else { return nil }
        var fraction: [UInt8] = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = Self.digits(&rest)
            guard !fraction.isEmpty else { return nil }
        }
        var exponent = 0
        if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            rest.removeFirst()
            let sign = rest.first
            if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
            let digits = Self.digits(&rest)
            guard !digits.isEmpty, digits.count <= 9 else { return nil }
            exponent = digits.reduce(0) { $0 * 10 + Int($1) }
            if sign == UInt8(ascii: "-") { exponent = -exponent }
        }
        guard rest.isEmpty else { return nil }
        self.init(isNegative: isNegative, digits: whole + fraction, point: whole.count + exponent)
        guard digits.count <= Self.mostPlaces, abs(point) <= Self.mostPlaces else { return nil }
    }

    private init(isNegative: Bool, digits: [UInt8], point: Int) {
        let leading = digits.prefix { $0 == 0 }.count
        let trailing = digits.dropFirst(leading).reversed().prefix { $0 == 0 }.count
        self.digits = Array(digits.dropFirst(leading).dropLast(trailing))
        self.point = self.digits.isEmpty ? 0 : point - leading
        self.isNegative = isNegative && !self.digits.isEmpty
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits.map { $0 - 0x30 }
    }

    var isZero: Bool { digits.isEmpty }

    /// The plain decimal, without exponent and needless zeros.
    var text: String {
        let places = max(0, digits.count - point)
        let (integer, fraction) = truncated(places: places)
        return (isNegative ? "-" : "") + integer + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The digits before the point, at least one, and so many after it.
    func truncated(places: Int) -> (integer: String, fraction: String) {
        func digit(_ index: Int) -> UInt8 {
            0x30 + (digits.indices.contains(index) ? digits[index] : 0)
        }
        let integer = point > 0 ? (0..<point).map(digit) : [0x30]
        let fraction = (point..<point + max(0, places)).map(digit)
        return (
            String(decoding: integer, as: UTF8.self), String(decoding: fraction, as: UTF8.self)
        )
    }

    /// The number times a power of ten.
    func shifted(_ places: Int) -> DecimalNumber {
        DecimalNumber(isNegative: isNegative, digits: digits, point: point + places)
    }

    /// Rounded to so many places after the point, halves away from zero as in ECMA-402.
    func rounded(places: Int) -> DecimalNumber {
        rounded(keeping: point + places)
    }

    /// Rounded to so many digits, halves away from zero.
    func rounded(keeping count: Int) -> DecimalNumber {
        guard count < digits.count else { return self }
        guard count >= 0 else { return DecimalNumber(isNegative: false, digits: [], point: 0) }
        var kept = [0] + digits[..<count]
        if digits[count] >= 5 {
            var index = kept.count - 1
            while kept[index] == 9 {
                kept[index] = 0
                index -= 1
            }
            kept[index] += 1
        }
        return DecimalNumber(isNegative: isNegative, digits: kept, point: point + 1)
    }

    /// The sum with a whole number.
    func adding(_ number: Int) -> DecimalNumber {
        let other = DecimalNumber(
            isNegative: number < 0, digits: String(number.magnitude).utf8.map { $0 - 0x30 },
            point: String(number.magnitude).utf8.count)
        let whole = max(point, other.point, 0) + 1
        let places = max(digits.count - point, other.digits.count - other.point, 0)
        let left = padded(whole, places)
        let right = other.padded(whole, places)
        if isNegative == other.isNegative {
            return DecimalNumber(
                isNegative: isNegative, digits: Self.sum(left, right), point: whole)
        }
        let isLess = left.lexicographicallyPrecedes(right)
        let difference = isLess ? Self.difference(right, left) : Self.difference(left, right)
        return DecimalNumber(
            isNegative: isLess ? other.isNegative : isNegative, digits: difference, point: whole)
    }

    private func padded(_ whole: Int, _ places: Int) -> [UInt8] {
        (point - whole..<point + places).map { digits.indices.contains($0) ? digits[$0] : 0 }
    }

    private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result = left
        var carry: UInt8 = 0
        for index in result.indices.reversed() {
            let digit = left[index] + right[index] + carry
            result[index] = digit % 10
            carry = digit / 10
        }
        return result
    }

    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var result = left
        var borrow: UInt8 = 0
        for index in result.indices.reversed() {
            let digit = 10 + left[index] - right[index] - borrow
            result[index] = digit % 10
            borrow = digit < 10 ? 1 : 0
        }
        return result
    }
}
