/// What a FETCH response says about one mail. Source: RFC 3501 §7.4.2.
struct IMAPFetched: Hashable {
    private(set) var uid: UInt32?
    private(set) var size: Int?
    /// The whole mail; nil when it did not come.
    private(set) var body: [UInt8]?
    /// The size of a body that was larger than allowed.
    private(set) var omitted: Int?

    private enum Token {
        case open, close
        case word([UInt8])
        case data([UInt8])
        case omitted(Int)
    }

    /// Reads `* n FETCH (NAME value NAME value …)`. What is not understood is passed over.
    init(_ pieces: [IMAPReader.Piece]) {
        let tokens = Self.tokens(pieces)
        guard let first = tokens.firstIndex(where: { if case .open = $0 { true } else { false } })
        else { return }
        var place = first + 1
        while place + 1 < tokens.count, case .word(let name) = tokens[place] {
            place += 1
            let end = Self.end(of: place, in: tokens)
            take(String(decoding: name, as: UTF8.self).uppercased(), tokens[place])
            place = end
        }
    }

    private mutating func take(_ name: String, _ value: Token) {
        switch (name, value) {
        case ("UID", .word(let digits)): uid = UInt32(String(decoding: digits, as: UTF8.self))
        case ("RFC822.SIZE", .word(let digits)):
            size = Int(String(decoding: digits, as: UTF8.self))
        case ("BODY[]", .data(let bytes)): body = bytes
        case ("BODY[]", .omitted(let count)): omitted = count
        default: break
        }
    }

    /// The place after a value, which may be a list in a list.
    private static func end(of place: Int, in tokens: [Token]) -> Int {
        var depth = 0
        for index in place..<tokens.count {
            switch tokens[index] {
            case .open: depth += 1
            case .close: depth -= 1
            default: break
            }
            if depth <= 0 { return index + 1 }
        }
        return tokens.count
    }

    private static func tokens(_ pieces: [IMAPReader.Piece]) -> [Token] {
        var tokens: [Token] = []
        for piece in pieces {
            switch piece {
            case .literal(let bytes): tokens.append(.data(bytes))
            case .omitted(let count): tokens.append(.omitted(count))
            case .text(let bytes): add(bytes, to: &tokens)
            }
        }
        return tokens
    }

    private static func add(_ bytes: [UInt8], to tokens: inout [Token]) {
        var rest = bytes[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: " "): rest.removeFirst()
            case UInt8(ascii: "("):
                tokens.append(.open)
                rest.removeFirst()
            case UInt8(ascii: ")"):
                tokens.append(.close)
                rest.removeFirst()
            case UInt8(ascii: "\""): tokens.append(.data(quoted(&rest)))
            default:
                let word = rest.prefix { !" ()\"".utf8.contains($0) }
                tokens.append(.word(Array(word)))
                rest = rest[word.endIndex...]
            }
        }
    }

    /// A quoted string, in which a backslash stands before `"` and itself.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        rest.removeFirst()
        var found: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
                found.append(next)
            } else {
                found.append(byte)
            }
        }
        return found
    }
}
