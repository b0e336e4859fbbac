/// Undoes what a program did that took UTF-8 for windows-1252 and encoded it again: `ReuniÃ³n`.
///
/// nil unless the whole text reads as such: every character beyond ASCII is one of windows-1252's,
/// together they are valid UTF-8, and there are two of them or one that begins with the marks of
/// Latin letters. A single accidental pair, as in `CAFÉ’S`, is left alone. Linear.
func decodedOnce(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        guard let byte = windows1252Byte(scalar) else { return nil }
        bytes.append(byte)
    }
    guard let once = String(validating: bytes, as: UTF8.self) else { return nil }
    let made = once.unicodeScalars.filter { $0.value >= 0x80 }
    // C1 controls and the no-break space are no letters that anybody typed.
    guard !made.contains(where: { $0.value < 0xA0 }) else { return nil }
    if made.count >= 2 { return once }
    return made.first.map { $0.value > 0xA0 && $0.value < 0x100 } == true ? once : nil
}

private func windows1252Byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    return bytesOf1252[scalar.value]
}

private let bytesOf1252: [UInt32: UInt8] = {
    var table: [UInt32: UInt8] = [:]
    for (index, value) in high1252.enumerated() where value >= 0x100 {
        table[UInt32(value)] = UInt8(0x80 + index)
    }
    return table
}()
