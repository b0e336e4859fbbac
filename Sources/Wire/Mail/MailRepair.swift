import Foundation

/// The bytes as GMime can read them whole: what stands before the header in files and pipes taken
/// off, NULs and second types in the header dropped, a missing blank line put in.
func repairedMail(
    _ bytes: [UInt8], _ forgiven: inout [Quirk]
) throws(MailError) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 != 10 && $0 != 13 }) else {
        throw MailError(at: 0, .empty)
    }
    guard bytes.contains(10) else {
        forgiven.append(Quirk(.loneCR, "lines end in CR alone"))
        return try repairedMail(bytes.map { $0 == 13 ? 10 : $0 } + [10], &forgiven)
    }
    var start = first
    if start > 0 { forgiven.append(Quirk(.leadingBlankLines, "blank lines before the header")) }
    if bytes[start...].starts(with: Array("From ".utf8)) {
        forgiven.append(Quirk(.mboxLine, "an mbox \"From \" line before the header"))
        start = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
    }
    guard isField(bytes[start...]) else { throw MailError(at: start, .noHeaders) }
    var message = start == 0 ? bytes : Array(bytes[start...])
    let body = max(bodyStart(message), 0)
    let end = body == 0 ? message.count : body
    if holds(0, in: message, before: end) {
        let nuls = message[..<end].count { $0 == 0 }
        forgiven.append(Quirk(.nulBytes, "\(nuls) NUL bytes in the header dropped"))
        message = message[..<end].filter { $0 != 0 } + message[end...]
    }
    if end > MailLimits.headerBytes {
        // Before GMime, which would take twenty times their size for millions of fields.
        forgiven.append(
            Quirk(.headerTooLarge, "\(MailLimits.headerBytes) of \(end) bytes of header were read"))
        let cut = message[..<MailLimits.headerBytes].lastIndex(of: 10) ?? MailLimits.headerBytes - 1
        message = message[...cut] + [10] + message[end...]
    }
    guard !hasEndlessPartHeaders(message) else {
        throw MailError(at: 0, .nothingRead("its parts have more than 300,000 header fields"))
    }
    return withoutSecondType(withBlankLine(message, &forgiven))
}

/// Whether the lines that follow boundaries hold more fields than mail ever has. They would cost
/// GMime twenty times their size.
private func hasEndlessPartHeaders(_ message: [UInt8]) -> Bool {
    guard message.count > 1 << 20 else { return false }
    return message.withUnsafeBytes { bytes in
        var start = 0
        var fields = 0
        var isHeader = false
        while start < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            let end = rest.baseAddress.flatMap { memchr($0, 10, rest.count) }
            let length = end.flatMap { rest.baseAddress?.distance(to: $0) } ?? rest.count
            if length > 1, rest[0] == 0x2D, rest[1] == 0x2D {
                isHeader = true
            } else if length <= 1 {
                isHeader = false
            } else if isHeader, rest.prefix(min(length, 80)).contains(0x3A) {
                fields += 1
                if fields > 300_000 { return true }
            }
            start += length + 1
        }
        return false
    }
}

/// Takes later Content-Type fields out of the header: GMime believes the last one, everybody else
/// the first, and then there would be no parts. (multiple_content_types.eml)
private func withoutSecondType(_ message: [UInt8]) -> [UInt8] {
    var dropped: [Range<Int>] = []
    var cursor = 0
    var seen = false
    var isDropped = false
    let end = bodyStart(message)
    while cursor < end {
        let next = lineEnd(cursor, message)
        if message[cursor] != 32, message[cursor] != 9 {
            let isType = isContentType(message[cursor..<next])
            isDropped = isType && seen
            if isType { seen = true }
        }
        if isDropped { dropped.append(cursor..<next) }
        cursor = next
    }
    guard !dropped.isEmpty else { return message }
    var kept: [UInt8] = []
    var from = 0
    for range in dropped {
        kept += message[from..<range.lowerBound]
        from = range.upperBound
    }
    return kept + message[from...]
}

private func isContentType(_ line: ArraySlice<UInt8>) -> Bool {
    let name = "content-type".utf8
    guard line.count > name.count, zip(line, name).allSatisfy({ $0 | 0x20 == $1 }) else {
        return false
    }
    let next = line[line.startIndex + name.count]
    return next == 0x3A || next == 32
}

/// Where the next line begins.
private func lineEnd(_ start: Int, _ message: [UInt8]) -> Int {
    (lineFeed(from: start, in: message) ?? message.count - 1) + 1
}

private func holds(_ byte: UInt8, in message: [UInt8], before end: Int) -> Bool {
    message.withUnsafeBytes { place(of: byte, in: $0[..<end]) < end }
}

/// Whether a line begins with a field's name and a colon.
private func isField(_ line: ArraySlice<UInt8>) -> Bool {
    var length = 0
    var hasSpace = false
    for byte in line.prefix(1_000) {
        switch byte {
        case 0x3A: return length > 0
        // A name is printable ASCII (RFC 5322 §2.2); spaces before the colon are obsolete syntax.
        case 32, 9: hasSpace = true
        case 0, 33..<127:
            guard !hasSpace else { return false }
            length += 1
        default: return false
        }
    }
    return false
}

/// Puts in the blank line that a careless program left out between header and words; GMime would
/// drop the words. A stray line with more fields below it is left to GMime, which skips it.
private func withBlankLine(_ message: [UInt8], _ forgiven: inout [Quirk]) -> [UInt8] {
    var cursor = 0
    while cursor < message.count {
        let next = lineEnd(cursor, message)
        let line = message[cursor..<next]
        if isBlankLine(line) { return message }
        if !isContinuation(line), !isField(line), !hasFieldBelow(next, message) {
            forgiven.append(Quirk(.noBlankLine, "no blank line between header and text"))
            return message[..<cursor] + [10] + message[cursor...]
        }
        cursor = next
    }
    return message
}

private func isBlankLine(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 10 || $0 == 13 }
}

private func isContinuation(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == 32 || line.first == 9
}

/// Whether one of the next three lines, before a blank one, is a field.
private func hasFieldBelow(_ start: Int, _ message: [UInt8]) -> Bool {
    var cursor = start
    for _ in 0..<3 where cursor < message.count {
        let next = lineEnd(cursor, message)
        let line = message[cursor..<next]
        if isBlankLine(line) { return false }
        if isField(line) { return true }
        cursor = next
    }
    return false
}
