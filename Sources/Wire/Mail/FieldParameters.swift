/// A field such as Content-Type: a value, then parameters.
struct FieldParameters {
    /// The value in lower case, without white space: `text/plain`.
    let value: String
    /// Parameters by lower-case name, decoded.
    let parameters: [String: String]
    let forgiven: [Quirk]

    /// Reads the field, forgiving what mail programs get wrong.
    ///
    /// RFC 2231 continuations and charsets; encoded words inside quotes, which RFC 2047 §5
    /// forbids and every program writes; raw 8-bit bytes; missing quotes. Linear.
    init(_ raw: [UInt8], charset: String? = nil) {
        var scanner = ParameterScanner(bytes: unfold(raw))
        value = String(decoding: scanner.upToSemicolon(), as: UTF8.self)
            .lowercased().withoutWhiteSpace()
        var pieces = ParameterPieces()
        var count = 0
        while let (name, bytes) = scanner.next(), count < 200 {
            pieces.add(name, bytes)
            count += 1
        }
        (parameters, forgiven) = pieces.joined(charset: charset)
    }
}

private struct ParameterScanner {
    let bytes: [UInt8]
    var position = 0

    mutating func upToSemicolon() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, bytes[position] != 0x3B { position += 1 }
        return bytes[start..<position]
    }

    /// The next `name=value`; nil at the end.
    mutating func next() -> (String, [UInt8])? {
        while position < bytes.count, bytes[position] == 0x3B || bytes[position] == 32 {
            position += 1
        }
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != 0x3D, bytes[position] != 0x3B {
            position += 1
        }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
            .trimmingSpaces().lowercased()
        guard position < bytes.count, bytes[position] == 0x3D else { return (name, []) }
        position += 1
        while position < bytes.count, bytes[position] == 32 { position += 1 }
        guard position < bytes.count else { return (name, []) }
        return (name, bytes[position] == 0x22 ? quoted() : token())
    }

    private mutating func token() -> [UInt8] {
        var token = upToSemicolon()
        while token.last == 32 { token = token.dropLast() }
        return Array(token)
    }

    private mutating func quoted() -> [UInt8] {
        position += 1
        var out: [UInt8] = []
        while position < bytes.count, bytes[position] != 0x22 {
            // QUIRK: Windows paths are written unescaped; a backslash counts as an escape only
            // before a quote or another backslash.
            if bytes[position] == 0x5C, position + 1 < bytes.count,
                bytes[position + 1] == 0x22 || bytes[position + 1] == 0x5C
            {
                position += 1
            }
            out.append(bytes[position])
            position += 1
        }
        _ = upToSemicolon()
        return out
    }
}

/// Collects `name`, `name*`, `name*0`, `name*0*` and puts the pieces together (RFC 2231 §3–4).
private struct ParameterPieces {
    struct Piece { let index: Int, encoded: Bool, bytes: [UInt8] }
    var order: [String] = []
    var pieces: [String: [Piece]] = [:]

    mutating func add(_ label: String, _ bytes: [UInt8]) {
        var parts = label.split(separator: "*", omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty else { return }
        parts.removeFirst()
        let encoded = parts.last.map(\.isEmpty) ?? false
        let index = parts.first.flatMap { Int($0) }.map { min(max($0, 0), 1_000) } ?? -1
        if pieces[String(name)] == nil { order.append(String(name)) }
        pieces[String(name), default: []].append(
            Piece(index: index, encoded: encoded, bytes: bytes))
    }

    func joined(charset: String?) -> ([String: String], [Quirk]) {
        var out: [String: String] = [:]
        var forgiven: [Quirk] = []
        for name in order {
            guard let all = pieces[name] else { continue }
            let decoded = decode(all, charset: charset)
            out[name] = decoded.text
            forgiven += decoded.forgiven
        }
        return (out, forgiven)
    }

    private func decode(_ all: [Piece], charset: String?) -> DecodedText {
        // The extended form is the better one where a sender gives both (RFC 6266 §4.3).
        let extended = all.filter { $0.index >= 0 || $0.encoded }
        guard !extended.isEmpty else {
            return decodeHeader(all.first?.bytes ?? [], charset: charset)
        }
        var label: String?
        var bytes: [UInt8] = []
        var seen: Set<Int> = []
        for piece in extended.sorted(by: { $0.index < $1.index })
        where seen.insert(piece.index).inserted {
            var value = piece.bytes[...]
            if piece.encoded, piece.index <= 0 {
                let marks = value.indices.filter { value[$0] == 0x27 }.prefix(2)
                if marks.count == 2, let first = marks.first, let last = marks.last {
                    label = String(decoding: value[..<first], as: UTF8.self)
                    value = value[(last + 1)...]
                }
            }
            bytes += piece.encoded ? percentDecoded(value) : Array(value)
        }
        if label == nil { return decodeHeader(bytes, charset: charset) }
        return decodeText(bytes, charset: label)
    }

    private func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var cursor = bytes.startIndex
        while cursor < bytes.endIndex {
            if bytes[cursor] == 0x25, cursor + 2 < bytes.endIndex,
                let high = hexValue(bytes[cursor + 1]), let low = hexValue(bytes[cursor + 2])
            {
                out.append(high << 4 | low)
                cursor += 3
            } else {
                out.append(bytes[cursor])
                cursor += 1
            }
        }
        return out
    }
}
