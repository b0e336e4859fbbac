/// How a locale writes whole numbers, as bytes: a ``NumberPattern`` for one case, without fields.
final class WholeNumberPattern: Sendable {
    private let digits: [UInt8]
    private let digitLength: Int
    private let group: [UInt8]
    private let firstGroup: Int
    private let otherGroups: Int
    /// How many digits a number must have to be grouped.
    private let leastDigits: Int
    private let plain: (prefix: [UInt8], suffix: [UInt8])
    private let minus: (prefix: [UInt8], suffix: [UInt8])

    /// Takes over a locale's pattern; `nil` when its digits differ in length.
    init?(_ pattern: NumberPattern) {
        digitLength = pattern.digits.first?.utf8.count ?? 0
        guard digitLength > 0, pattern.digits.count == 10,
            pattern.digits.allSatisfy({ [digitLength] in $0.utf8.count == digitLength })
        else { return nil }
        digits = pattern.digits.flatMap { Array($0.utf8) }
        group = Array(pattern.group.utf8)
        firstGroup = pattern.firstGroup
        otherGroups = max(1, pattern.otherGroups)
        leastDigits = firstGroup > 0 ? firstGroup + pattern.leastBeforeGroup : .max
        plain = (Array(pattern.plain.prefix.utf8), Array(pattern.plain.suffix.utf8))
        minus = (Array(pattern.minus.prefix.utf8), Array(pattern.minus.suffix.utf8))
    }

    /// Writes a number.
    func write(_ number: Int, to buffer: inout TextBuffer) {
        buffer.append(number < 0 ? minus.prefix : plain.prefix)
        writeDigits(number.magnitude, to: &buffer)
        buffer.append(number < 0 ? minus.suffix : plain.suffix)
    }

    private func writeDigits(_ magnitude: UInt, to buffer: inout TextBuffer) {
        if magnitude < 10, digitLength == 1 { return buffer.append(digits[Int(magnitude)]) }
        var count = 1
        var rest = magnitude / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        let groups = count < leastDigits ? 0 : 1 + (count - firstGroup - 1) / otherGroups
        guard let room = buffer.reserve(count * digitLength + groups * group.count) else { return }
        // From the last digit to the first, as divisions bring them.
        var at = room.count
        var left = groups > 0 ? firstGroup : Int.max
        rest = magnitude
        for _ in 0..<count {
            if left == 0 {
                at -= group.count
                for index in group.indices { room[at + index] = group[index] }
                left = otherGroups
            }
            at -= digitLength
            let digit = Int(rest % 10) * digitLength
            for index in 0..<digitLength { room[at + index] = digits[digit + index] }
            rest /= 10
            left -= 1
        }
    }
}
